import Glibc
import Intake
import ReportModel
import RuleEngine

/// What the batch says about itself, Indonesian and English.
enum BatchSentences {
  static func hidden(_ count: Int) -> Bilingual {
    Bilingual(id: "\(count) berkas tersembunyi dilewati", en: "\(count) hidden file(s) passed over")
  }

  static func large(_ count: Int) -> Bilingual {
    Bilingual(
      id: "\(count) perusahaan memiliki lebih dari \(PriorReports.limit) laporan; laporannya tidak dibandingkan",
      en: "\(count) company(ies) with more than \(PriorReports.limit) reports; these were not compared"
    )
  }

  /// The command's end that a fault of a batch means.
  static func commandFault(_ fault: BatchRun.Fault, _ language: Language) -> CommandFault {
    switch fault {
    case .workerCannotStart(let status):
      // A worker that refuses the rule pack has said why on standard error.
      let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 0
      return CommandFault(code == Exit.usage.rawValue ? .usage : .fault, line(workerCannotStart, language))
    case .system(let fault): return CommandFault(.fault, "wlkp: \(String(cString: strerror(fault.number)))")
    case .log(let path, let fault):
      return CommandFault(.usage, "wlkp: \(path): \(String(cString: strerror(fault.number)))")
    case .logExists(let path): return CommandFault(.usage, line(exists(path), language))
    case .logInUse(let path): return CommandFault(.usage, line(inUse(path), language))
    case .logDamaged(let path, let number): return CommandFault(.usage, line(damaged(path, number), language))
    case .otherFiles(let number, let found): return CommandFault(.usage, line(otherFiles(number, found), language))
    case .otherPack: return CommandFault(.usage, line(otherPack, language))
    case .scratch: return CommandFault(.fault, line(noScratch, language))
    }
  }

  private static func line(_ text: Bilingual, _ language: Language) -> String { "wlkp: \(text[language])" }

  private static let workerCannotStart = Bilingual(
    id: "proses pemeriksa tidak dapat dimulai",
    en: "a worker could not start"
  )

  private static func exists(_ path: String) -> Bilingual {
    Bilingual(
      id: "\(path) sudah ada: lanjutkan dengan --resume, atau pilih nama lain",
      en: "\(path) is there already: go on with --resume, or choose another name"
    )
  }

  private static func inUse(_ path: String) -> Bilingual {
    Bilingual(id: "\(path) sedang ditulis oleh proses lain", en: "\(path) is being written by another batch")
  }

  private static func damaged(_ path: String, _ number: Int) -> Bilingual {
    Bilingual(
      id: "\(path) baris \(number) bukan baris hasil wlkp; tidak dapat dilanjutkan",
      en: "\(path) line \(number) is not a line of results of wlkp; cannot go on"
    )
  }

  private static func otherFiles(_ number: Int, _ found: String?) -> Bilingual {
    Bilingual(
      id: "hasil yang ada milik berkas lain sejak baris \(number) (kini: \(found ?? "-")); mulai dengan nama lain",
      en: "the results there are of other files from line \(number) on (now: \(found ?? "-")); begin under another name"
    )
  }

  private static let noScratch = Bilingual(
    id: "tidak ada ruang sementara untuk membandingkan pekerja; periksa $TMPDIR, atau pakai --no-compare",
    en: "no temporary room to compare workers; look at $TMPDIR, or use --no-compare"
  )

  private static let otherPack = Bilingual(
    id: "hasil yang ada dibuat dengan paket aturan lain; mulai dengan nama lain",
    en: "the results there were made with another rule pack; begin under another name"
  )
}
