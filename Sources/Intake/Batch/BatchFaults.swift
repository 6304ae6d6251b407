import Glibc
import ReportModel
import ReportReading
import ResultRendering

/// The faults of a batch in words, Indonesian and English.
enum BatchFaults {
  /// A worker ended while it judged the file.
  static func ended(status: Int32) -> BatchFault {
    let signal = status & 0x7F
    let how = signal != 0 ? "signal \(signal)" : "status \((status >> 8) & 0xFF)"
    return BatchFault(
      kind: "crashed",
      cause: .ours,
      message: Bilingual(
        id:
          "Program terhenti saat memeriksa berkas ini (\(how)). Ini gangguan pada sistem kami, bukan kesalahan laporan.",
        en: "The program ended while judging this file (\(how)). This is a fault of ours, not of the report."
      )
    )
  }

  /// A file took longer than its limit.
  static func tooSlow(seconds: Double) -> BatchFault {
    BatchFault(
      kind: "too-slow",
      cause: .ours,
      message: Bilingual(
        id: "Pemeriksaan berkas ini melebihi \(Int(seconds)) detik dan dihentikan. Ini gangguan pada sistem kami.",
        en: "Judging this file took more than \(Int(seconds)) seconds and was ended. This is a fault of ours."
      )
    )
  }

  /// A file could not be read.
  static func reading(_ fault: ReadingFault) -> BatchFault {
    let (kind, cause): (String, BatchFault.Cause) =
      switch fault {
      case .notFound: ("not-found", .usage)
      case .notPermitted: ("not-permitted", .usage)
      case .isDirectory, .notRegular: ("not-a-file", .file)
      default: ("unreadable", .ours)
      }
    return BatchFault(kind: kind, cause: cause, message: fault.sentence)
  }

  /// Something about an archive or one of its members.
  static func archive(_ fault: ArchiveFault) -> BatchFault {
    BatchFault(kind: fault.kind, cause: .file, message: fault.sentence)
  }

  /// Folders lie too deep in each other.
  static func tooDeep(limit: Int) -> BatchFault {
    BatchFault(
      kind: "too-deep",
      cause: .file,
      message: Bilingual(
        id: "Folder bersarang lebih dari \(limit) tingkat; isinya tidak diperiksa.",
        en: "Folders are nested more than \(limit) levels deep; what is inside was not judged."
      )
    )
  }

  /// A folder could not be listed.
  static func folder(errno number: Int32) -> BatchFault {
    BatchFault(
      kind: number == EACCES ? "not-permitted" : "unreadable",
      cause: number == EACCES ? .usage : .ours,
      message: Bilingual(
        id: "Folder tidak dapat dibaca (errno \(number)).",
        en: "The folder cannot be read (errno \(number))."
      )
    )
  }

  /// How large a job's file is, in bytes, as far as known.
  static func size(of job: BatchJob) -> Int64 {
    switch job.content {
    case .path(let path):
      var status = stat()
      return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    case .bytes(let bytes): return Int64(bytes.count)
    case .streamed(let size), .group(_, let size), .people(_, let size): return size
    case .key: return 0
    }
  }
}
