import Intake
import ReportForm
import ReportModel
import ReportReading

/// Makes repaired copies of drafts; blocking work for the judging threads.
struct DraftRepair: Sendable {
  /// Encoding and delimiter each take a pass of their own; more would mean that a repair calls for another.
  private static let passesMax = 4

  let form: FormDefinition
  /// Where copies lie.
  let folder: String

  /// What repairs a file offers, in the order of the kinds; nothing for kinds of files that are not repaired.
  func offers(_ path: String) -> [RepairOffer] {
    let recorder = ChangeRecorder(nil)
    let fixer = ReportFixer(form: form)
    guard let source = try? FileSource(path: path),
      let pass = try? fixer.copy(source, allowing: Set(FixKind.allCases), into: recorder)
    else { return [] }
    if case .refused = pass { return [] }
    return FixKind.allCases.compactMap { kind in recorder.counts[kind].map { RepairOffer(kind: kind, count: $0) } }
  }

  /// A copy with its changes.
  typealias Copy = (file: DraftFile, changes: [FixChange], count: Int)

  /// A repaired copy; `nil` when the file cannot be repaired.
  func copy(_ path: String, allowing kinds: Set<FixKind>) throws -> Copy? {
    try copy(path) { fixer, source, recorder in try fixer.copy(source, allowing: kinds, into: recorder) }
  }

  /// A copy that names the report it corrects; `nil` when nothing can be written into the file.
  func copy(_ path: String, correcting number: String) throws -> Copy? {
    try copy(path) { fixer, source, recorder in try fixer.copy(source, correcting: number, into: recorder) }
  }

  private func copy(
    _ path: String,
    _ makePass: (ReportFixer, FileSource, ChangeRecorder) throws -> ReportFixer.Pass
  ) throws -> Copy? {
    var changes: [FixChange] = []
    var count = 0
    var current = path
    var before: Spool?
    let fixer = ReportFixer(form: form)
    for _ in 0..<Self.passesMax {
      let spool = try Spool(directory: folder)
      let recorder = ChangeRecorder(spool)
      let pass = try makePass(fixer, FileSource(path: current), recorder)
      withExtendedLifetime(before) {}
      if case .refused = pass { return nil }
      changes += recorder.changes.prefix(RepairedCopy.changesListed - changes.count)
      count += recorder.counts.values.reduce(0, +)
      spool.close()
      guard pass == .again else { return (DraftFile(spool), changes, count) }
      (before, current) = (spool, spool.path)
    }
    return nil
  }
}

/// Takes the bytes and changes of one pass.
private final class ChangeRecorder: FixSink {
  private let spool: Spool?
  private(set) var counts: [FixKind: Int] = [:]
  private(set) var changes: [FixChange] = []

  init(_ spool: Spool?) { self.spool = spool }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try spool?.append(bytes) }

  func changed(_ change: FixChange) {
    counts[change.kind, default: 0] += 1
    if changes.count < RepairedCopy.changesListed { changes.append(change) }
  }
}
