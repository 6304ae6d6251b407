extension OpenTemplates {
  /// The guide's first page.
  static let guide = """
    <h1>{{w.guide}}</h1>
    <p class="lead">{{w.guideLead}}</p>
    <form class="filters card" method="get" action="/formulir" role="search" aria-label="{{w.findField}}">
    <div class="field"><label for="q">{{w.findField}}</label>
    <p class="hint" id="q-hint">{{w.findFieldHint}}</p>
    <input id="q" name="q" type="search" value="{{q}}" maxlength="100" autocomplete="off" aria-describedby="q-hint"></div>
    <button type="submit">{{w.find}}</button>
    </form>
    {{#found}}
    <div role="status"><h2>{{count}}</h2></div>
    {{#hasFields}}<ul class="entries">{{#fields}}<li><div><a href="{{address}}">{{label}}</a>
    <div class="quiet"><span class="mono">{{name}}</span> · {{section}}</div></div></li>
    {{/fields}}</ul>{{/hasFields}}
    {{/found}}
    \(paging)
    <div class="table-region" role="region" aria-labelledby="bagian" tabindex="0">
    <table class="data stack"><caption id="bagian">{{facts}}</caption>
    <thead><tr><th scope="col">{{w.section}}</th><th scope="col">{{w.csvName}}</th><th scope="col">{{w.rows}}</th>
    <th scope="col">{{w.carriedBy}}</th><th scope="col" class="number">{{w.fieldCount}}</th></tr></thead>
    <tbody>{{#sections}}<tr><th scope="row"><a href="/formulir/{{name}}">{{title}}</a></th>
    <td data-label="{{w.csvName}}"><span class="mono">{{name}}</span></td><td class="nowrap" data-label="{{w.rows}}">{{rows}}</td>
    <td class="nowrap" data-label="{{w.carriedBy}}">{{kinds}}</td><td class="number" data-label="{{w.fieldCount}}">{{count}}</td></tr>
    {{/sections}}</tbody></table>
    </div>
    <div class="table-region" role="region" aria-labelledby="kode" tabindex="0">
    <table class="data stack"><caption id="kode">{{w.lists}}</caption>
    <thead><tr><th scope="col">{{w.list}}</th><th scope="col">{{w.name}}</th>
    <th scope="col" class="number">{{w.codeCount}}</th></tr></thead>
    <tbody>{{#lists}}<tr><th scope="row"><a href="/formulir/kode/{{name}}">{{title}}</a></th>
    <td data-label="{{w.name}}"><span class="mono">{{name}}</span></td>
    <td class="number" data-label="{{w.codeCount}}">{{count}}</td></tr>
    {{/lists}}</tbody></table>
    </div>
    """

  /// One section.
  static let section = """
    \(crumbs)
    <h1>{{title}}</h1>
    <dl class="facts">
    <dt>CSV</dt><dd class="mono">[{{csv}}]</dd>
    <dt>XML</dt><dd class="mono">{{path}}</dd>
    <dt>{{w.rows}}</dt><dd>{{rows}}</dd>
    <dt>{{w.carriedBy}}</dt><dd>{{kinds}}</dd>
    </dl>
    <details><summary>{{w.jumps}}</summary>
    <ul>{{#jumps}}<li><a href="#{{name}}">{{label}}</a></li>
    {{/jumps}}</ul></details>
    {{#fields}}
    <section class="card" id="{{name}}" tabindex="-1">
    <h2>{{label}}</h2>
    {{#isRequired}}<p><span class="tag tag-warn">{{w.required}}</span></p>{{/isRequired}}
    <dl class="facts">
    <dt>{{w.names}}</dt><dd>CSV <span class="mono">{{name}}</span>, XML <span class="mono">{{xml}}</span></dd>
    <dt>{{w.value}}</dt><dd>{{type}}{{#list}}<a href="/formulir/kode/{{name}}">{{title}}</a>{{/list}}</dd>
    {{#details}}<dt>{{title}}</dt><dd>{{text}}</dd>{{/details}}
    {{#example}}<dt>{{w.example}}</dt><dd class="mono">{{example}}</dd>{{/example}}
    {{#codes}}<dt>{{w.codes}}</dt><dd>{{#items}}<div><span class="mono">{{code}}</span> {{label}}</div>{{/items}}</dd>{{/codes}}
    {{#isPersonal}}<dt>{{w.personal}}</dt><dd>{{w.personalText}}</dd>{{/isPersonal}}
    {{#checked}}<dt>{{w.rulesOfField}}</dt>\
    <dd>{{#rules}}<div><a href="/aturan/{{id}}">{{id}}</a> {{title}}</div>{{/rules}}</dd>{{/checked}}
    </dl>
    </section>
    {{/fields}}
    """

  /// One code list.
  static let codes = """
    \(crumbs)
    <h1>{{title}}</h1>
    <p><span class="mono">{{name}}</span>{{#shape}} · {{shape}}{{/shape}}</p>
    <form class="filters card" method="get" action="/formulir/kode/{{name}}" role="search" aria-label="{{w.findCode}}">
    <div class="field"><label for="q">{{w.findCode}}</label>
    <input id="q" name="q" type="search" value="{{q}}" maxlength="100" autocomplete="off"></div>
    <button type="submit">{{w.find}}</button>
    </form>
    <p role="status">{{count}}</p>
    {{#hasCodes}}
    <div class="table-region" role="region" aria-labelledby="daftar" tabindex="0">
    <table class="data"><caption id="daftar">{{title}}</caption>
    <thead><tr><th scope="col">{{w.code}}</th><th scope="col">{{w.meaning}}</th>
    {{#hasAliases}}<th scope="col">{{w.aliases}}</th>{{/hasAliases}}
    {{#isDated}}<th scope="col">{{w.inForce}}</th>{{/isDated}}</tr></thead>
    <tbody>{{#codes}}<tr><th scope="row" class="mono">{{code}}</th><td>{{label}}</td>\
    {{#hasAliases}}<td>{{aliases}}</td>{{/hasAliases}}{{#isDated}}<td class="nowrap">{{window}}</td>{{/isDated}}</tr>
    {{/codes}}</tbody></table>
    </div>
    {{/hasCodes}}
    \(paging)
    """

  private static let crumbs = """
    <nav class="crumbs" aria-label="{{w.trail}}"><ol><li><a href="/formulir">{{w.guide}}</a></li></ol></nav>
    """
}
