import ReportModel
import ReportReading
import RuleEngine
public import SubmissionStore

/// Reports that are in a store, read and judged again: for comparing with a new one, and for whoever looks back.
public struct KeptReports: Sendable {
  /// The most earlier reports that one is compared with: the years that trends look at, with room for events between.
  public static let earlierMax = 8
  /// The largest original that is read into memory, in bytes; larger ones go to a temporary file.
  static let memoryBytesMax: Int64 = 8 << 20

  let store: any SubmissionStore
  let assessor: ReportAssessor

  /// The reports of a store, read with an assessor's form and judged with its rules.
  public init(store: any SubmissionStore, assessor: ReportAssessor) {
    self.store = store
    self.assessor = assessor
  }

  /// Lends an original; `nil` when its bytes were erased by order.
  func withOriginal<Value>(
    of submission: StoredSubmission,
    _ body: (any ByteSource) throws -> Value
  ) throws -> Value? {
    let number = submission.number.text
    let bytes = submission.record.fileBytes
    do {
      guard bytes > Self.memoryBytesMax else {
        var original: [UInt8] = []
        original.reserveCapacity(Int(bytes))
        _ = try store.original(number) { original += $0 }
        return try body(MemorySource(original))
      }
      let spool = try Spool()
      _ = try store.original(number) { try spool.append($0) }
      spool.close()
      return try body(FileSource(path: spool.path))
    } catch StoreError.originalErased {
      return nil
    }
  }

  /// What a report is compared with: earlier reports of the same unit that the asking person may see.
  ///
  /// - Parameter number: for a kept report, its own: only what was there before it counts.
  /// - Returns: `nil` when there is none.
  func prior(
    to header: ReportHeader,
    before number: ReportNumber? = nil,
    scope: AccessScope = .everything
  ) throws -> PriorReports? {
    let reports = try earlier(to: header, before: number, scope: scope).compactMap { submission in
      try withOriginal(of: submission) { try assessor.priorReport($0) }
    }
    return reports.isEmpty ? nil : try PriorReports(reports)
  }

  /// The submissions behind that, without reading them.
  func earlier(
    to header: ReportHeader,
    before number: ReportNumber? = nil,
    scope: AccessScope
  ) throws(StoreError) -> [StoredSubmission] {
    try store.earlierReports(of: header, before: number, limit: Self.earlierMax).filter(scope.includes)
  }
}
