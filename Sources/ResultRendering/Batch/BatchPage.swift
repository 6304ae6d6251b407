public import ReportModel

/// The summary of a batch as one self-contained page: opens from a disk without network, says all main facts without
/// script, draws charts as inline SVG with their tables behind. The list of all files pages with a small script of its
/// own; its rows are made while the batch runs and kept by the caller, so that memory does not grow with them.
///
/// ```swift
/// let page = BatchPage(language: .id, names: names)
/// for entry in entries { spool.append(page.row(entry)) }
/// out(page.beginning(summary)); out(spool.contents); out(page.ending(changes))
/// ```
public struct BatchPage: Sendable {
  private let language: Language
  private let names: BatchNames

  /// A page with its language.
  public init(language: Language = .id, names: BatchNames = BatchNames()) {
    self.language = language
    self.names = names
  }

  /// The row of one file for the list of all files.
  public func row(_ entry: BatchEntry) -> String {
    var json = JSONWriter(pretty: false)
    json.array([entry.name, entry.header.companyName ?? "", entry.header.region ?? "", entry.verdict.rawValue]) {
      $0.string($1)
    }
    let points = entry.fault == nil ? VisitPriority(of: entry).points : 0
    let end = ",\(entry.findings.count),\(points)]"
    // A name cannot end the script element it stands in.
    let text = json.text.dropLast().replacing("<", with: "\\u003c")
    return (entry.number == 1 ? "" : ",\n") + text + end
  }

  /// What a further line about a file changes in its row.
  public func change(_ entry: BatchEntry) -> String {
    "[\(entry.number),\"\(entry.verdict.rawValue)\",\(entry.findings.count)]"
  }

  /// Everything before the rows.
  public func beginning(_ summary: BatchSummary) -> String {
    let tables = SummaryTables(summary: summary, names: names, language: language)
    let title = HTMLText.escape(BatchWording.title[language])
    var html = "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    html += "script-src 'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    html += "<title>\(title)</title>\n<style>\n\(Self.style)</style>\n</head>\n<body>\n<main>\n<h1>\(title)</h1>\n"
    html += tiles(summary)
    html += tables.all.map { BatchChart(table: $0, language: language).html }.joined()
    html += visits(summary) + faults(summary)
    html += "<section>\n" + HTMLText.element("h2", text: BatchWording.allFiles[language])
    html += HTMLText.element("noscript", text: BatchWording.noScript[language]) + list
    return html + "</section>\n</main>\n<script type=\"application/json\" id=\"rows\">[\n"
  }

  /// Everything behind the rows.
  ///
  /// - Parameter changes: what further lines change, as `change(_:)` gave it, in order.
  public func ending(_ changes: [String] = []) -> String {
    let labels = Verdict.allCases.map { "\"\($0.rawValue)\":\"\(VerdictWording.label($0)[language])\"" }
    return
      "\n]</script>\n<script>\nvar labels={\(labels.joined(separator: ","))};\n"
      + "var changes=[\(changes.joined(separator: ",\n"))];\n\(Self.script)</script>\n</body>\n</html>\n"
  }

  // MARK: Parts

  private func tiles(_ summary: BatchSummary) -> String {
    let facts: [(String, Int)] =
      [(BatchWording.files[language], summary.files)]
      + Verdict.allCases.filter { summary.verdicts[$0] != nil }
      .map { (VerdictWording.label($0)[language], summary.verdicts[$0] ?? 0) }
      + [("\(BatchWording.priorities[language]): \(BatchWording.level(.high)[language])", summary.levels[.high] ?? 0)]
    let items = facts.map { "<li><b>\($0.1)</b> \(HTMLText.escape($0.0))</li>\n" }.joined()
    return HTMLText.block("ul", "tiles", items)
  }

  private func visits(_ summary: BatchSummary) -> String {
    guard !summary.visits.isEmpty else { return "" }
    let columns = [
      BatchWording.points, BatchWording.company, BatchWording.regions, BatchWording.workers, BatchWording.reasons,
    ]
    let head = columns.map { "<th scope=\"col\">\(HTMLText.escape($0[language]))</th>" }.joined()
    let rows = summary.visits.map { visit in
      let reasons = visit.priority.reasons.map {
        HTMLText.element("li", text: BatchWording.reason($0)[language])
      }.joined()
      let company = HTMLText.foreign(visit.company ?? visit.name)
      return "<tr><td class=\"n\">\(visit.priority.points)</td><td>\(company)<br><small>"
        + "\(HTMLText.foreign(visit.name))</small></td><td>"
        + "\(HTMLText.escape(names.region(visit.region ?? "", language)))</td><td class=\"n\">"
        + "\(visit.workers.map { String($0) } ?? "")</td><td><ul>\(reasons)</ul></td></tr>\n"
    }.joined()
    let about = [BatchWording.aboutPriority, BatchWording.weights].map { HTMLText.element("p", text: $0[language]) }
    let table = "<table><thead><tr>\(head)</tr></thead>\n<tbody>\(rows)</tbody></table>\n"
    return HTMLText.block(
      "section",
      nil,
      HTMLText.element("h2", text: BatchWording.visits[language]) + about.joined() + table
    )
  }

  private func faults(_ summary: BatchSummary) -> String {
    guard summary.faultCount > 0 else { return "" }
    let items = summary.faults.map {
      HTMLText.element("li", nil, "\(HTMLText.foreign($0.name)): \(HTMLText.escape($0.fault.message[language]))")
    }
    let more = HTMLText.element("p", text: BatchWording.kept(summary.faults.count, of: summary.faultCount)[language])
    return HTMLText.block(
      "section",
      nil,
      HTMLText.element("h2", text: BatchWording.faults[language]) + more + HTMLText.block("ul", nil, items.joined())
    )
  }

  private var list: String {
    let columns = [
      BatchWording.files, BatchWording.company, BatchWording.code, BatchWording.verdict, BatchWording.rules,
      BatchWording.points,
    ]
    let head = columns.map { "<th scope=\"col\">\(HTMLText.escape($0[language]))</th>" }.joined()
    let filter = HTMLText.escape(BatchWording.filter[language])
    return "<p id=\"controls\" hidden><label>\(filter) <input id=\"filter\" type=\"search\"></label> "
      + "<button id=\"previous\" type=\"button\">← \(HTMLText.escape(BatchWording.previous[language]))</button> "
      + "<button id=\"next\" type=\"button\">\(HTMLText.escape(BatchWording.next[language])) →</button> "
      + "<span id=\"place\" role=\"status\"></span></p>\n"
      + "<table id=\"list\" hidden><thead><tr>\(head)</tr></thead><tbody></tbody></table>\n"
  }

  private static let style = """
    :root{color-scheme:light dark}
    body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:75rem;margin:0 auto;padding:1rem}
    .tiles{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}
    .tiles li{border:1px solid;border-radius:.5rem;padding:.5rem 1rem}.tiles b{font-size:1.5rem;display:block}
    svg{width:100%;max-width:46rem;height:auto}svg text{font-size:13px;fill:currentColor}rect{fill:#2b6cb0}
    .verdict-accepted,.verdict-acceptedwithfindings{fill:#2f855a}.verdict-rejected{fill:#c53030}
    .verdict-needsconfirmation,.priority-medium{fill:#b7791f}.priority-high{fill:#c53030}
    table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid;padding:.25rem .5rem;text-align:left;
    vertical-align:top;overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap}td ul{margin:0;padding-left:1rem}

    """

  /// Pages of 100 rows; `textContent` only, so that nothing in a name can become markup.
  private static let script = """
    (function(){
    var all=JSON.parse(document.getElementById('rows').textContent),shown=all,page=0,size=100;
    changes.forEach(function(change){var row=all[change[0]-1];if(row){row[3]=change[1];row[4]+=change[2];}});
    var body=document.querySelector('#list tbody'),place=document.getElementById('place');
    function draw(){
      body.textContent='';
      shown.slice(page*size,page*size+size).forEach(function(row){
        var tr=body.insertRow();
        row.forEach(function(value,index){
          var td=tr.insertCell();td.textContent=index===3?labels[value]||value:value;if(index>3)td.className='n';
        });
      });
      var last=Math.min(shown.length,page*size+size);
      place.textContent=(shown.length?page*size+1:0)+'–'+last+' / '+shown.length;
    }
    function go(to){page=Math.max(0,Math.min(to,Math.ceil(shown.length/size)-1));draw();}
    document.getElementById('previous').onclick=function(){go(page-1)};
    document.getElementById('next').onclick=function(){go(page+1)};
    document.getElementById('filter').oninput=function(){
      var wanted=this.value.toLowerCase();
      shown=all.filter(function(row){
        return (row[0]+' '+row[1]+' '+row[2]+' '+(labels[row[3]]||'')).toLowerCase().indexOf(wanted)>=0;
      });
      go(0);
    };
    document.getElementById('controls').hidden=document.getElementById('list').hidden=false;
    draw();
    })();

    """
}
