import ReportModel
import ResultRendering

/// What `wlkp fix` says.
enum FixSentences {
  static let needsOutput = Bilingual(
    id: "sebutkan berkas hasilnya dengan -o BERKAS, atau pakai --dry-run untuk melihat saja.",
    en: "name the file for the copy with -o FILE, or use --dry-run to look only."
  )
  static let needsTerminal = Bilingual(
    id: "--unsafe bertanya di terminal. Dalam skrip, sebutkan jenisnya dengan --yes, misalnya --yes month-first.",
    en: "--unsafe asks on the terminal. In a script name the kinds with --yes, such as --yes month-first."
  )
  static let noEnd = Bilingual(
    id: "perbaikan tidak berakhir; ini gangguan pada program kami. Berkas Anda tidak diubah.",
    en: "the repair does not come to an end; that is a fault of ours. Your file was not changed."
  )
  static let undecided = Bilingual(
    id: "Perlu keputusan Anda (wlkp fix --unsafe bertanya satu per satu, atau --yes JENIS):",
    en: "Needs your word (wlkp fix --unsafe asks one by one, or --yes KIND):"
  )
  static let lost = Bilingual(
    id: "Tidak dapat dipulihkan dari berkas ini; ambil lagi dari data asal:",
    en: "Cannot be recovered from this file; take it again from its source:"
  )
  static let masked = Bilingual(
    id: "Nilai milik orang disamarkan; --show-values menampilkannya.",
    en: "Values of persons are masked; --show-values shows them."
  )

  static func line(_ line: Int) -> Bilingual { Bilingual(id: "baris berkas \(line)", en: "line \(line)") }

  static let spreadsheetAdvice = Bilingual(
    id: "Bila hasilnya dibuka di Excel, impor kolom nomor (NIK, NPWP, telepon) sebagai Teks supaya tidak rusak lagi.",
    en:
      "When you open the copy in Excel, import number columns (NIK, NPWP, telephone) as Text, or they are damaged again."
  )

  static func sameFile(_ path: String) -> Bilingual {
    Bilingual(
      id: "\(path) adalah berkas aslinya. Pilih nama lain; berkas asli tidak pernah diubah.",
      en: "\(path) is the original file. Choose another name; the original is never changed."
    )
  }

  static func exists(_ path: String) -> Bilingual {
    Bilingual(
      id: "\(path) sudah ada. Pilih nama lain, atau tambahkan --force untuk menimpanya.",
      en: "\(path) exists. Choose another name, or add --force to write over it."
    )
  }

  static func isFolder(_ path: String) -> Bilingual {
    Bilingual(id: "\(path) adalah folder. Sebutkan nama berkas.", en: "\(path) is a folder. Name a file.")
  }

  static func cannotWrite(_ path: String) -> Bilingual {
    Bilingual(
      id: "\(path) tidak dapat ditulis. Periksa folder, hak akses, dan ruang kosongnya.",
      en: "\(path) cannot be written. Check the folder, its permissions and the space left."
    )
  }

  static func made(_ count: Int, _ file: String, _ output: String?) -> Bilingual {
    let to = output.map { " → \($0)" } ?? ""
    if count == 0 {
      return Bilingual(id: "\(file)\(to): tidak ada yang diperbaiki.", en: "\(file)\(to): nothing was repaired.")
    }
    return Bilingual(
      id: "\(file)\(to): \(count) perubahan.",
      en: "\(file)\(to): \(count == 1 ? "1 change" : "\(count) changes")."
    )
  }

  static func more(_ count: Int) -> Bilingual {
    Bilingual(
      id: "… dan \(count) lagi (--changes BERKAS menulis semuanya)",
      en: "… and \(count) more (--changes FILE lists all)"
    )
  }

  static func afterwards(_ verdict: String) -> Bilingual {
    Bilingual(id: "Setelah diperbaiki: \(verdict)", en: "After the repair: \(verdict)")
  }

  static func question(_ kind: FixKind, _ count: Int) -> Bilingual {
    Bilingual(
      id: "\(kind.rawValue): \(what(kind).id) (\(count) tempat). Lakukan? [y/T]",
      en: "\(kind.rawValue): \(what(kind).en) (\(count) places). Do it? [y/N]"
    )
  }

  /// What a kind of repair does.
  static func what(_ kind: FixKind) -> Bilingual { FixWording.what(kind) }
}
