import HTTPTypes
import Hummingbird
import ReportModel

extension Problem {
  /// The rows of problems that only people on pages meet.
  var personRow: ProblemRow {
    switch self {
    case .signInFirst:
      ProblemRow(
        "sign-in-first",
        .seeOther,
        say("Perlu masuk", "Sign in first"),
        say("Halaman ini untuk pengguna yang sudah masuk.", "This page is for people who have signed in.")
      )
    case .linkUnusable:
      ProblemRow(
        "link-unusable",
        .gone,
        say("Tautan tidak berlaku lagi", "The link holds no longer"),
        say(
          "Tautan ini hanya untuk satu kali dan untuk waktu terbatas. Mohon minta tautan baru kepada administrator.",
          "This link works once and for a limited time. Please ask the administrator for a new one."
        )
      )
    case .draftGone:
      ProblemRow(
        "draft-gone",
        .notFound,
        say("Naskah sudah tidak ada", "The draft is gone"),
        say(
          "Naskah disimpan paling lama satu jam, lalu dihapus. Unggah lagi berkasnya; laporan yang sudah dikirim tidak "
            + "terpengaruh.",
          "A draft is kept for an hour at most and then deleted. Upload the file again; filed reports are not affected."
        )
      )
    case .draftFiled(let number):
      ProblemRow(
        "draft-filed",
        .seeOther,
        say("Laporan sudah dikirim", "The report is filed"),
        say("Laporan ini tercatat dengan nomor \(number).", "The report is kept under the number \(number).")
      )
    case .notRepairable:
      ProblemRow(
        "not-repairable",
        .unprocessableContent,
        say("Tidak dapat diperbaiki otomatis", "Cannot be repaired automatically"),
        say(
          "Berkas ini tidak terbaca sampai akhir, atau isian yang perlu ditulis tidak ada tempatnya. Mohon perbaiki di "
            + "berkas asalnya, lalu unggah lagi.",
          "This file cannot be read to its end, or has no room for what is to be written. Please correct it where it "
            + "comes from and upload it again."
        )
      )
    case .tooManyTries(let seconds):
      ProblemRow(
        "too-many-tries",
        .tooManyRequests,
        say("Terlalu banyak percobaan", "Too many tries"),
        say("Mohon coba lagi \(Self.wait(seconds).id).", "Please try again \(Self.wait(seconds).en).")
      )
    default:
      ProblemRow(
        "form-expired",
        .forbidden,
        say("Formulir sudah kedaluwarsa", "The form has expired"),
        say(
          "Demi keamanan, formulir hanya diterima dari halaman yang baru dibuka. Buka lagi halamannya, lalu ulangi.",
          "For safety a form is taken only from a page that was opened recently. Open the page again and repeat."
        )
      )
    }
  }

  /// In how long, in words: seconds up to two minutes, then minutes, rounded up.
  static func wait(_ seconds: Int) -> Bilingual {
    guard seconds > 120 else {
      return Bilingual(id: "dalam \(seconds) detik", en: seconds == 1 ? "in 1 second" : "in \(seconds) seconds")
    }
    let minutes = (seconds + 59) / 60
    return Bilingual(id: "dalam \(minutes) menit", en: "in \(minutes) minutes")
  }
}
