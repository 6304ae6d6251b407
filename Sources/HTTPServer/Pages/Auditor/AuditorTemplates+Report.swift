extension AuditorTemplates {
  /// One report with its versions, findings, events, replay and proof.
  static let report = """
    <nav class="crumbs" aria-label="{{w.trail}}"><ol><li><a href="/audit">{{w.search}}</a></li></ol></nav>
    <h1>{{number}}</h1>
    <p class="lead">{{company}} <span class="tag {{tint}}">{{verdict}}</span></p>
    {{#correctedBy}}<p class="notice notice-warn">{{w.correctedBy}} <a href="/audit/laporan/{{correctedBy}}">{{correctedBy}}</a>.</p>{{/correctedBy}}
    <section class="card"><h2>{{w.replay}}</h2>
    {{#replay}}<p class="notice {{tint}}" role="status">{{sentence}}</p>{{/replay}}
    <p>{{w.replayText}}</p>
    <form class="actions" method="post" action="{{again}}"><input type="hidden" name="token" value="{{token}}">
    <button type="submit">{{w.replayButton}}</button></form>
    </section>
    <h2>{{w.facts}}</h2>
    <dl class="facts">
    {{#facts}}<dt>{{name}}</dt><dd{{#isExact}} class="mono"{{/isExact}}>{{text}}</dd>
    {{/facts}}</dl>
    <div class="table-region" role="region" aria-labelledby="versi" tabindex="0">
    <table class="data stack"><caption id="versi">{{w.versions}}</caption>
    <thead><tr><th scope="col">{{w.number}}</th><th scope="col">{{w.company}}</th><th scope="col">{{w.kind}}</th>
    <th scope="col">{{w.region}}</th><th scope="col">{{w.result}}</th>
    <th scope="col" class="number">{{w.findings}}</th><th scope="col" class="number">{{w.version}}</th></tr></thead>
    <tbody>{{#versions}}\(reportRow){{/versions}}</tbody></table>
    </div>
    {{#found}}
    <div class="table-region" role="region" aria-labelledby="temuan" tabindex="0">
    <table class="data stack"><caption id="temuan">{{w.foundHere}}</caption>
    <thead><tr><th scope="col">{{w.rule}}</th><th scope="col">{{w.grade}}</th>
    <th scope="col" class="number">{{w.count}}</th></tr></thead>
    <tbody>{{#findings}}<tr><th scope="row"><a href="/aturan/{{rule}}">{{rule}}</a> {{title}}</th>
    <td data-label="{{w.grade}}">{{grade}}</td><td class="number" data-label="{{w.count}}">{{count}}</td></tr>
    {{/findings}}</tbody></table>
    </div>
    {{/found}}
    {{#noFindings}}<h2>{{w.foundHere}}</h2><p class="empty">{{w.noFindings}}</p>{{/noFindings}}
    <h2>{{w.proof}}</h2>
    {{#proof}}
    {{#holds}}<p class="notice notice-good">{{w.proofHolds}}</p>{{/holds}}
    {{^holds}}<p class="notice notice-bad">{{w.proofFails}}</p>{{/holds}}
    <dl class="facts">
    <dt>{{w.position}}</dt><dd>{{position}}</dd><dt>{{w.treeSize}}</dt><dd>{{size}}</dd>
    <dt>{{w.leaf}}</dt><dd class="mono">{{leaf}}</dd>
    <dt>{{w.path}} ({{pathCount}})</dt><dd class="mono">{{#path}}<div>{{.}}</div>{{/path}}{{^path}}{{w.pathEmpty}}{{/path}}</dd>
    <dt>{{w.root}}</dt><dd class="mono">{{root}}</dd>
    </dl>
    <details><summary>{{w.checkpoint}}</summary>
    <pre tabindex="0" aria-label="{{w.checkpoint}}"><code>{{checkpoint}}</code></pre></details>
    <h3>{{w.offline}}</h3>
    <p>{{w.offlineText}}</p>
    <pre tabindex="0" aria-label="{{w.offline}}"><code>wlkp receipt verify tanda-terima-{{number}}.txt --key wlkp.pub</code></pre>
    <p class="quiet">{{w.otherTools}}</p>
    <p class="actions"><a class="button secondary" href="{{receipt}}" download>{{w.receiptFile}}</a>
    <a class="button secondary" href="{{file}}" download>{{w.proofFile}}</a>
    <a class="button secondary" href="{{result}}" download>{{w.resultFile}}</a>
    <a href="/log/key" download="wlkp.pub">{{w.keyFile}}</a></p>
    {{/proof}}
    <h2>{{w.happened}}</h2>
    {{#happened}}\(eventTable){{/happened}}
    {{#noEvents}}<p class="empty">{{w.noEvents}}</p>{{/noEvents}}
    <p><a href="{{moreEvents}}">{{w.allEvents}}</a></p>
    """

  /// The log itself.
  static let log = """
    <h1>{{w.log}}</h1>
    <p class="lead">{{w.logLead}}</p>
    <div class="split">
    {{#trees}}<section class="card" aria-labelledby="{{anchor}}"><h2 id="{{anchor}}">{{name}}</h2>
    <p class="quiet">{{about}}</p>
    <dl class="facts"><dt>{{w.size}}</dt><dd>{{size}}</dd><dt>{{w.root}}</dt><dd class="mono">{{root}}</dd>
    <dt>{{w.key}}</dt><dd class="mono">{{key}}</dd>
    <dt>{{w.newest}}</dt><dd>{{#isSigned}}<span class="tag tag-good">{{w.signed}}</span>{{/isSigned}}\
    {{^isSigned}}<span class="tag tag-bad">{{w.unsigned}}</span>{{/isSigned}}</dd>
    <dt>{{w.files}}</dt><dd><a href="{{checkpointFile}}">checkpoint</a>, <a href="{{keyFile}}">{{w.keyFile}}</a>\
    {{#tile}}, <a href="{{tile}}">{{w.tileFile}}</a>{{/tile}}</dd></dl>
    <details><summary>{{w.newest}}</summary>
    <pre tabindex="0" aria-label="{{w.newest}}, {{name}}"><code>{{checkpoint}}</code></pre></details>
    <details><summary>{{w.recent}}</summary>
    <div class="table-region" role="region" aria-labelledby="{{anchor}}-lama" tabindex="0">
    <table class="data"><caption id="{{anchor}}-lama">{{w.recent}}, {{name}}</caption>
    <thead><tr><th scope="col" class="number">{{w.size}}</th><th scope="col">{{w.root}}</th></tr></thead>
    <tbody>{{#older}}<tr><th scope="row" class="number">{{size}}</th><td class="mono">{{root}}</td></tr>{{/older}}</tbody></table>
    </div></details>
    </section>{{/trees}}
    </div>
    <h2 id="banding">{{w.compare}}</h2>
    <p>{{w.compareText}}</p>
    \(FilterField.summary)
    {{#comparison}}<div class="notice {{tint}}" role="status"><p>{{sentence}}</p>
    <dl class="facts"><dt>{{w.oldRoot}} ({{old}})</dt><dd class="mono">{{oldRoot}}</dd>
    <dt>{{w.newRoot}} ({{new}})</dt><dd class="mono">{{newRoot}}</dd>
    {{#hashes}}<dt>{{w.hashes}}</dt><dd class="mono">{{#path}}<div>{{.}}</div>{{/path}}</dd>{{/hashes}}</dl></div>{{/comparison}}
    <form class="card" method="get" action="/audit/log#banding" aria-labelledby="banding">
    <div class="fields">\(FilterField.template)</div>
    <p class="actions"><button type="submit">{{w.compareButton}}</button></p>
    </form>
    <h2 id="periksa">{{w.whole}}</h2>
    <p>{{w.wholeText}}</p>
    {{#check}}<div class="notice {{tint}}" role="status"><p>{{sentence}}</p>
    {{#figures}}<p class="mono">{{figures}}</p>{{/figures}}
    {{#wrong}}<h3>{{w.differences}}</h3><ul>{{#differences}}<li>{{.}}</li>{{/differences}}</ul>{{/wrong}}
    {{#isRunning}}<p><a href="/audit/log#periksa">{{w.reload}}</a></p>{{/isRunning}}</div>
    {{^isRunning}}<form class="card" method="post" action="/audit/log/periksa">
    <input type="hidden" name="token" value="{{token}}">
    <fieldset><legend>{{w.extent}}</legend>
    {{#extents}}<div class="choice"><input type="radio" id="lingkup-{{value}}" name="lingkup" value="{{value}}"{{#isFirst}} checked{{/isFirst}}>\
    <label for="lingkup-{{value}}">{{label}}</label></div>{{/extents}}</fieldset>
    <p class="actions"><button type="submit">{{w.wholeButton}}</button></p></form>{{/isRunning}}{{/check}}
    """
}
