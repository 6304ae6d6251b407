import HTTPTypes
import ReportModel

extension AccountQuota.Kind {
  /// The row of the table for an account that has met a limit.
  var row: ProblemRow {
    switch self {
    case .bytes(let limit):
      ProblemRow(
        "quota-bytes",
        .tooManyRequests,
        Bilingual(id: "Batas kiriman harian tercapai", en: "Daily limit of uploads met"),
        Bilingual(
          id: "Akun ini sudah mengirim \(limit >> 20) MiB hari ini. Silakan lanjutkan besok.",
          en: "This account has sent \(limit >> 20) MiB today. Please go on tomorrow."
        )
      )
    case .filings(let limit):
      ProblemRow(
        "quota-filings",
        .tooManyRequests,
        Bilingual(id: "Batas pengajuan per jam tercapai", en: "Hourly limit of filings met"),
        Bilingual(
          id: "Akun ini sudah mengajukan \(limit) laporan dalam jam ini. Lanjutkan setelah waktu di Retry-After.",
          en: "This account has filed \(limit) reports in this hour. Go on after the time in Retry-After."
        )
      )
    case .parallel(let limit):
      ProblemRow(
        "quota-parallel",
        .tooManyRequests,
        Bilingual(id: "Terlalu banyak kiriman bersamaan", en: "Too many uploads at once"),
        Bilingual(
          id: "Akun ini boleh mengirim \(limit) berkas bersamaan. Tunggu salah satunya selesai.",
          en: "This account may send \(limit) files at once. Wait until one of them has ended."
        )
      )
    }
  }
}

extension NotReady {
  /// What is not ready, in a few words.
  var wording: Bilingual {
    switch self {
    case .store: Bilingual(id: "penyimpanan", en: "store")
    case .disk: Bilingual(id: "ruang disk", en: "disk room")
    case .files: Bilingual(id: "berkas kunci", en: "key files")
    case .queue: Bilingual(id: "antrean penilaian", en: "judging queue")
    case .stopping: Bilingual(id: "server sedang berhenti", en: "the server is stopping")
    }
  }
}
