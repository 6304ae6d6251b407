import AuditLog
import ReportModel
import ResultRendering
import RuleEngine

/// What a batch knows of the persons in its files: their prints in scratch space, and of each file its company, its
/// period and its hash, 72 bytes a file.
final class BatchPeople {
  private struct Facts {
    let file: SharedPeople.File
    let hash: Digest
    var verdict: Verdict
  }

  /// The key of the prints.
  let key = PersonKey.random()
  private var search: SharedPeople
  private var facts: [Facts?] = []
  /// Why persons cannot be compared any more; a trouble of the machine.
  private(set) var fault: ScratchFault?

  init() { search = SharedPeople(ScratchSpace(memoryBytes: BatchLimits.printBytes)) }

  /// Takes the prints of the persons in a file.
  func add(_ prints: [PersonPrint], of number: Int) {
    guard fault == nil else { return }
    do throws(ScratchFault) {
      for print in prints { try search.add(print, file: number) }
    } catch {
      fault = error
    }
  }

  /// Takes what a line says about its file; lines come in order.
  func add(_ entry: BatchEntry) {
    if entry.isComparison {
      // The verdict of a file is that of its last line.
      if facts.indices.contains(entry.number - 1) { facts[entry.number - 1]?.verdict = entry.verdict }
      return
    }
    facts.append(Self.facts(entry))
  }

  private static func facts(_ entry: BatchEntry) -> Facts? {
    guard entry.fault == nil, !entry.isDraft, let period = entry.header.period, let hash = entry.hash,
      let digest = Digest(hex: hash)
    else { return nil }
    let mark = CompanyMark(entry.header)
    guard mark.key != nil else { return nil }
    return Facts(file: SharedPeople.File(company: mark, period: period), hash: digest, verdict: entry.verdict)
  }

  /// The files with persons whom other companies list for the same period, in order.
  func matches() throws(ScratchFault) -> SharedPeople.Matches {
    if let fault { throw fault }
    return try search.finish { number in
      facts.indices.contains(number - 1) ? facts[number - 1]?.file : nil
    }
  }

  /// The period of a file.
  func period(of number: Int) -> Int { facts[number - 1]?.file.period ?? 0 }

  /// The verdict of a file so far.
  func verdict(of number: Int) -> Verdict { facts[number - 1]?.verdict ?? .notAssessed }

  /// Names all that was searched.
  var archiveHash: ContentHash { PriorReports.hash(of: facts.compactMap { $0?.hash.hex }) }
}
