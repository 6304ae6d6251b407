import ArgumentParser
import Glibc
import Intake
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

/// The forms in which a batch speaks.
enum BatchFormat: String, CaseIterable, ExpressibleByArgument {
  /// One JSON line a file.
  case lines
  case text
  case json
  case csv
  case sarif
  case junit
  case html

  /// The form that a file's name asks for.
  init?(fileName: String) {
    switch fileName.split(separator: ".").last {
    case "jsonl", "ndjson": self = .lines
    case "txt": self = .text
    case "json": self = .json
    case "csv": self = .csv
    case "sarif": self = .sarif
    case "xml": self = .junit
    case "html", "htm": self = .html
    default: return nil
    }
  }
}

/// Where one form of the results goes: written while the batch runs where the form allows it, at the end otherwise.
final class BatchOutput {
  private let format: BatchFormat
  private let language: Language
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var sarif: SARIFLog
  private let junit: JUnitReport
  private let page: BatchPage
  /// Rows of the page, which may be more than memory holds.
  private var rows: Spool?
  /// What further lines change in them.
  private var changes: [String] = []

  /// Opens a file, or standard output when there is no path.
  init(_ format: BatchFormat, path: String?, _ language: Language) throws(CommandFault) {
    self.format = format
    self.language = language
    sarif = SARIFLog(language: language, version: Engine.version)
    junit = JUnitReport(language: language)
    page = BatchPage(language: language)
    if let path {
      descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw CommandFault(.usage, "wlkp: \(path): \(String(cString: strerror(errno)))")
      }
    } else {
      descriptor = STDOUT_FILENO
    }
    if format == .html {
      do throws(Spool.Fault) { rows = try Spool(isHidden: true) } catch {
        throw CommandFault(.fault, "wlkp: no temporary file")
      }
    }
    switch format {
    case .sarif: write(sarif.beginning)
    case .junit: write(junit.beginning)
    default: break
    }
  }

  /// Takes the result of one more file.
  func add(_ result: BatchRun.Result) {
    switch format {
    case .lines:
      buffer += result.line
      buffer.append(0x0A)
      if buffer.count >= 1 << 16 { flush() }
    case .sarif: write(sarif.add(result.entry))
    case .junit: write(junit.suite(result.entry))
    case .html where result.entry.isComparison: changes.append(page.change(result.entry))
    case .html:
      var row = page.row(result.entry)
      row.withUTF8 { bytes in
        do throws(Spool.Fault) { try rows?.append(UnsafeRawBufferPointer(bytes)) } catch { rows = nil }
      }
    case .text, .json, .csv: break
    }
  }

  /// Writes what stands at the end.
  func finish(_ summary: BatchSummary, names: BatchNames) {
    switch format {
    case .lines: break
    case .text: write(BatchText(language: language, names: names).render(summary))
    case .json: write(BatchJSON(names: names).render(summary))
    case .csv: write(BatchCSV(language: language, names: names).render(summary))
    case .sarif: write(sarif.ending())
    case .junit: write(junit.ending)
    case .html:
      let page = BatchPage(language: language, names: names)
      write(page.beginning(summary))
      copyRows()
      write(page.ending(changes))
    }
    flush()
    if descriptor != STDOUT_FILENO { close(descriptor) }
  }

  private func copyRows() {
    rows?.close()
    guard let path = rows?.path, let source = try? FileSource(path: path) else { return }
    var offset: Int64 = 0
    var chunk = [UInt8](repeating: 0, count: Spool.chunkBytes)
    while let count = chunk.withUnsafeMutableBytes({ try? source.read(into: $0, at: offset) }), count > 0 {
      buffer += chunk[..<count]
      offset += Int64(count)
      flush()
    }
  }

  private func write(_ text: String) {
    buffer += text.utf8
    if buffer.count >= 1 << 16 { flush() }
  }

  /// Hands on what waits; ends the program quietly when nobody reads any more.
  func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    buffer.withUnsafeBytes { bytes in
      guard descriptor != STDOUT_FILENO else { return Terminal.write(bytes) }
      var sent = 0
      while sent < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else {
          Terminal.complain("wlkp: \(String(cString: strerror(errno)))")
          exit(Exit.fault.rawValue)
        }
        sent += count
      }
    }
  }
}
