/// The pages' templates (Mustache). Values are escaped; only `body` and `result`, which are HTML already, go in as they
/// are.
enum PageTemplates {
  /// What all pages have around their own part.
  static let layout = """
    <!DOCTYPE html>
    <html lang="{{lang}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{title}}</title>
    <link rel="icon" href="/assets/ikon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/assets/wlkp.css">
    </head>
    <body>
    <a class="skip" href="#isi">{{w.skip}}</a>
    <header class="top">
    <div class="wrap">
    <a class="brand" href="/?lang={{lang}}"><span class="mark" aria-hidden="true"></span><span><b>WLKP</b> \
    <span class="brand-name">{{w.brand}}</span></span></a>
    <nav aria-label="{{w.languages}}"><a class="tongue" href="/?lang={{w.otherCode}}" hreflang="{{w.otherCode}}" \
    lang="{{w.otherCode}}">{{w.otherName}}</a></nav>
    </div>
    </header>
    <main id="isi" class="wrap" tabindex="-1">
    {{{body}}}
    </main>
    <footer>
    <div class="wrap">
    <p>{{w.footer}}</p>
    <p><a href="/tanda-terima?lang={{lang}}">{{w.verification}}</a></p>
    <p>{{facts}}</p>
    </div>
    </footer>
    </body>
    </html>

    """

  /// The start page: what this is, and the form.
  static let start = """
    <h1>{{w.heading}}</h1>
    <p class="lead">{{w.lead}}</p>
    {{{form}}}
    <section class="columns" aria-label="{{w.stepsLabel}}">
    <div><h2>{{w.step1}}</h2><p>{{w.step1Text}}</p></div>
    <div><h2>{{w.step2}}</h2><p>{{w.step2Text}}</p></div>
    <div><h2>{{w.step3}}</h2><p>{{w.step3Text}}</p></div>
    </section>
    {{{filing}}}
    """

  /// The upload form, with what was wrong with the last try.
  static let form = """
    <form class="card" method="post" action="/periksa?lang={{lang}}" enctype="multipart/form-data">
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
  static let filing = """
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
  static let result = """
    <h1>{{w.resultHeading}}</h1>
    {{{result}}}
    <p class="again"><a class="button" href="/?lang={{lang}}">{{w.again}}</a></p>
    {{{filing}}}
    """

  /// A receipt.
  static let receipt = """
    {{{receipt}}}
    """

  /// The form that takes a receipt.
  static let receiptForm = """
    <h1>{{w.verification}}</h1>
    <p class="lead">{{w.verificationLead}}</p>
    <form class="card" method="post" action="/tanda-terima?lang={{lang}}" enctype="multipart/form-data">
    <label for="berkas">{{w.receiptFile}}</label>
    <p class="hint" id="berkas-hint">{{w.receiptHint}}</p>
    <input id="berkas" name="berkas" type="file" required accept=".txt,text/plain" aria-describedby="berkas-hint">
    <button type="submit">{{w.receiptCheck}}</button>
    </form>
    """

  /// Whether a receipt is genuine.
  static let verification = """
    <h1>{{w.verification}}</h1>
    <div data-verdict="{{verdict}}"><p class="wlkp-verdict">{{sentence}}</p></div>
    {{#number}}<p class="lead">{{number}}</p>{{/number}}
    <h2>{{w.verificationSteps}}</h2>
    <ol class="steps">
    {{#steps}}
    <li class="step-{{outcome}}">{{text}}</li>
    {{/steps}}
    </ol>
    <p class="again"><a class="button" href="/tanda-terima?lang={{lang}}">{{w.receiptAgain}}</a></p>
    """

  /// What went wrong around a request.
  static let problem = """
    <h1>{{problem}}</h1>
    <p class="lead">{{detail}}</p>
    <p class="again"><a class="button" href="/?lang={{lang}}">{{w.back}}</a></p>
    """
}
