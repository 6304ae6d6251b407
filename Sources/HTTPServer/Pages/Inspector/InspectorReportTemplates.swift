/// The templates of one report and one company (Mustache).
enum InspectorReportTemplates {
  static let all = ["inspectorReport": report, "inspectorCompany": company, "inspectorComparison": comparison]

  private static let report = """
    <nav class="crumbs" aria-label="{{w.report}}"><ol><li><a href="/wilayah">{{w.region}}</a></li>\
    <li><a href="{{history}}">{{company}}</a></li><li aria-current="page">{{kind}} {{period}}</li></ol></nav>
    <h1>{{company}}: {{kind}} {{period}}</h1>
    <p class="lead">{{stateSentence}}</p>
    <dl class="facts">
    {{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}
    </dl>
    <p class="actions"><a class="button secondary" href="{{address}}/tanda-terima">{{w.receipt}}</a>\
    <a class="button secondary" href="{{address}}/asli">{{w.original}}</a></p>
    <p class="quiet">{{w.originalNote}} {{w.masked}}</p>
    {{#hasVersions}}
    <h2>{{w.versions}}</h2>
    <ul class="entries">{{#versions}}<li><a href="{{address}}"{{#isHere}} aria-current="page"{{/isHere}}>{{name}}</a><span class="quiet">{{received}}</span></li>{{/versions}}</ul>
    {{/hasVersions}}
    {{#hasReasons}}
    <h2>{{w.visitReason}} <span class="tag {{tag}}">{{points}} {{w.points}} · {{level}}</span></h2>
    <ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul>
    {{/hasReasons}}
    {{#groups}}
    <section class="wlkp-group wlkp-group-{{group}}">
    <h2>{{heading}}</h2>
    {{#findings}}
    <article class="wlkp-finding">
    <h3><span class="wlkp-label">{{grade}}</span> {{title}} <span class="wlkp-rule mono">{{rule}}</span></h3>
    <dl class="wlkp-facts">
    {{#message}}<dt>{{w.message}}</dt><dd>{{message}}</dd>{{/message}}
    {{#place}}<dt>{{w.placeHeading}}</dt><dd><bdi>{{place}}</bdi></dd>{{/place}}
    {{#value}}<dt>{{w.value}}</dt><dd><bdi>{{value}}</bdi></dd>{{/value}}
    </dl>
    {{#hasLaw}}<details><summary>{{w.law}}</summary><ul>{{#law}}<li>{{.}}</li>{{/law}}</ul></details>{{/hasLaw}}
    {{#hasPlaces}}<details class="wlkp-places"><summary>{{w.allPlaces}} ({{count}})</summary>
    <div class="table-region" role="region" aria-label="{{w.allPlaces}}: {{rule}}" tabindex="0"><table class="data">
    <thead><tr><th scope="col">{{w.placeHeading}}</th><th scope="col">{{w.value}}</th><th scope="col">{{w.message}}</th></tr></thead>
    <tbody>{{#places}}<tr><td>{{place}}</td><td>{{value}}</td><td>{{message}}</td></tr>{{/places}}</tbody></table></div></details>{{/hasPlaces}}
    <p><a href="/aturan/{{rule}}" aria-label="{{w.ruleLink}} {{rule}}">{{w.ruleLink}}</a></p>
    </article>
    {{/findings}}
    </section>
    {{/groups}}
    {{#isClean}}<p class="empty">{{w.noFindings}}</p>{{/isClean}}
    {{#hasUnanswered}}
    <h2 id="tanpa">{{w.unanswered}}</h2>
    <ul>{{#causes}}<li>{{.}}</li>{{/causes}}</ul>
    <p>{{w.unansweredLead}}</p>
    <div class="table-region" role="region" aria-labelledby="tanpa" tabindex="0"><table class="data">
    <caption class="visually-hidden">{{w.unanswered}}</caption>
    <thead><tr><th scope="col">{{w.area}}</th><th scope="col" class="number">{{w.rules}}</th></tr></thead>
    <tbody>{{#unanswered}}<tr><th scope="row">{{name}}</th><td class="number">{{count}}</td></tr>{{/unanswered}}</tbody>
    </table></div>
    {{/hasUnanswered}}
    """

  private static let company = """
    <nav class="crumbs" aria-label="{{w.history}}"><ol><li><a href="/wilayah">{{w.region}}</a></li>\
    <li aria-current="page">{{company}}</li></ol></nav>
    <h1>{{company}}</h1>
    <dl class="facts">
    {{#facts}}<dt>{{name}}</dt><dd>{{value}}</dd>{{/facts}}
    </dl>
    <h2>{{w.obligations}}</h2>
    {{#hasObligations}}<ul class="entries">{{#obligations}}<li><span>{{duty}}</span><span><span class="tag {{tag}}">{{state}}</span></span></li>{{/obligations}}</ul>{{/hasObligations}}
    {{^hasObligations}}<p class="empty">{{w.noObligations}}</p>{{/hasObligations}}
    <h2 id="laporan-unit">{{w.reportsOfUnit}}</h2>
    <div class="table-region" role="region" aria-labelledby="laporan-unit" tabindex="0">
    <table class="data stack">
    <caption class="visually-hidden">{{w.reportsOfUnit}}</caption>
    <thead><tr><th scope="col">{{w.kind}}</th><th scope="col">{{w.version}}</th><th scope="col">{{w.verdict}}</th>\
    <th scope="col" class="number">{{w.findings}}</th><th scope="col" class="number">{{w.workersColumn}}</th><th scope="col">{{w.received}}</th></tr></thead>
    <tbody>
    {{#reports}}
    <tr><th scope="row"><a href="{{address}}">{{kind}} {{period}}</a></th><td data-label="{{w.version}}">{{version}}</td>\
    <td data-label="{{w.verdict}}"><span class="tag {{tag}}">{{verdict}}</span></td>\
    <td class="number" data-label="{{w.findings}}">{{findings}}</td><td class="number" data-label="{{w.workersColumn}}">{{workers}}</td>\
    <td data-label="{{w.received}}">{{received}}</td></tr>
    {{/reports}}
    </tbody>
    </table>
    </div>
    {{#hasMatrix}}
    <h2 id="matriks">{{w.matrix}}</h2>
    <p class="quiet">{{w.matrixLead}}</p>
    <div class="table-region" role="region" aria-labelledby="matriks" tabindex="0">
    <table class="data">
    <caption class="visually-hidden">{{w.matrix}}</caption>
    <thead><tr><th scope="col">{{w.rule}}</th>{{#years}}<th scope="col" class="number">{{.}}</th>{{/years}}</tr></thead>
    <tbody>
    {{#matrix}}<tr><th scope="row"><a href="/aturan/{{rule}}">{{rule}}</a> {{title}}</th>{{#cells}}<td class="number">{{.}}</td>{{/cells}}</tr>{{/matrix}}
    </tbody>
    </table>
    </div>
    <p><a href="{{export}}">{{w.export}}</a></p>
    {{/hasMatrix}}
    {{#canCompare}}
    <h2>{{w.compare}}</h2>
    <form class="filters" method="get" action="{{here}}/banding">
    <div class="field"><label for="dari">{{w.from}}</label><select id="dari" name="dari">{{#fromChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/fromChoices}}</select></div>
    <div class="field"><label for="ke">{{w.to}}</label><select id="ke" name="ke">{{#toChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/toChoices}}</select></div>
    <button class="secondary" type="submit">{{w.compareButton}}</button>
    </form>
    {{/canCompare}}
    {{#hasOthers}}
    <h2>{{w.otherUnits}}</h2>
    <ul class="entries">{{#others}}<li><a href="{{address}}">{{unit}}</a><span class="quiet">{{region}}</span></li>{{/others}}</ul>
    {{/hasOthers}}
    """

  private static let comparison = """
    <nav class="crumbs" aria-label="{{w.comparison}}"><ol><li><a href="/wilayah">{{w.region}}</a></li>\
    <li><a href="{{history}}">{{company}}</a></li><li aria-current="page">{{w.comparison}}</li></ol></nav>
    <h1>{{w.comparison}}: {{beforeName}} – {{afterName}}</h1>
    {{#erased}}<p class="notice notice-warn">{{w.erased}}</p>{{/erased}}
    {{#hasComparison}}
    <ul class="tiles">{{#tiles}}<li class="tile"><span class="tile-name">{{name}}</span><span class="tile-value">{{value}}</span></li>{{/tiles}}</ul>
    <div class="split">
    <section><h2>{{w.appeared}}</h2><ul class="entries">{{#appeared}}<li><a href="/aturan/{{rule}}">{{rule}}</a><span>{{title}}</span></li>{{/appeared}}{{#noneAppeared}}<li>{{w.none}}</li>{{/noneAppeared}}</ul></section>
    <section><h2>{{w.vanished}}</h2><ul class="entries">{{#vanished}}<li><a href="/aturan/{{rule}}">{{rule}}</a><span>{{title}}</span></li>{{/vanished}}{{#noneVanished}}<li>{{w.none}}</li>{{/noneVanished}}</ul></section>
    </div>
    {{#hasChanges}}
    <h2 id="perubahan">{{w.changes}}</h2>
    <p class="quiet">{{shown}} {{w.masked}}</p>
    <div class="table-region" role="region" aria-labelledby="perubahan" tabindex="0">
    <table class="data stack">
    <caption class="visually-hidden">{{w.changes}}</caption>
    <thead><tr><th scope="col">{{w.placeHeading}}</th>\
    <th scope="col">{{w.before}}</th><th scope="col">{{w.after}}</th></tr></thead>
    <tbody>{{#changes}}<tr><th scope="row">{{place}}</th><td data-label="{{w.before}}">{{before}}</td><td data-label="{{w.after}}">{{after}}</td></tr>{{/changes}}</tbody>
    </table>
    </div>
    {{/hasChanges}}
    {{/hasComparison}}
    """
}
