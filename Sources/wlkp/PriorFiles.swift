import Intake
import ReportModel
import ReportReading
import RuleEngine

/// The files of `--prior`: earlier reports that the report at hand is compared with.
struct PriorFiles {
  private let reports: PriorReports?
  private let names: [ContentHash: String]
  private let language: Language

  /// Reads the files; `paths` may be empty, which compares with nothing.
  init(_ paths: [String], _ assessor: ReportAssessor, _ language: Language) throws(CommandFault) {
    self.language = language
    var names: [ContentHash: String] = [:]
    var read: [PriorReport] = []
    for path in paths {
      let report = try Self.read(path, assessor, language)
      names[report.hash] = path
      read.append(report)
    }
    self.names = names
    guard !paths.isEmpty else {
      reports = nil
      return
    }
    do throws(PriorReports.Fault) {
      reports = try PriorReports(read)
    } catch {
      throw Self.usage(Self.tooMany(PriorReports.limit), language)
    }
  }

  /// What a judgement compares with.
  var value: PriorReports? { reports }

  /// Refuses the comparison when one of the files is about another unit than the report.
  func check(_ header: ReportHeader, of name: String) throws(CommandFault) {
    guard let stranger = reports?.strangers(to: header).first else { return }
    throw Self.usage(Self.stranger(names[stranger.hash] ?? "?", name), language)
  }

  private static func read(
    _ path: String,
    _ assessor: ReportAssessor,
    _ language: Language
  ) throws(CommandFault) -> PriorReport {
    let input = try InputFile(path, language)
    do throws(PriorReportFault) {
      return try assessor.priorReport(input.source)
    } catch {
      switch error {
      case .reading(let fault): throw InputFile.commandFault(fault, path, language)
      case .notAReport: throw usage(notAReport(path), language)
      }
    }
  }
}

// MARK: - Sentences

extension PriorFiles {
  private static func usage(_ sentence: Bilingual, _ language: Language) -> CommandFault {
    CommandFault(.usage, "wlkp: \(sentence[language])")
  }

  private static func tooMany(_ limit: Int) -> Bilingual {
    Bilingual(
      id: "paling banyak \(limit) laporan sebelumnya dapat dibandingkan",
      en: "at most \(limit) earlier reports can be compared with"
    )
  }

  private static func notAReport(_ path: String) -> Bilingual {
    Bilingual(
      id: "\(path): bukan laporan yang dapat dibandingkan (isinya tidak terbaca atau tanpa bagian kepala)",
      en: "\(path): not a report that can be compared with (it cannot be read, or has no header section)"
    )
  }

  private static func stranger(_ prior: String, _ name: String) -> Bilingual {
    Bilingual(
      id: "\(prior): laporan unit atau perusahaan lain daripada \(name), jadi tidak dapat dibandingkan",
      en: "\(prior): a report of another unit or company than \(name), so the two cannot be compared"
    )
  }
}
