/// The templates of the pages that are open to everyone (Mustache): the rules. Those of the form's guide stand in
/// `GuideTemplates.swift`. Values are escaped.
enum OpenTemplates {
  /// All of them, by their names.
  static let all = [
    "rules": catalogue, "rule": rule, "ruleGap": gap, "ruleUnknown": unknown, "guide": guide, "guideSection": section,
    "guideCodes": codes,
  ]

  /// The catalogue of rules.
  private static let catalogue = """
    <h1>{{w.catalogue}}</h1>
    <p class="lead">{{w.catalogueLead}}</p>
    <form class="filters card" method="get" action="/aturan" role="search" aria-label="{{w.filterRules}}">
    <div class="field"><label for="q">{{w.words}}</label>
    <input id="q" name="q" type="search" value="{{q}}" maxlength="100" autocomplete="off"></div>
    <div class="field"><label for="bidang">{{w.area}}</label>
    <select id="bidang" name="bidang"><option value="">{{w.all}}</option>
    {{#areas}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
    {{/areas}}</select></div>
    <div class="field"><label for="hukum">{{w.law}}</label>
    <select id="hukum" name="hukum"><option value="">{{w.all}}</option>
    {{#laws}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
    {{/laws}}</select></div>
    <div class="field"><label for="kelas">{{w.class}}</label>
    <select id="kelas" name="kelas"><option value="">{{w.all}}</option>
    {{#classes}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
    {{/classes}}</select></div>
    <button type="submit">{{w.show}}</button>
    </form>
    <p role="status">{{count}} {{#isNarrowed}}<a href="/aturan">{{w.showAll}}</a>{{/isNarrowed}}</p>
    {{#rules}}{{#first}}<ul class="entries">{{/first}}
    <li><div><a href="/aturan/{{id}}">{{title}}</a>
    <div class="quiet"><span class="mono">{{id}}</span> · {{area}}{{#law}} · {{law}}{{/law}}</div></div>
    <span class="tag {{tint}}">{{label}}</span></li>
    {{#last}}</ul>{{/last}}{{/rules}}
    {{^rules}}<p class="empty">{{w.noRules}}</p>{{/rules}}
    \(paging)
    <p class="quiet">{{facts}}</p>
    """

  /// One rule.
  private static let rule = """
    \(crumbs)
    <h1>{{title}}</h1>
    <p><span class="mono">{{id}}</span> <span class="tag {{tint}}">{{label}}</span></p>
    {{#parts}}
    {{#key}}<h2 class="mono">{{key}}</h2>{{/key}}
    {{#explain}}<p class="lead">{{explain}}</p>{{/explain}}
    <dl class="facts">
    {{#grade}}<dt>{{w.class}}</dt><dd>{{grade}}</dd>{{/grade}}
    <dt>{{w.message}}</dt><dd>{{message}}</dd>
    {{#each}}<dt>{{w.each}}</dt><dd><a href="{{address}}">{{title}}</a></dd>{{/each}}
    <dt>{{w.inForce}}</dt><dd>{{#inForce}}<div>{{.}}</div>{{/inForce}}</dd>
    </dl>
    {{/parts}}
    <div class="split">
    <section>
    <h2>{{w.effect}}</h2>
    <p>{{effect}}</p>
    {{#tail}}<p class="quiet">{{tail}}</p>{{/tail}}
    <h2>{{w.law}}</h2>
    {{#noLaw}}<p>{{w.noLaw}}</p>{{/noLaw}}
    {{#hasLaw}}<ul>{{#law}}<li>{{.}}</li>{{/law}}</ul>{{/hasLaw}}
    </section>
    <section>
    <h2>{{w.fix}}</h2>
    {{#changes}}<p>{{.}}</p>{{/changes}}
    <p>{{fixText}}</p>
    {{#hasPlaces}}<ul>{{#places}}<li><a href="{{address}}">{{label}}</a> \
    <span class="quiet">{{section}}, <span class="mono">{{name}}</span></span></li>
    {{/places}}</ul>{{/hasPlaces}}
    </section>
    </div>
    <div class="split">
    {{#right}}<section class="card"><h2>{{w.right}}</h2>\(example)</section>{{/right}}
    {{#wrong}}<section class="card"><h2>{{w.wrong}}</h2>\(example)</section>{{/wrong}}
    </div>
    {{#amounts}}
    <div class="table-region" role="region" aria-labelledby="{{anchor}}" tabindex="0">
    <table class="data stack"><caption id="{{anchor}}">{{w.amounts}}{{#name}} <span class="mono">{{name}}</span>{{/name}}</caption>
    <thead><tr><th scope="col">{{w.time}}</th><th scope="col">{{w.amount}}</th><th scope="col">{{w.source}}</th></tr></thead>
    <tbody>{{#values}}<tr><th scope="row" class="nowrap">{{window}}</th><td class="nowrap" data-label="{{w.amount}}">{{text}}</td>\
    <td data-label="{{w.source}}">{{source}}</td></tr>
    {{/values}}</tbody></table>
    </div>
    {{/amounts}}
    {{#hasRelatives}}<h2>{{w.relatives}}</h2>
    <ul class="entries">{{#relatives}}<li><div><a href="/aturan/{{id}}">{{title}}</a>
    <div class="quiet"><span class="mono">{{id}}</span> · {{inForce}}</div></div></li>{{/relatives}}</ul>{{/hasRelatives}}
    """

  /// A rule that is not assessed.
  private static let gap = """
    \(crumbs)
    <h1>{{id}}</h1>
    <p><span class="tag">{{label}}</span></p>
    <p class="lead">{{reason}}</p>
    <p>{{w.gapText}}</p>
    """

  /// An id that no rule has.
  private static let unknown = """
    <h1>{{w.unknown}}</h1>
    <p class="lead">{{w.unknownText}} <span class="mono">{{id}}</span></p>
    {{#near}}<p class="notice">{{w.near}} <a href="/aturan/{{near}}">{{near}}</a></p>{{/near}}
    <p class="again"><a class="button" href="/aturan">{{w.catalogue}}</a></p>
    """

  private static let crumbs = """
    <nav class="crumbs" aria-label="{{w.trail}}"><ol><li><a href="/aturan">{{w.catalogueShort}}</a></li>
    {{#area}}<li><a href="{{address}}">{{title}}</a></li>{{/area}}</ol></nav>
    """

  private static let example = """
    {{#day}}<p class="quiet">{{w.onDay}} {{day}}</p>{{/day}}
    {{#rows}}<h3>{{section}}</h3>
    <dl class="facts">{{#cells}}<dt>{{field}}</dt><dd>{{text}}</dd>{{/cells}}</dl>{{/rows}}
    {{#file}}<pre tabindex="0" aria-label="{{w.file}}"><code>{{file}}</code></pre>{{/file}}
    """

  /// Earlier and later pages of a list.
  static let paging = """
    {{#paging}}<nav class="pagination" aria-label="{{w.pages}}">
    {{#previous}}<a rel="prev" href="{{previous}}">{{w.previous}}</a>{{/previous}}
    <span>{{text}}</span>
    {{#next}}<a rel="next" href="{{next}}">{{w.next}}</a>{{/next}}
    </nav>{{/paging}}
    """
}
