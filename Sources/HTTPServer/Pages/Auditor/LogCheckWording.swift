import AuditLog
import ReportModel
import SubmissionStore

/// What is said of the whole check of the log.
enum LogCheckWording {
  static func extent(_ extent: LogCheckJob.Extent) -> Bilingual {
    switch extent {
    case .trees:
      Bilingual(id: "Kedua pohon catatan saja (cepat)", en: "The two trees of the log alone (fast)")
    case .whole:
      Bilingual(id: "Semuanya, termasuk berkas asli (lama)", en: "Everything, with the originals (slow)")
    }
  }

  /// The state for the template: a sentence, its tint, and what differs.
  static func state(_ state: LogCheckJob.State, _ language: Language) -> [String: Any] {
    var values: [String: Any] = ["isRunning": false, "tint": "", "sentence": sentence(state)[language]]
    switch state {
    case .never: break
    case .running: values["isRunning"] = true
    case .failed: values["tint"] = "notice-bad"
    case .finished(_, _, let report):
      values["tint"] = report.isClean ? "notice-good" : "notice-bad"
      values["figures"] = figures(report)[language]
      if !report.isClean { values["wrong"] = ["differences": report.differences.map { $0.message[language] }] }
    }
    return values
  }

  private static func sentence(_ state: LogCheckJob.State) -> Bilingual {
    switch state {
    case .never:
      Bilingual(
        id: "Belum ada pemeriksaan sejak server dinyalakan.",
        en: "No check has been run since the server started."
      )
    case .running(let run, let done, let total):
      Bilingual(
        id: "Pemeriksaan berjalan sejak \(time(run.startedAt).id) atas permintaan \(run.actor): \(done) dari \(total).",
        en: "A check has been running since \(time(run.startedAt).en), asked for by \(run.actor): \(done) of \(total)."
      )
    case .failed(let run, let at):
      Bilingual(
        id:
          "Pemeriksaan yang dimulai \(time(run.startedAt).id) terhenti \(time(at).id) karena gangguan pada sistem kami.",
        en: "The check begun \(time(run.startedAt).en) stopped \(time(at).en) because of a fault in our system."
      )
    case .finished(let run, let at, let report):
      finished(run, at, report)
    }
  }

  private static func finished(_ run: LogCheckJob.Run, _ at: Int64, _ report: LogReport) -> Bilingual {
    let seconds = max(0, at - run.startedAt) / 1000
    let what = extent(run.extent)
    let outcome =
      report.isClean
      ? Bilingual(id: "Semua sesuai dengan yang pernah disimpan.", en: "Everything is as it was put in.")
      : Bilingual(id: "Ada \(report.differenceCount) perbedaan.", en: "\(report.differenceCount) differences found.")
    return Bilingual(
      id: "\(outcome.id) \(what.id); selesai \(time(at).id), \(seconds) detik, diminta \(run.actor).",
      en: "\(outcome.en) \(what.en); done \(time(at).en), \(seconds) seconds, asked for by \(run.actor)."
    )
  }

  private static func figures(_ report: LogReport) -> Bilingual {
    let root = report.head?.root.base64 ?? "–"
    return Bilingual(
      id: "\(report.submissions) laporan, \(report.entries) entri, \(report.events) peristiwa, akar \(root)",
      en: "\(report.submissions) reports, \(report.entries) entries, \(report.events) events, root \(root)"
    )
  }

  private static func time(_ milliseconds: Int64) -> Bilingual {
    Bilingual(id: PageTime.moment(milliseconds, .id), en: PageTime.moment(milliseconds, .en))
  }
}
