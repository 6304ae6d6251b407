import AuditLog
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Events around a store")
struct EventContractTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("Are kept in order, found by what they were, and sealed in a log of their own", arguments: BackEnd.all)
  func kept(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    try store.keep(.of(company: 1), in: scratch)
    for index in 1...5 {
      let kind: StoreEvent.Kind = index == 3 ? .exported : .looked
      let event = StoreEvent(kind, at: Int64(index), actor: "pengawas-\(index % 2)", subject: "L\(index)")
      #expect(try store.record(event).serial == Int64(index))
    }
    var query = EventQuery()
    query.actor = "pengawas-1"
    #expect(try store.events(query).events.map(\.event.at) == [5, 3, 1])
    query.kind = .exported
    #expect(try store.events(query).events.map(\.event.subject) == ["L3"])
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect((report.entries, report.events) == (1, 5))
    #expect(report.accessHead?.size == 5)
    #expect(store.accessKey.name == store.publicKey.name + "/akses")
  }

  @Test("Come page by page without gap or twin", arguments: BackEnd.all)
  func pages(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    for index in 1...7 { try store.record(StoreEvent(.looked, at: Int64(index), actor: "a")) }
    var query = EventQuery()
    query.limit = 3
    var seen: [Int64] = []
    repeat {
      let page = try store.events(query)
      seen += page.events.map(\.serial)
      query.after = page.next
    } while query.after != nil
    #expect(seen == [7, 6, 5, 4, 3, 2, 1])
    query.after = "x"
    #expect(throws: StoreError.cursorUnusable) { _ = try store.events(query) }
  }

  @Test(
    "Every text comes back as it was, and has one spelling",
    arguments: ["", "-", "a b", "ganti\nbaris", "\u{202E}balik", "\\", "é"]
  )
  func texts(_ text: String) throws {
    let event = StoreEvent(.looked, at: 1, actor: text, subject: text, details: [.init("isi", text)])
    let stored = StoredEvent(serial: 1, event: event)
    #expect(StoredEvent(parsing: stored.text) == stored)
    #expect(StoredEvent(parsing: stored.text + " \n") == nil)
  }

  @Test("An event that is no event is refused and leaves nothing", arguments: BackEnd.all)
  func unusable(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let long = String(repeating: "x", count: StoreEvent.textLengthMax + 1)
    let events = [
      StoreEvent(.looked, at: 1, actor: long), StoreEvent(.looked, at: 1, actor: "a", details: [.init("A b", "x")]),
    ]
    for event in events {
      #expect(throws: StoreError.eventUnusable(kind: .looked)) { try store.record(event) }
    }
    #expect(try store.events(EventQuery()).events.isEmpty)
    #expect(try store.check().isClean)
  }
}
