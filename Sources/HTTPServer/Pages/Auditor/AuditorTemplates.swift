/// The templates of the auditor's lists (Mustache); those of one report and of the log stand in files of their own.
/// Values are escaped.
enum AuditorTemplates {
  /// All of them, by their names.
  static let all = ["auditHistory": history, "auditEvents": events, "auditReport": report, "auditLog": log]

  private static let history = """
    <h1>{{w.search}}</h1>
    <p class="lead">{{w.searchLead}}</p>
    \(FilterField.summary)
    <form class="card" method="get" action="/audit" role="search" aria-label="{{w.search}}">
    <div class="fields">\(FilterField.template)</div>
    <details{{#isMoreUsed}} open{{/isMoreUsed}}><summary>{{w.moreFilters}}</summary>
    <div class="fields">{{#more}}\(FilterField.template){{/more}}</div></details>
    <p class="actions"><button type="submit">{{w.find}}</button></p>
    </form>
    {{#isSearched}}<p role="status">{{count}}</p>{{/isSearched}}
    {{#list}}
    <div class="table-region" role="region" aria-labelledby="hasil" tabindex="0">
    <table class="data stack"><caption id="hasil">{{w.results}}</caption>
    <thead><tr><th scope="col">{{w.number}}</th><th scope="col">{{w.company}}</th><th scope="col">{{w.kind}}</th>
    <th scope="col">{{w.region}}</th><th scope="col">{{w.result}}</th>
    <th scope="col" class="number">{{w.findings}}</th><th scope="col" class="number">{{w.version}}</th></tr></thead>
    <tbody>{{#reports}}\(reportRow){{/reports}}</tbody></table>
    </div>
    {{/list}}
    \(paging)
    {{#isSearched}}\(export){{/isSearched}}
    """

  private static let events = """
    <h1>{{w.events}}</h1>
    <p class="lead">{{w.eventsLead}}</p>
    \(FilterField.summary)
    <form class="card" method="get" action="/audit/peristiwa" role="search" aria-label="{{w.events}}">
    <div class="fields">\(FilterField.template)</div>
    <p class="actions"><button type="submit">{{w.find}}</button></p>
    </form>
    {{#isSearched}}<p role="status">{{count}}</p>{{/isSearched}}
    {{#list}}\(eventTable){{/list}}
    \(paging)
    {{#isSearched}}\(export){{/isSearched}}
    """

  /// A report as a row of a table.
  static let reportRow = """
    <tr><th scope="row" class="nowrap"><a href="/audit/laporan/{{number}}">{{number}}</a>{{#isHere}}<br><span class="tag">{{w.here}}</span>{{/isHere}}</th>
    <td data-label="{{w.company}}">{{company}}<div class="quiet">{{unit}}</div></td>
    <td data-label="{{w.kind}}">{{what}}<div class="quiet">{{received}}</div></td>
    <td data-label="{{w.region}}">{{region}}</td>
    <td data-label="{{w.result}}"><span class="tag {{tint}}">{{verdict}}</span></td>
    <td class="number" data-label="{{w.findings}}">{{findings}}</td>
    <td class="number" data-label="{{w.version}}">{{version}}{{#isCorrected}}<div class="quiet">{{w.corrected}}</div>{{/isCorrected}}</td></tr>
    """

  /// Events as a table.
  static let eventTable = """
    <div class="table-region" role="region" aria-labelledby="kejadian" tabindex="0">
    <table class="data stack"><caption id="kejadian">{{w.events}}</caption>
    <thead><tr><th scope="col">{{w.time}}</th><th scope="col">{{w.event}}</th><th scope="col">{{w.actor}}</th>
    <th scope="col">{{w.subject}}</th><th scope="col">{{w.details}}</th><th scope="col" class="number">{{w.serial}}</th></tr></thead>
    <tbody>{{#events}}<tr><td data-label="{{w.time}}"><span class="nowrap">{{day}}</span><div class="quiet nowrap">{{time}}</div></td><th scope="row" data-label="{{w.event}}">{{kind}}</th>
    <td data-label="{{w.actor}}">{{actor}}</td>
    <td data-label="{{w.subject}}">{{#report}}<a class="nowrap" href="/audit/laporan/{{report}}">{{report}}</a>{{/report}}{{^report}}{{subject}}{{/report}}</td>
    <td data-label="{{w.details}}">{{details}}</td><td class="number" data-label="{{w.serial}}">{{serial}}</td></tr>
    {{/events}}</tbody></table>
    </div>
    """

  private static let paging = """
    <nav class="pagination" aria-label="{{w.pages}}">
    {{#first}}<a href="{{first}}">{{w.first}}</a>{{/first}}
    {{#next}}<a rel="next" href="{{next}}">{{w.next}}</a>{{/next}}
    </nav>
    """

  private static let export = """
    <section><h2>{{w.export}}</h2><p class="quiet">{{w.exportText}}</p>
    <p class="actions"><a class="button secondary" href="{{csv}}" download>CSV</a>
    <a class="button secondary" href="{{json}}" download>JSON</a></p></section>
    """
}
