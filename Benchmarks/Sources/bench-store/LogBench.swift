import AuditLog
import SubmissionStore

/// A log of many entries, filled with events, the smallest that the store keeps: checking and proving.
struct LogBench {
  private static let clients = 64

  let folder: String
  let count: Int

  func run() throws {
    let log = try SQLiteSubmissionStore.open(path: "\(folder)/log.db", createIfMissing: true).store
    let next = Counter()
    let filled = seconds {
      atOnce(Self.clients) { client in
        while let index = next.take(below: count) {
          let event = StoreEvent(.looked, at: Int64(index), actor: "bench-\(client)")
          guard (try? log.record(event) as StoredEvent) != nil else { fatalError("not recorded") }
        }
      }
    }
    let total = try log.checkpoint(of: .access).unverified.head.size
    report("events recorded, \(Self.clients) clients", perSecond: Double(total) / filled)
    for _ in 0..<3 { try check(log, total) }
    let proofs = Times(
      try (0..<1000).map { index in
        try seconds { _ = try log.inclusion(of: index * 7919 % total, in: .access) } * 1e6
      }
    )
    print("inclusion proof: median \(Int(proofs.median)) µs, slowest \(Int(proofs.slowest)) µs (asked: below 1,000)")
    try log.close()
  }

  private func check(_ log: SQLiteSubmissionStore, _ total: Int) throws {
    var isClean = false
    let time = try seconds { isClean = try log.checkTrees { _ in }.isClean }
    let verdict = isClean ? "clean" : "NOT CLEAN"
    report("entries checked, of \(total)", perSecond: Double(total) / time, "asked: at least 300,000; \(verdict)")
  }
}
