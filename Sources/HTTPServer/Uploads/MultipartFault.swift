import ReportModel

/// What breaks a multipart body (RFC 7578, RFC 2046 section 5.1).
enum MultipartFault: Error, Hashable, Sendable {
  /// The Content-Type names no boundary, or one that is not allowed.
  case boundaryUnusable
  /// The body does not begin with its boundary.
  case startMissing
  /// The body ends before its last boundary.
  case endMissing
  /// The header of a part is longer than the limit, in bytes.
  case partHeaderTooLong(limit: Int)
  /// The header of a part cannot be read.
  case partHeaderUnreadable
  /// More parts than the limit.
  case tooManyParts(limit: Int)
  /// A field that is not a file is longer than the limit, in bytes.
  case fieldTooLong(limit: Int)
  /// More than one file in a form that takes one.
  case severalFiles

  /// The sentence.
  var message: Bilingual {
    switch self {
    case .boundaryUnusable:
      Bilingual(
        id: "Content-Type harus multipart/form-data dengan boundary yang sah.",
        en: "Content-Type must be multipart/form-data with a valid boundary."
      )
    case .startMissing:
      Bilingual(id: "Isi tidak dimulai dengan boundary-nya.", en: "The body does not begin with its boundary.")
    case .endMissing:
      Bilingual(
        id: "Isi terpotong: boundary penutup tidak ada. Kirim sekali lagi.",
        en: "The body is cut off: its last boundary is missing. Send it again."
      )
    case .partHeaderTooLong(let limit):
      Bilingual(
        id: "Kepala sebuah bagian melebihi \(limit) byte.",
        en: "The header of a part is longer than \(limit) bytes."
      )
    case .partHeaderUnreadable:
      Bilingual(id: "Kepala sebuah bagian tidak terbaca.", en: "The header of a part cannot be read.")
    case .tooManyParts(let limit):
      Bilingual(id: "Formulir berisi lebih dari \(limit) bagian.", en: "The form has more than \(limit) parts.")
    case .fieldTooLong(let limit):
      Bilingual(
        id: "Sebuah isian melebihi \(limit) byte.",
        en: "A field of the form is longer than \(limit) bytes."
      )
    case .severalFiles:
      Bilingual(id: "Kirim satu berkas saja setiap kali.", en: "Send one file at a time.")
    }
  }
}
