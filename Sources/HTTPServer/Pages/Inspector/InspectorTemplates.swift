/// The templates of the inspectors' pages about regions and companies (Mustache). Values are escaped; only parts that are
/// HTML already (`figures`) go in as they are.
enum InspectorTemplates {
  /// By name; no two groups share one.
  static let all = [
    "inspectorFigure": figure, "inspectorRegion": region, "inspectorDue": due, "inspectorVisits": visits,
    "inspectorReports": reports, "inspectorFilter": filter,
  ].merging(InspectorReportTemplates.all) { first, _ in first }.merging(BatchTemplates.all) { first, _ in first }

  /// Bars with the table behind them.
  private static let figure = """
    <figure class="figure">
    <figcaption><h2 id="tabel-{{name}}">{{title}}</h2>{{#note}}<p class="quiet">{{note}}</p>{{/note}}</figcaption>
    {{#hasRows}}
    <ul class="bars">
    {{#bars}}
    <li><span class="bar-label">{{label}}{{#code}} <span class="mono quiet">{{code}}</span>{{/code}}</span>\
    <span class="bar-value">{{#address}}<a href="{{address}}" aria-label="{{label}}: {{number}} {{heading}}">{{number}}</a>\
    {{/address}}{{^address}}{{number}}{{/address}}</span>
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
    <rect class="bar-ground" width="1000" height="10"/><rect class="chart-bar" width="{{length}}" height="10"/></svg></li>
    {{/bars}}
    </ul>
    {{#more}}<p class="quiet">{{more}}</p>{{/more}}
    <details>
    <summary>{{w.table}} ({{count}} {{w.rows}})</summary>
    <div class="table-region" role="region" aria-labelledby="tabel-{{name}}" tabindex="0">
    <table class="data">
    <caption class="visually-hidden">{{title}}</caption>
    <thead><tr><th scope="col">{{w.code}}</th><th scope="col">{{w.name}}</th>\
    {{#headings}}<th scope="col" class="number">{{.}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><td class="mono">{{code}}</td><th scope="row">{{#address}}<a href="{{address}}">{{name}}</a>{{/address}}\
    {{^address}}{{name}}{{/address}}</th>{{#numbers}}<td class="number">{{number}}</td>{{/numbers}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#export}}<p><a href="{{export}}">{{w.export}}</a></p>{{/export}}
    </details>
    {{/hasRows}}
    {{^hasRows}}<p class="quiet">{{w.nothing}}</p>{{/hasRows}}
    </figure>
    """

  /// Region and year.
  private static let filter = """
    <form class="filters" method="get" action="{{action}}">
    <div class="field"><label for="wilayah">{{w.regionFilter}}</label>
    <select id="wilayah" name="wilayah"><option value="">{{w.allRegions}}</option>
    {{#regionChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/regionChoices}}</select></div>
    <div class="field"><label for="tahun">{{w.year}}</label>
    <select id="tahun" name="tahun">\
    {{#yearChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/yearChoices}}</select></div>
    <button type="submit">{{w.show}}</button>
    </form>
    """

  /// The dashboard.
  private static let region = """
    <h1>{{heading}}</h1>
    <p class="lead">{{w.regionLead}}</p>
    {{{filter}}}
    <ul class="tiles">
    {{#tiles}}
    <li><a class="tile" href="{{address}}"><span class="tile-name">{{name}}</span>\
    <span class="tile-value">{{value}}</span><span class="tile-note">{{note}}</span></a></li>
    {{/tiles}}
    </ul>
    <div class="figures">
    {{{figures}}}
    </div>
    <p class="quiet">{{asOf}}</p>
    """

  /// Who owes which report.
  private static let due = """
    <h1>{{w.due}}</h1>
    <p class="lead">{{w.dueLead}}</p>
    <form class="filters" method="get" action="/wilayah/jatuh-tempo">
    <div class="field"><label for="wilayah">{{w.regionFilter}}</label>
    <select id="wilayah" name="wilayah"><option value="">{{w.allRegions}}</option>
    {{#regionChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/regionChoices}}</select></div>
    <div class="field"><label for="dalam">{{w.within}}</label>
    <select id="dalam" name="dalam">\
    {{#withinChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/withinChoices}}</select></div>
    <button type="submit">{{w.show}}</button>
    </form>
    {{#isCounting}}<p class="notice" role="status">{{w.counting}}. <a href="{{here}}">{{w.reload}}</a></p>{{/isCounting}}
    {{#hasRows}}
    <div class="table-region" role="region" aria-labelledby="tabel" tabindex="0">
    <table class="data stack">
    <caption id="tabel">{{w.due}}</caption>
    <thead><tr><th scope="col">{{w.company}}</th><th scope="col">{{w.unit}}</th><th scope="col">{{w.place}}</th>\
    <th scope="col">{{w.duty}}</th><th scope="col">{{w.dueDay}}</th><th scope="col" class="number">{{w.daysOverdue}}</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row"><a href="{{address}}">{{company}}</a></th><td data-label="{{w.unit}}">{{unit}}</td>\
    <td data-label="{{w.place}}">{{region}}</td><td data-label="{{w.duty}}">{{duty}}</td>\
    <td data-label="{{w.dueDay}}">{{due}}</td><td class="number" data-label="{{w.daysOverdue}}">{{days}}</td></tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#hasMore}}<p class="quiet">{{w.more}}</p>{{/hasMore}}
    <p><a href="{{export}}">{{w.export}}</a></p>
    {{/hasRows}}
    {{#isEmpty}}<p class="empty">{{w.noObligations}}</p>{{/isEmpty}}
    <p class="quiet">{{asOf}}</p>
    """

  /// The order of visits.
  private static let visits = """
    <h1>{{w.visits}}</h1>
    <p class="lead">{{w.visitsLead}}</p>
    {{{filter}}}
    {{#isCounting}}<p class="notice" role="status">{{w.ranking}} <a href="{{here}}">{{w.reload}}</a></p>{{/isCounting}}
    {{#hasRows}}
    <p class="quiet">{{ranked}}{{#cut}} {{cut}}{{/cut}}</p>
    <ol class="visits" start="{{start}}">
    {{#rows}}
    <li class="card"><h2>{{rank}}. <a href="{{address}}">{{company}}</a> <span class="tag {{tag}}">{{points}} {{w.points}} · {{level}}</span></h2>
    <p class="quiet">{{facts}}</p>
    <h3 class="visually-hidden">{{w.reasons}}</h3>
    <ul>{{#reasons}}<li>{{.}}</li>{{/reasons}}</ul></li>
    {{/rows}}
    </ol>
    {{#hasPages}}<nav class="pagination" aria-label="{{w.pages}}">{{#previous}}<a href="{{previous}}">← {{w.previous}}</a>{{/previous}}\
    <span>{{page}}</span>{{#next}}<a href="{{next}}">{{w.next}} →</a>{{/next}}</nav>{{/hasPages}}
    <p><a href="{{export}}">{{w.export}}</a></p>
    {{/hasRows}}
    {{#isEmpty}}<p class="empty">{{w.noVisits}}</p>{{/isEmpty}}
    <details><summary>{{w.aboutPriority}}</summary>{{#about}}<p>{{.}}</p>{{/about}}</details>
    <p class="quiet">{{asOf}}</p>
    """

  /// The list behind a number.
  private static let reports = """
    <h1>{{w.list}}</h1>
    <form class="filters" method="get" action="/wilayah/laporan">
    <div class="field"><label for="nama">{{w.companyName}}</label>\
    <input id="nama" name="nama" type="search" maxlength="100" value="{{company}}"></div>
    <div class="field"><label for="wilayah">{{w.regionFilter}}</label>
    <select id="wilayah" name="wilayah"><option value="">{{w.allRegions}}</option>
    {{#regionChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/regionChoices}}</select></div>
    <div class="field"><label for="tahun">{{w.year}}</label>
    <select id="tahun" name="tahun">\
    {{#yearChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/yearChoices}}</select></div>
    <div class="field"><label for="hasil">{{w.verdict}}</label>
    <select id="hasil" name="hasil"><option value="">{{w.anyVerdict}}</option>
    {{#verdictChoices}}<option value="{{value}}"{{#chosen}} selected{{/chosen}}>{{name}}</option>{{/verdictChoices}}</select></div>
    {{#hidden}}<input type="hidden" name="{{name}}" value="{{value}}">{{/hidden}}
    <button type="submit">{{w.search}}</button>
    </form>
    {{#narrowed}}<p>{{w.narrowed}}: {{#narrowedTo}}<span class="tag">{{.}}</span> {{/narrowedTo}}<a href="{{clear}}">{{w.clear}}</a></p>{{/narrowed}}
    {{#hasRows}}
    <div class="table-region" role="region" aria-labelledby="tabel" tabindex="0">
    <table class="data stack">
    <caption id="tabel">{{w.list}}</caption>
    <thead><tr><th scope="col">{{w.company}}</th><th scope="col">{{w.place}}</th><th scope="col">{{w.kind}}</th>\
    <th scope="col">{{w.verdict}}</th><th scope="col" class="number">{{w.findings}}</th><th scope="col">{{w.received}}</th>\
    <th scope="col">{{w.years}}</th></tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row"><a href="{{address}}">{{company}}</a><br><span class="quiet">{{unit}}</span></th>\
    <td data-label="{{w.place}}">{{region}}</td><td data-label="{{w.kind}}">{{kind}} {{period}}</td>\
    <td data-label="{{w.verdict}}"><span class="tag {{tag}}">{{verdict}}</span></td>\
    <td class="number" data-label="{{w.findings}}">{{findings}}</td><td data-label="{{w.received}}">{{received}}</td>\
    <td data-label="{{w.years}}"><a href="{{history}}" aria-label="{{w.historyShort}}: {{company}}, {{unit}}">{{w.historyShort}}</a></td></tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#next}}<nav class="pagination" aria-label="{{w.pages}}"><a href="{{next}}">{{w.next}} →</a></nav>{{/next}}
    <p><a href="{{export}}">{{w.export}}</a></p>
    {{/hasRows}}
    {{^hasRows}}<p class="empty">{{w.noReports}}</p>{{/hasRows}}
    """
}
