public import ReportModel

/// Kinds of repair in plain words.
public enum FixWording {
  /// What a kind of repair does.
  public static func what(_ kind: FixKind) -> Bilingual {
    switch kind {
    case .encoding: Bilingual(id: "huruf ditulis dalam UTF-8", en: "characters are written in UTF-8")
    case .delimiter: Bilingual(id: "pemisah kolom disamakan", en: "one delimiter throughout")
    case .letters: Bilingual(id: "huruf rusak (Ã©) dikembalikan", en: "damaged letters (Ã©) are put right")
    case .spaces: Bilingual(id: "spasi dan tanda tersembunyi dibuang", en: "stray spaces and hidden marks go")
    case .numberForm: Bilingual(id: "angka ditulis tanpa pemisah ribuan", en: "numbers without thousands separators")
    case .dateForm: Bilingual(id: "tanggal ditulis tahun-bulan-hari", en: "dates as year-month-day")
    case .codeForm: Bilingual(id: "kode ditulis seperti di daftar", en: "codes as the list has them")
    case .leadingZero:
      Bilingual(
        id: "angka 0 di depan NPWP, cocok dengan angka ceknya",
        en: "the NPWP's leading 0, as its check digit says"
      )
    case .manifest:
      Bilingual(
        id: "daftar berkas (manifest) mengikuti berkas yang diperbaiki",
        en: "the manifest follows the repaired files"
      )
    case .leadingZeroGuess:
      Bilingual(id: "angka 0 di depan nomor yang kurang satu angka", en: "a leading 0 before numbers one digit short")
    case .numberGuess:
      Bilingual(id: "titik/koma dibaca sebagai pemisah ribuan", en: "the mark is taken to part thousands")
    case .monthFirst: Bilingual(id: "tanggal dibaca bulan/hari/tahun", en: "dates are read month/day/year")
    case .serialDate: Bilingual(id: "nomor seri Excel menjadi tanggal", en: "Excel serial numbers become dates")
    case .codeGuess:
      Bilingual(id: "kode tak dikenal diganti yang terdekat", en: "unknown codes become the nearest known")
    case .sexLetters: Bilingual(id: "P (Pria) menjadi L, W (Wanita) menjadi P", en: "P (Pria) becomes L, W (Wanita) P")
    case .nameGuess:
      Bilingual(
        id: "judul kolom atau bagian diganti yang terdekat",
        en: "headings and sections become the nearest known"
      )
    case .correction:
      Bilingual(id: "menyebut laporan yang diperbaiki", en: "names the report being corrected")
    }
  }
}
