public import AuditLog
public import ReportModel

/// Why a signed pack is refused, or cannot be made.
public enum PackFileFault: Error, Hashable, Sendable {
  /// The file does not begin as a signed pack does.
  case notAPack
  /// The signed part is no note, or its signature is missing or wrong.
  case signature(LogError)
  /// A line of the manifest is not what it must be; line from 1.
  case manifestMalformed(line: Int)
  /// A path that leads out of the pack, or is none of a pack.
  case pathRefused(String)
  /// A file that is listed twice.
  case fileTwice(String)
  /// More files than a pack may have.
  case tooManyFiles(limit: Int)
  /// A file of more bytes than are read.
  case fileTooLarge(String, limit: Int)
  /// The contents of a listed file are cut off or missing.
  case fileMissing(String)
  /// A file has other contents than those that were signed.
  case fileChanged(String)
  /// Bytes behind the last listed file.
  case surplusBytes(Int)
  /// A file that the pack does not use.
  case fileUnused(String)
  /// The files make another pack than the one that the manifest names.
  case otherPack(stated: ContentHash, found: ContentHash)
}

extension PackFileFault {
  /// The sentence for people.
  public var sentence: Bilingual {
    switch self {
    case .notAPack:
      Bilingual(
        id: "berkas ini bukan paket aturan bertanda tangan",
        en: "this file is not a signed rule pack"
      )
    case .signature(let error): Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    case .manifestMalformed(let line):
      Bilingual(
        id: "daftar isi paket rusak pada baris \(line)",
        en: "line \(line) of the pack's list is malformed"
      )
    case .pathRefused(let path):
      Bilingual(
        id: "nama berkas “\(path)” tidak boleh ada di paket",
        en: "a pack may not hold a file named “\(path)”"
      )
    case .fileTwice(let path):
      Bilingual(id: "berkas “\(path)” tercantum dua kali", en: "the file “\(path)” is listed twice")
    case .tooManyFiles(let limit):
      Bilingual(
        id: "paket berisi lebih dari \(limit) berkas",
        en: "the pack has more than \(limit) files"
      )
    case .fileTooLarge(let path, let limit):
      Bilingual(
        id: "berkas “\(path)” lebih dari \(limit) byte",
        en: "the file “\(path)” has more than \(limit) bytes"
      )
    case .fileMissing(let path):
      Bilingual(
        id: "isi berkas “\(path)” tidak lengkap",
        en: "the contents of “\(path)” are missing or cut off"
      )
    case .fileChanged(let path):
      Bilingual(
        id: "isi berkas “\(path)” berbeda dari yang ditandatangani",
        en: "the file “\(path)” is not the one that was signed"
      )
    case .surplusBytes(let count):
      Bilingual(
        id: "ada \(count) byte di luar daftar isi",
        en: "\(count) bytes stand behind the last listed file"
      )
    case .fileUnused(let path):
      Bilingual(
        id: "berkas “\(path)” tidak dipakai paket ini",
        en: "the file “\(path)” does not belong to the pack"
      )
    case .otherPack(let stated, let found):
      Bilingual(
        id: "isi paket adalah \(found), bukan \(stated) yang ditandatangani",
        en: "the files make the pack \(found), not \(stated) that was signed"
      )
    }
  }
}
