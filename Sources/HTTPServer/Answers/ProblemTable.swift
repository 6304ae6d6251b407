import HTTPTypes
import Hummingbird
import ReportModel
import ResultRendering
import SubmissionStore

/// One row of the table of problems: what a client's program and a person see of it.
struct ProblemRow {
  /// The end of the type URI `urn:wlkp:problem:…`; never changes once published.
  let slug: String
  let status: HTTPResponse.Status
  let title: Bilingual
  let detail: Bilingual

  init(_ slug: String, _ status: HTTPResponse.Status, _ title: Bilingual, _ detail: Bilingual) {
    self.slug = slug
    self.status = status
    self.title = title
    self.detail = detail
  }

  /// The type URI (RFC 9457 section 3.1.1).
  var type: String { "urn:wlkp:problem:\(slug)" }
}

/// A text in both languages, Indonesian first.
func say(_ id: String, _ en: String) -> Bilingual { Bilingual(id: id, en: en) }

extension Problem {
  /// The whole table: every problem with its status and sentences. Nothing of the inner works is said.
  var row: ProblemRow {
    switch self {
    case .unauthenticated, .forbidden, .otherCompany: callerRow
    case .quotaMet(let kind, _): kind.row
    case .signInFirst, .draftGone, .draftFiled, .notRepairable, .formExpired, .linkUnusable, .tooManyTries: personRow
    case .notAccepted, .refused, .notFileableHere, .headerIncomplete, .originalErased: reportRow
    case .busy, .noRoom, .notReady, .storeUnavailable, .ruleFault, .internalFault: ourRow
    case .bodyUnreadable, .formUnreadable, .mediaType, .contentEncoding, .tooLarge, .tooSlow, .digestUnreadable,
      .digestMismatch, .multipart, .fileMissing:
      bodyRow
    default: requestRow
    }
  }

  // MARK: The request

  private var requestRow: ProblemRow {
    switch self {
    case .notFound(let suggestion):
      ProblemRow(
        "not-found",
        .notFound,
        say("Tidak ditemukan", "Not found"),
        suggestion.map { say("Tidak ada di sini. Mungkin maksudnya \($0)?", "Nothing is here. Did you mean \($0)?") }
          ?? say("Tidak ada apa pun di alamat ini.", "There is nothing at this address.")
      )
    case .methodNotAllowed(let allowed):
      ProblemRow(
        "method-not-allowed",
        .methodNotAllowed,
        say("Metode tidak tersedia", "Method not available"),
        say("Alamat ini menerima \(allowed).", "This address takes \(allowed).")
      )
    case .parameterUnknown(let name):
      ProblemRow(
        "parameter-unknown",
        .badRequest,
        say("Parameter tidak dikenal", "Unknown parameter"),
        say("Parameter \(name) tidak ada di alamat ini.", "This address has no parameter \(name).")
      )
    case .parameterUnusable(let name):
      ProblemRow(
        "parameter-unusable",
        .badRequest,
        say("Nilai parameter tidak terbaca", "Unreadable parameter"),
        say("Nilai parameter \(name) tidak dapat dipakai.", "The value of parameter \(name) cannot be used.")
      )
    case .notAcceptable(let offered):
      ProblemRow(
        "not-acceptable",
        .notAcceptable,
        say("Format tidak tersedia", "Format not available"),
        say("Jawaban di sini berbentuk \(offered).", "Answers here come as \(offered).")
      )
    default:
      ProblemRow(
        "idempotency-key-unusable",
        .badRequest,
        say("Idempotency-Key tidak terbaca", "Unreadable Idempotency-Key"),
        say(
          "Isi Idempotency-Key dengan 1 sampai \(IdempotencyKey.lengthMax) karakter ASCII yang terlihat.",
          "Set Idempotency-Key to 1 to \(IdempotencyKey.lengthMax) visible ASCII characters."
        )
      )
    }
  }

  // MARK: The body

  private var bodyRow: ProblemRow {
    switch self {
    case .mediaType(let accepted):
      ProblemRow(
        "media-type",
        .unsupportedMediaType,
        say("Jenis isi tidak diterima", "Kind of body not taken"),
        say(
          "Kirim berkas laporan apa adanya dengan Content-Type salah satu dari: \(accepted).",
          "Send the report file as it is, with one of these as Content-Type: \(accepted)."
        )
      )
    case .contentEncoding:
      ProblemRow(
        "content-encoding",
        .unsupportedMediaType,
        say("Isi terkompresi tidak diterima", "Compressed body not taken"),
        say("Kirim berkas tanpa Content-Encoding.", "Send the file without a Content-Encoding.")
      )
    case .bodyUnreadable:
      ProblemRow(
        "body-unreadable",
        .badRequest,
        say("Isi permintaan tidak terbaca", "Unreadable body"),
        say(
          "Isi tidak dikirim seperti yang diatur HTTP, atau terputus. Kirim sekali lagi.",
          "The body is not sent as HTTP asks, or was cut off. Send it again."
        )
      )
    case .tooLarge(let limit):
      ProblemRow(
        "too-large",
        .contentTooLarge,
        say("Berkas terlalu besar", "File too large"),
        say("Batas di alamat ini \(limit >> 20) MiB.", "The limit at this address is \(limit >> 20) MiB.")
      )
    case .tooSlow(let limit):
      ProblemRow(
        "too-slow",
        .requestTimeout,
        say("Pengiriman terlalu lama", "Sending took too long"),
        say("Isi harus tiba dalam \(limit) detik.", "The body must arrive within \(limit) seconds.")
      )
    case .digestUnreadable(let header):
      ProblemRow(
        "digest-unreadable",
        .badRequest,
        say("\(header) tidak terbaca", "Unreadable \(header)"),
        say("Bentuknya: \(header): sha-256=:BASE64:", "Its form is: \(header): sha-256=:BASE64:")
      )
    case .digestMismatch(let header):
      ProblemRow(
        "digest-mismatch",
        .badRequest,
        say("Isi berubah di perjalanan", "The body changed on its way"),
        say(
          "SHA-256 dari isi yang tiba berbeda dari \(header). Kirim sekali lagi.",
          "The SHA-256 of what arrived differs from \(header). Send it again."
        )
      )
    case .formUnreadable:
      ProblemRow(
        "form-unreadable",
        .badRequest,
        say("Formulir tidak terbaca", "Unreadable form"),
        say(
          "Isian formulir tidak dapat dibaca. Muat ulang halamannya dan isi lagi.",
          "The form's fields cannot be read. Load the page again and fill it in anew."
        )
      )
    case .multipart(let fault):
      ProblemRow(
        "form-unreadable",
        .badRequest,
        say("Formulir tidak terbaca", "Unreadable form"),
        fault.message
      )
    default:
      ProblemRow(
        "file-missing",
        .badRequest,
        say("Belum ada berkas", "No file yet"),
        say("Pilih dulu berkas laporan, lalu tekan tombol periksa.", "Choose a report file first, then press check.")
      )
    }
  }

  // MARK: The caller

  private var callerRow: ProblemRow {
    switch self {
    case .unauthenticated(let tokenGiven):
      ProblemRow(
        "unauthenticated",
        .unauthorized,
        say("Perlu token", "Token needed"),
        tokenGiven
          ? say(
            "Token tidak dikenal, habis masa berlakunya, atau dicabut.",
            "The token is unknown, expired or revoked."
          )
          : say("Kirim Authorization: Bearer TOKEN.", "Send Authorization: Bearer TOKEN.")
      )
    case .otherCompany:
      ProblemRow(
        "other-company",
        .forbidden,
        say("Laporan perusahaan lain", "Another company's report"),
        say(
          "Akun ini hanya dapat mengajukan laporan untuk NIB yang terdaftar padanya; NIB di berkas ini tidak termasuk. "
            + "Mohon periksa NIB di berkas, atau pakai akun perusahaan tersebut.",
          "This account files only for the NIBs registered to it, and the NIB in this file is not among them. Please "
            + "check the NIB in the file, or use that company's account."
        )
      )
    default:
      ProblemRow(
        "forbidden",
        .forbidden,
        say("Peran tidak sesuai", "Role not entitled"),
        say("Peran akun ini tidak mencakup tindakan ini.", "The role of this account does not cover this.")
      )
    }
  }

  // MARK: The report

  private var reportRow: ProblemRow {
    switch self {
    case .notAccepted(let verdict, let sentence, _):
      verdict == .needsConfirmation
        ? ProblemRow(
          "needs-confirmation",
          .unprocessableContent,
          say("Perlu konfirmasi", "Needs confirmation"),
          sentence
        )
        : ProblemRow("rejected", .unprocessableContent, say("Belum bisa diterima", "Not yet acceptable"), sentence)
    case .refused(.idempotencyKeyReused, _):
      ProblemRow(
        "idempotency-key-reused",
        .unprocessableContent,
        say("Idempotency-Key sudah dipakai", "Idempotency-Key reused"),
        say(
          "Kunci ini sudah dipakai untuk isi yang lain. Pakai kunci baru.",
          "This key was used for another body. Use a new one."
        )
      )
    case .refused(let refusal, _):
      ProblemRow(
        "conflict",
        .conflict,
        say("Berbenturan dengan laporan lain", "Collides with a report"),
        refusal.message
      )
    case .notFileableHere:
      ProblemRow(
        "not-fileable-here",
        .conflict,
        say("Tidak dapat diajukan dari akun ini", "Cannot be filed from this account"),
        say(
          "Laporan untuk unit, jenis, dan periode ini tidak dapat diajukan dari akun ini. Mohon pakai akun yang biasa "
            + "melapor untuk unit ini, atau hubungi dinas yang membidangi ketenagakerjaan.",
          "A report for this unit, kind and period cannot be filed from this account. Please use the account that "
            + "usually files for this unit, or ask the labour office."
        )
      )
    case .originalErased:
      ProblemRow(
        "original-erased",
        .gone,
        say("Berkas asli sudah dihapus", "The original is erased"),
        say(
          "Berkas asli laporan ini dihapus atas perintah; catatan dan buktinya tetap ada.",
          "The original of this report was erased by order; its record and proofs remain."
        )
      )
    case .headerIncomplete(let fields):
      ProblemRow(
        "header-incomplete",
        .unprocessableContent,
        say("Identitas laporan belum lengkap", "Report header incomplete"),
        say("Lengkapi: \(fields.joined(separator: ", ")).", "Complete: \(fields.joined(separator: ", ")).")
      )
    default: preconditionFailure("only problems of the report come here")
    }
  }

  // MARK: Ours

  private var ourRow: ProblemRow {
    switch self {
    case .busy:
      ProblemRow(
        "busy",
        .serviceUnavailable,
        say("Sedang penuh", "Busy"),
        say("Antrean penuh. Kirim lagi sebentar lagi.", "The queue is full. Send it again in a moment.")
      )
    case .noRoom:
      ProblemRow(
        "no-room",
        .serviceUnavailable,
        say("Ruang simpan sementara penuh", "No room for uploads"),
        say(
          "Belum ada yang disimpan; ini bukan kesalahan laporan. Kirim lagi nanti.",
          "Nothing was kept; the report is not at fault. Send it again later."
        )
      )
    case .notReady(let reasons):
      ProblemRow(
        "not-ready",
        .serviceUnavailable,
        say("Belum siap", "Not ready"),
        say(
          "Yang belum siap: \(reasons.map(\.wording.id).joined(separator: ", ")).",
          "Not ready: \(reasons.map(\.wording.en).joined(separator: ", "))."
        )
      )
    case .storeUnavailable:
      ProblemRow(
        "store-unavailable",
        .serviceUnavailable,
        say("Penyimpanan tidak menjawab", "The store does not answer"),
        say(
          "Laporan belum disimpan; ini bukan kesalahan laporan. Kirim lagi nanti.",
          "Nothing was kept; the report is not at fault. Send it again later."
        )
      )
    case .ruleFault:
      ProblemRow(
        "rule-fault",
        .internalServerError,
        say("Penilaian tidak selesai", "The judgement was not completed"),
        say(
          "Sebuah aturan gagal di pihak kami; laporan tidak dinilai dan tidak bersalah. Gangguan ini sudah dicatat.",
          "A rule failed on our side; the report is not judged and not at fault. The fault has been recorded."
        )
      )
    default:
      ProblemRow(
        "internal",
        .internalServerError,
        say("Gangguan di pihak kami", "A fault on our side"),
        say(
          "Permintaan tidak selesai karena gangguan di pihak kami, yang sudah dicatat.",
          "The request was not completed because of a fault on our side, which has been recorded."
        )
      )
    }
  }
}
