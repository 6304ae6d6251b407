import Foundation
import GRDB
@_spi(Assessor) import ReportModel
import SubmissionStore
import Synchronization

/// How many filings a second are accepted with a durable receipt, by clients at once.
struct FilingBench {
  /// Clients that file at once. Each waits for its receipt before it files the next, so this bounds the group.
  private static let clients = 64
  /// Asked for: accepted filings a second, and how much slower than a bare insert at most.
  private static let asked = (perSecond: 5_000, ratio: 2.5)

  private let folder: String
  private let filings: [Filing]
  private let payload: Int64
  private let numbers = Numbers()

  /// Makes the files: no part of the measurement.
  init(folder: String, count: Int) throws {
    self.folder = folder
    filings = try (0..<count).compactMap { serial in
      let bytes = MadeUpReports.bytes(serial)
      let path = "\(folder)/\(serial).csv"
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      guard let assessment = MadeUpReports.assessment(serial, bytes) else { return nil }
      return Filing(
        assessment: assessment,
        document: MadeUpReports.document,
        original: path,
        submitter: "s",
        receivedAt: 1
      )
    }
    payload = filings.reduce(0) { $0 + $1.assessment.file.bytes + Int64($1.document.count) }
  }

  func run() throws {
    let count = Int64(filings.count)
    print("\(count) filings of \(payload / count) bytes with their document, \(Self.clients) clients")
    let (grouped, bareCost) = try bare("kelompok", perTransaction: 64)
    report("bare insert, 64 a transaction", perSecond: grouped)
    report("bare insert, one a transaction", perSecond: try bare("tunggal", perTransaction: 1).perSecond)
    let path = "\(folder)/store.db"
    let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: true).store
    let (ours, cost, busy) = file(store)
    report("accepted with durable receipt", perSecond: ours, "asked: at least \(Self.asked.perSecond)")
    print(String(format: "bare, 64 a transaction / ours: %.2f (asked: at most %.1f)", grouped / ours, Self.asked.ratio))
    print(String(format: "processor time each: bare insert %.0f µs, ours %.0f µs", bareCost, cost))
    let idle = Times(try (0..<200).map { try readReceipt($0 * 7919, store) })
    let loaded = readBesideLoad(store, microseconds: cost, seconds: Double(count) / ours)
    print("receipt read, median and slowest, µs:")
    for (what, times) in [
      ("idle", idle), ("while \(Self.clients) clients file", busy), ("beside as much work that writes nothing", loaded),
    ] {
      let name = what.padding(toLength: 42, withPad: " ", startingAt: 0)
      print(String(format: "  \(name)%10.0f %10.0f", times.median, times.slowest))
    }
    try store.close()
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 ?? 0
    print("store: \(size / count) bytes a submission of \(payload / count) bytes")
  }

  /// The same bytes, one row each, with nothing beside them.
  private func bare(_ name: String, perTransaction: Int) throws -> (perSecond: Double, microseconds: Double) {
    let pool = try DatabasePool(path: "\(folder)/\(name).db")
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    try pool.write { database in
      try database.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, document BLOB, original BLOB) STRICT")
    }
    let before = processorSeconds()
    let time = try seconds {
      for start in stride(from: 0, to: filings.count, by: perTransaction) {
        try pool.write { database in
          let insert = try database.cachedStatement(sql: "INSERT INTO t (document, original) VALUES (?, ?)")
          for filing in filings[start..<min(start + perTransaction, filings.count)] {
            let original = try Data(contentsOf: URL(fileURLWithPath: filing.original))
            try insert.execute(arguments: [Data(filing.document), original])
          }
        }
      }
    }
    let used = processorSeconds() - before
    try pool.close()
    return (Double(filings.count) / time, used / Double(filings.count) * 1e6)
  }

  private func file(_ store: SQLiteSubmissionStore) -> (perSecond: Double, microseconds: Double, reads: Times) {
    let next = Counter()
    let reads = Mutex<[Double]>([])
    let filings = filings
    let before = processorSeconds()
    let time = seconds {
      atOnce(Self.clients + 1) { client in
        // One of them only reads, at a reader's pace.
        if client == Self.clients {
          while next.value < filings.count {
            usleep(10_000)
            if let time = try? readReceipt(next.value * 7919, store) { reads.withLock { $0.append(time) } }
          }
          return
        }
        while let index = next.take(below: filings.count) {
          guard case .accepted(_, let receipt)? = try? store.file(filings[index]) as FilingOutcome else {
            fatalError("not accepted")
          }
          numbers.add(receipt.record.number.text)
        }
      }
    }
    let used = (processorSeconds() - before) / Double(filings.count) * 1e6
    return (Double(filings.count) / time, used, Times(reads.withLock { $0 }))
  }

  /// Reads beside as many threads that use as much processor time and wait as often, but never touch the store: what
  /// of a slower read is the processor's doing and what the store's.
  private func readBesideLoad(_ store: SQLiteSubmissionStore, microseconds: Double, seconds: Double) -> Times {
    let end = ContinuousClock.now + .seconds(seconds)
    let reads = Mutex<[Double]>([])
    atOnce(Self.clients + 1) { client in
      if client == Self.clients {
        var index = 0
        while ContinuousClock.now < end {
          usleep(10_000)
          index += 1
          if let time = try? readReceipt(index * 7919, store) { reads.withLock { $0.append(time) } }
        }
        return
      }
      while ContinuousClock.now < end {
        spend(microseconds: microseconds)
        // As a filer waits for its group: long enough for others to run, short enough to keep all cores at work.
        usleep(1000)
      }
    }
    return Times(reads.withLock { $0 })
  }

  /// Microseconds of reading one receipt that was handed out.
  private func readReceipt(_ index: Int, _ store: SQLiteSubmissionStore) throws -> Double {
    guard let number = numbers.any(index) else { throw CocoaError(.fileNoSuchFile) }
    var isThere = false
    let time = try seconds { isThere = try store.receipt(number) != nil } * 1e6
    guard isThere else { throw CocoaError(.fileNoSuchFile) }
    return time
  }
}

/// The numbers that were given to reports.
private final class Numbers: Sendable {
  private let texts = Mutex<[String]>([])

  func add(_ text: String) { texts.withLock { $0.append(text) } }

  func any(_ index: Int) -> String? { texts.withLock { $0.isEmpty ? nil : $0[index % $0.count] } }
}

/// Numbers from 0, each given once.
final class Counter: Sendable {
  private let next = Atomic<Int>(0)

  var value: Int { next.load(ordering: .relaxed) }

  func take(below end: Int) -> Int? {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < end ? number : nil
  }
}
