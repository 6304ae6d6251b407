/// The templates of the pages for everybody (Mustache). Values are escaped; only parts that are HTML already (`form`,
/// `filing`, `result`, `receipt`) go in as they are.
enum PageTemplates {
  /// The templates of every group of pages, by names that no two share.
  static let groups: [[String: String]] = [
    all, OpenTemplates.all, AuditorTemplates.all, InspectorTemplates.all, PersonTemplates.all,
    CompanyTemplates.all, DraftTemplates.all,
  ]

  private static let all = [
    "start": start, "form": form, "filing": filing, "result": result, "receipt": receipt, "receiptForm": receiptForm,
    "verification": verification, "problem": problem,
  ]

  /// The start page: what this is, and the form.
  private static let start = """
    <h1>{{w.heading}}</h1>
    <p class="lead">{{w.lead}}</p>
    {{{form}}}
    <section class="columns" aria-label="{{w.stepsLabel}}">
    <div><h2>{{w.step1}}</h2><p>{{w.step1Text}}</p></div>
    <div><h2>{{w.step2}}</h2><p>{{w.step2Text}}</p></div>
    <div><h2>{{w.step3}}</h2><p>{{w.step3Text}}</p></div>
    </section>
    <section aria-labelledby="jalan"><h2 id="jalan">{{w.ways}}</h2>
    <div class="cards">
    <div class="card"><h3>{{w.wayFile}}</h3><p>{{w.wayFileText}}</p><p><a class="button" href="/masuk">{{w.waySignIn}}</a></p></div>
    <div class="card"><h3>{{w.wayForms}}</h3><p>{{w.wayFormsText}}</p><p><a class="button secondary" href="/contoh">{{w.wayFormsLink}}</a></p></div>
    <div class="card"><h3>{{w.wayRules}}</h3><p>{{w.wayRulesText}}</p><p><a class="button secondary" href="/aturan">{{w.wayRulesLink}}</a></p></div>
    </div></section>
    {{{filing}}}
    """

  /// The upload form, with what was wrong with the last try.
  private static let form = """
    <form class="card" method="post" action="/periksa" enctype="multipart/form-data">
    <label for="berkas">{{w.file}}</label>
    <p class="hint" id="berkas-hint">{{w.hint}}</p>
    {{#fault}}<p class="fault" id="berkas-fault">{{fault}}</p>{{/fault}}
    <input id="berkas" name="berkas" type="file" required accept=".xml,.csv,.txt,.xlsx,.zip,text/csv,text/xml,application/xml" \
    aria-describedby="berkas-hint{{#fault}} berkas-fault{{/fault}}"{{#fault}} aria-invalid="true"{{/fault}}>
    <button type="submit">{{w.check}}</button>
    <p class="quiet">{{w.privacy}}</p>
    </form>
    """

  /// What to do when the report is good.
  private static let filing = """
    <section class="filing">
    <h2>{{w.filing}}</h2>
    <p>{{w.filingText}}</p>
    <h3>{{w.withProgram}}</h3>
    <pre tabindex="0"><code>wlkp submit laporan.xml --store wlkp.sqlite --receipt tanda-terima.txt</code></pre>
    <h3>{{w.withAPI}}</h3>
    <pre tabindex="0"><code>curl {{w.address}}/v1/submissions \\
      -H "Authorization: Bearer TOKEN" \\
      -H "Content-Type: application/xml" \\
      --data-binary @laporan.xml</code></pre>
    </section>
    """

  /// The judgement of a file.
  private static let result = """
    <h1>{{w.resultHeading}}</h1>
    {{{result}}}
    <p class="again"><a class="button" href="/">{{w.again}}</a></p>
    {{{filing}}}
    """

  /// A receipt.
  private static let receipt = """
    {{{receipt}}}
    """

  /// The form that takes a receipt.
  private static let receiptForm = """
    <h1>{{w.verification}}</h1>
    <p class="lead">{{w.verificationLead}}</p>
    <form class="card" method="post" action="/tanda-terima" enctype="multipart/form-data">
    <label for="berkas">{{w.receiptFile}}</label>
    <p class="hint" id="berkas-hint">{{w.receiptHint}}</p>
    {{#fault}}<p class="fault" id="berkas-fault">{{fault}}</p>{{/fault}}
    <input id="berkas" name="berkas" type="file" required accept=".txt,text/plain" \
    aria-describedby="berkas-hint{{#fault}} berkas-fault{{/fault}}"{{#fault}} aria-invalid="true"{{/fault}}>
    <button type="submit">{{w.receiptCheck}}</button>
    </form>
    """

  /// Whether a receipt is genuine.
  private static let verification = """
    <h1>{{w.verification}}</h1>
    <div data-verdict="{{verdict}}"><p class="wlkp-verdict">{{sentence}}</p></div>
    {{#number}}<p class="lead">{{number}}</p>{{/number}}
    <h2>{{w.verificationSteps}}</h2>
    <ol class="steps">
    {{#steps}}
    <li class="step-{{outcome}}">{{text}}<div class="quiet">{{meaning}}</div></li>
    {{/steps}}
    </ol>
    <p class="again"><a class="button" href="/tanda-terima">{{w.receiptAgain}}</a></p>
    """

  /// What went wrong around a request.
  private static let problem = """
    <h1>{{problem}}</h1>
    <p class="lead">{{detail}}</p>
    <p class="again"><a class="button" href="/">{{w.back}}</a></p>
    """
}
