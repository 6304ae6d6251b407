import Glibc
import Intake
import ReportModel
import ReportReading

/// A repaired copy in a temporary file, not yet under its name.
struct FixPiece {
  /// Its bytes.
  let source: FileSource
  /// The file; it goes with this value unless it got its name.
  let spool: Spool?
}

/// Makes repaired copies, in as many passes as they need.
struct FixWorkshop {
  let fixer: ReportFixer
  /// Where temporary files lie: beside the copy, so that the last one only needs its name.
  let folder: String?
  let language: Language

  /// Encoding and delimiter each take a pass of their own; more would mean that a repair calls for another.
  private static let passesMax = 4

  /// Repairs a report.
  func repair(_ original: FileSource, allowing kinds: Set<FixKind>, _ list: FixList) throws(CommandFault) -> FixPiece {
    var source = original
    for _ in 0..<Self.passesMax {
      let spool = try spool()
      let pass = try copy(source, kinds, FixRecorder(spool, list))
      spool.close()
      if case .refused(let refusal) = pass { throw CommandFault(.usage, "wlkp: \(refusal.sentence[language])") }
      source = try open(spool.path)
      if pass == .complete { return FixPiece(source: source, spool: spool) }
    }
    throw CommandFault(.fault, "wlkp: \(FixSentences.noEnd[language])")
  }

  /// What kinds of repair a report offers, in the order of the kinds.
  func survey(_ source: FileSource) throws(CommandFault) -> [(kind: FixKind, count: Int)] {
    let recorder = FixRecorder(nil, nil)
    _ = try copy(source, Set(FixKind.allCases), recorder)
    return FixKind.allCases.compactMap { kind in recorder.counts[kind].map { (kind, $0) } }
  }

  private func spool() throws(CommandFault) -> Spool {
    do throws(Spool.Fault) {
      return try Spool(directory: folder)
    } catch {
      throw CommandFault(.fault, "wlkp: \(FixSentences.cannotWrite(folder ?? "/tmp")[language])")
    }
  }

  private func copy(
    _ source: FileSource,
    _ kinds: Set<FixKind>,
    _ recorder: FixRecorder
  ) throws(CommandFault) -> ReportFixer.Pass {
    do throws(ReadingFault) {
      return try fixer.copy(source, allowing: kinds, into: recorder)
    } catch {
      throw InputFile.commandFault(error, source.path, language)
    }
  }

  private func open(_ path: String) throws(CommandFault) -> FileSource {
    do throws(ReadingFault) {
      return try FileSource(path: path)
    } catch {
      throw InputFile.commandFault(error, path, language)
    }
  }
}

/// Takes the bytes and changes of one pass.
final class FixRecorder: FixSink {
  private let spool: Spool?
  private let list: FixList?
  /// How many changes of each kind there were.
  private(set) var counts: [FixKind: Int] = [:]

  init(_ spool: Spool?, _ list: FixList?) {
    self.spool = spool
    self.list = list
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try spool?.append(bytes) }

  func changed(_ change: FixChange) {
    counts[change.kind, default: 0] += 1
    list?.add(change)
  }
}

/// The name under which a copy will appear, all at once.
struct FixTarget {
  let path: String
  /// The folder it lies in.
  let folder: String
  private let language: Language

  /// - Throws: exit 2 when the name is the original's (also by a link), a folder's, or taken.
  init(_ path: String, not original: String, isOver: Bool, _ language: Language) throws(CommandFault) {
    self.path = path
    self.language = language
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    folder = parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
    var (there, here) = (stat(), stat())
    guard stat(path, &there) == 0 else { return }
    if stat(original, &here) == 0, there.st_dev == here.st_dev, there.st_ino == here.st_ino {
      throw CommandFault(.usage, "wlkp: \(FixSentences.sameFile(path)[language])")
    }
    if there.st_mode & S_IFMT == S_IFDIR {
      throw CommandFault(.usage, "wlkp: \(FixSentences.isFolder(path)[language])")
    }
    if !isOver { throw CommandFault(.usage, "wlkp: \(FixSentences.exists(path)[language])") }
  }

  /// Gives a copy its name: whoever looks sees the whole copy or none. It may be read by whom the original may.
  func take(_ piece: FixPiece, modeOf original: String) throws(CommandFault) {
    guard let spool = piece.spool else { return }
    var status = stat()
    let descriptor = open(spool.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure }
    defer { close(descriptor) }
    if stat(original, &status) == 0 { _ = fchmod(descriptor, status.st_mode & 0o777) }
    guard fsync(descriptor) == 0, rename(spool.path, path) == 0 else { throw failure }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      _ = fsync(directory)
      close(directory)
    }
  }

  private var failure: CommandFault { CommandFault(.fault, "wlkp: \(FixSentences.cannotWrite(path)[language])") }
}
