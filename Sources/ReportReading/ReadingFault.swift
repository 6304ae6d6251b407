public import ReportModel

/// What went wrong around the file, not in it: the machine's or the caller's trouble, never the report's.
public enum ReadingFault: Error, Hashable, Sendable {
  /// There is no file of this name.
  case notFound(path: String)
  /// The name is a directory's.
  case isDirectory(path: String)
  /// The file may not be read.
  case notPermitted(path: String)
  /// It is not a regular file (a pipe or device), so it cannot be read twice; spool it first.
  case notRegular(path: String)
  /// The system could not read; `errno` is its number.
  case readFailed(path: String, errno: Int32)
  /// The file became shorter while it was read.
  case changedWhileReading(path: String)
  /// More bytes came through a pipe than a report may have; `limit` in bytes.
  case tooLong(path: String, limit: Int64)
  /// There is no temporary file to be had, or no room in it; `errno` is the system's number.
  case spoolFailed(errno: Int32)
  /// The sink refused a batch; the words of its error.
  case sinkFailed(String)
}

extension ReadingFault {
  /// The fault in a sentence: what went wrong and what to do. Names the path, never anything of the file's content.
  public var sentence: Bilingual {
    switch self {
    case .notFound(let path):
      Bilingual(
        id: "Berkas \(path) tidak ditemukan. Periksa nama dan foldernya.",
        en: "There is no file \(path). Check its name and folder."
      )
    case .isDirectory(let path):
      Bilingual(
        id: "\(path) adalah folder, bukan berkas. Sebutkan berkas di dalamnya.",
        en: "\(path) is a folder, not a file. Name a file inside it."
      )
    case .notPermitted(let path):
      Bilingual(
        id: "Berkas \(path) tidak boleh dibaca. Periksa hak aksesnya.",
        en: "The file \(path) may not be read. Check its permissions."
      )
    case .notRegular(let path):
      Bilingual(
        id: "\(path) bukan berkas biasa. Simpan dahulu ke berkas, atau pakai - untuk masukan standar.",
        en: "\(path) is not a regular file. Save it to a file first, or use - for standard input."
      )
    case .readFailed(let path, let number):
      Bilingual(
        id: "Berkas \(path) gagal dibaca (kesalahan sistem \(number)). Coba sekali lagi.",
        en: "The file \(path) could not be read (system error \(number)). Try again."
      )
    case .changedWhileReading(let path):
      Bilingual(
        id: "Berkas \(path) berubah selagi dibaca. Tutup program lain yang memakainya, lalu coba lagi.",
        en: "The file \(path) changed while it was read. Close other programs that use it and try again."
      )
    case .tooLong(let path, let limit):
      Bilingual(
        id: "\(path == "-" ? "Masukan standar" : path) melebihi batas \(limit >> 20) MiB untuk satu berkas. "
          + "Bagi laporan menurut unit perusahaan.",
        en: "\(path == "-" ? "Standard input" : path) is longer than the limit of \(limit >> 20) MiB for one file. "
          + "Split the report by company unit."
      )
    case .spoolFailed(let number):
      Bilingual(
        id: "Berkas sementara tidak dapat ditulis (kesalahan sistem \(number)). Periksa ruang di $TMPDIR atau /tmp.",
        en: "A temporary file could not be written (system error \(number)). Check the space left in $TMPDIR or /tmp."
      )
    case .sinkFailed(let words):
      Bilingual(
        id: "Pemeriksaan terhenti karena gangguan pada sistem kami: \(words)",
        en: "The judgement stopped because of a fault of ours: \(words)"
      )
    }
  }
}
