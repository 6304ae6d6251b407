import HTTPTypes
import Hummingbird
import NIOCore
import ReportModel
import ResultRendering
import SubmissionStore

/// A list that is taken out whole, page by page from the store to the socket, in constant memory.
struct ListExport<Item: Sendable>: Sendable {
  /// The most rows of one export: a year of a large province. What is left out is said in the last line.
  static var rowsMax: Int { 100_000 }

  /// The file's name, without its ending.
  let name: String
  /// The headings of the columns of CSV.
  let headings: [String]
  /// An item as a line of CSV.
  let cells: @Sendable (Item) -> [String]
  /// An item as JSON.
  let json: @Sendable (Item) -> JSONValue
  /// The items after a cursor, and the cursor of the next ones.
  let page: @Sendable (String?) async throws -> (items: [Item], next: String?)

  /// How a list is written.
  enum Form: String, CaseIterable {
    case csv
    case json

    var media: String { self == .csv ? "text/csv; charset=utf-8" : "application/json" }
  }

  /// The whole list as a file to be saved; the first page is read before the answer begins, so that a fault is a clear
  /// answer and not a short file.
  func response(_ form: Form) async throws -> Response {
    let first = try await page(nil)
    var response = Response(
      status: .ok,
      headers: [
        .contentType: form.media, .contentDisposition: "attachment; filename=\"\(name).\(form.rawValue)\"",
      ],
      body: ResponseBody { writer in
        var (items, next) = first
        var count = 0
        try await writer.write(ByteBuffer(string: begin(form)))
        while true {
          try await writer.write(ByteBuffer(string: text(items, form, isFirst: count == 0)))
          count += items.count
          guard let cursor = next, count < Self.rowsMax else { break }
          (items, next) = try await page(cursor)
        }
        try await writer.write(ByteBuffer(string: end(form, isCut: next != nil)))
        try await writer.finish(nil)
      }
    )
    response.headers[.cacheControl] = "private, no-store"
    return response
  }

  private func begin(_ form: Form) -> String {
    // A byte order mark, so that spreadsheets read UTF-8.
    form == .csv ? "\u{FEFF}" + SpreadsheetText.line(headings) : "{\"rows\":["
  }

  private func text(_ items: [Item], _ form: Form, isFirst: Bool) -> String {
    switch form {
    case .csv: items.map { SpreadsheetText.line(cells($0)) }.joined()
    case .json:
      (isFirst || items.isEmpty ? "" : ",") + items.map { json($0).text }.joined(separator: ",")
    }
  }

  private func end(_ form: Form, isCut: Bool) -> String {
    switch form {
    case .csv: isCut ? SpreadsheetText.line(["… \(Self.rowsMax)+"]) : ""
    case .json: "],\"complete\":\(!isCut)}\n"
    }
  }
}

extension ListExport where Item == StoredSubmission {
  /// Kept reports that match.
  init(_ query: HistoryQuery, store: any SubmissionStore) {
    name = "laporan"
    headings = [
      "number", "received_at", "company", "unit", "kind", "period", "region", "verdict", "findings", "version",
      "corrects", "corrected_by", "sha256", "pack", "log_position",
    ]
    cells = { submission in
      let record = submission.record
      let findings = submission.details.findings.reduce(0) { $0 + $1.count }
      return [
        record.number.text, SubmissionJSON.instant(record.receivedAt), record.company, record.unit, record.kind,
        String(record.period), record.region, record.verdict.rawValue, String(findings), String(record.version),
        record.corrects?.text ?? "", submission.correctedBy?.text ?? "", record.fileHash.hex, record.pack.version,
        String(submission.logPosition),
      ]
    }
    json = SubmissionJSON.summary
    page = { cursor in
      var query = query
      query.limit = HistoryQuery.limitMax
      query.after = cursor
      let page = try await store.history(query)
      return (page.submissions, page.next)
    }
  }
}

extension ListExport where Item == StoredEvent {
  /// Events that match.
  init(_ query: EventQuery, store: any SubmissionStore) {
    name = "peristiwa"
    headings = ["serial", "at", "kind", "actor", "subject", "details", "log_position"]
    cells = { stored in
      let event = stored.event
      return [
        String(stored.serial), stored.time, event.kind.rawValue, event.actor, event.subject ?? "",
        event.details.map { "\($0.name)=\($0.value)" }.joined(separator: " "), String(stored.logPosition),
      ]
    }
    json = EventRoutes.event
    page = { cursor in
      var query = query
      query.limit = HistoryQuery.limitMax
      query.after = cursor
      let page = try await store.events(query)
      return (page.events, page.next)
    }
  }
}
