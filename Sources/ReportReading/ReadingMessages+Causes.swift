import ReportModel

// The sentences about accidents: what happened, why we think so, what to do.
extension ReadingProblem {
  var causeSentence: Bilingual? { tableCauseSentence ?? columnCauseSentence }

  private var tableCauseSentence: Bilingual? {
    switch self {
    case .wrongDelimiter:
      Bilingual(
        id: "Judul kolom di bagian [{bagian}] dipisah dengan {nilai}, sedangkan berkas ini memakai {batas}, sehingga "
          + "kolom-kolomnya terbaca sebagai satu. Simpan ulang bagian itu dengan {batas}, atau pakai wlkp fix.",
        en: "The headings of section [{bagian}] are set apart by {nilai} while this file uses {batas}, so the columns "
          + "were read as one. Save that section with {batas}, or use wlkp fix."
      )
    case .wrongDelimiterRows:
      Bilingual(
        id: "{jumlah} baris di bagian [{bagian}] dipisah dengan {nilai}, sedangkan judul kolomnya dengan {batas}. "
          + "Contoh pertama: baris {baris}. Samakan pemisahnya menjadi {batas}, atau pakai wlkp fix.",
        en: "{jumlah} rows of section [{bagian}] are set apart by {nilai} while its headings use {batas}. The first is "
          + "row {baris}. Use {batas} throughout, or use wlkp fix."
      )
    case .foreignHeading:
      Bilingual(
        id:
          "{jumlah} dari {batas} judul kolom di bagian [{bagian}] tidak dikenal; tampaknya berasal dari templat lain. "
          + "Salin baris judul dari templat resmi, lalu pindahkan isinya ke kolom yang sesuai.",
        en: "{jumlah} of the {batas} headings of section [{bagian}] are not known; they seem to come from another "
          + "template. Copy the headings of the official template and move the content below them."
      )
    case .headingOfSection:
      Bilingual(
        id: "Judul kolom di bawah [{bagian}] adalah judul untuk bagian [{usulan}]. Ganti nama bagiannya bila isinya "
          + "memang {usulan}, atau pasang judul kolom {bagian} dari templat.",
        en:
          "The headings below [{bagian}] are those of section [{usulan}]. Rename the section if that is what it holds, "
          + "or use the headings of {bagian} from the template."
      )
    case .shiftedColumns:
      Bilingual(
        id: "{jumlah} baris di bagian [{bagian}] tampaknya bergeser satu kolom ke {nilai}: isinya tidak cocok dengan "
          + "judulnya, tetapi cocok dengan judul di sebelahnya. Contoh pertama: baris {baris}. Cari sel yang "
          + "{batas} di baris itu, lalu kembalikan isinya ke kolom semula.",
        en:
          "{jumlah} rows of section [{bagian}] seem to have moved one column to the {nilai}: the content does not fit "
          + "its headings but fits those beside them. The first is row {baris}. Look for a cell that was {batas} there "
          + "and move the content back."
      )
    case .shiftedBeyond:
      Bilingual(
        id:
          "{jumlah} baris di bagian [{bagian}] berisi lebih banyak sel daripada {batas} judul kolomnya. Biasanya tanda "
          + "{nilai} di dalam nama atau alamat belum diapit tanda kutip. Contoh pertama: baris {baris}. Apit isi seperti "
          + "itu dengan tanda kutip, lalu simpan lagi.",
        en: "{jumlah} rows of section [{bagian}] hold more cells than the {batas} headings. Usually a {nilai} within a "
          + "name or address has no quotes around it. The first is row {baris}. Put quotes around such content and save "
          + "again."
      )
    case .shiftedBeyondSheet:
      Bilingual(
        id:
          "{jumlah} baris di bagian [{bagian}] berisi lebih banyak sel daripada {batas} judul kolomnya. Contoh pertama: "
          + "baris {baris}. Cari sel yang tersisip di baris itu, atau hapus isi di kanan judul terakhir.",
        en:
          "{jumlah} rows of section [{bagian}] hold more cells than the {batas} headings. The first is row {baris}. Look "
          + "for a cell that was inserted there, or clear what stands right of the last heading."
      )
    default: nil
    }
  }

  private var columnCauseSentence: Bilingual? {
    switch self {
    case .doubleEncoded:
      Bilingual(
        id:
          "Huruf pada {jumlah} sel rusak, misalnya \"{nilai}\" yang seharusnya \"{usulan}\": berkas UTF-8 pernah dibuka "
          + "sebagai Windows-1252 lalu disimpan lagi. Ambil lagi dari berkas asal, atau pakai wlkp fix.",
        en:
          "Letters in {jumlah} cells are damaged, such as \"{nilai}\" for \"{usulan}\": a UTF-8 file was once opened as "
          + "Windows-1252 and saved again. Take it from the original file, or use wlkp fix."
      )
    case .scientificColumn:
      Bilingual(
        id:
          "{jumlah} nomor di kolom \"{field}\" diubah Excel menjadi bentuk seperti {nilai}. Angka yang hilang tidak bisa "
          + "dipulihkan dari berkas ini. Ubah format kolom menjadi Teks, lalu salin ulang nomornya dari data asal.",
        en: "Excel turned {jumlah} numbers in column \"{field}\" into forms such as {nilai}. The lost digits cannot be "
          + "recovered from this file. Set the column to Text and copy the numbers again from their source."
      )
    case .zeroEndings:
      Bilingual(
        id: "{nilai}% NIK berakhiran 0, padahal biasanya sekitar 10%. Excel hanya menyimpan 15 angka, jadi angka ke-16 "
          + "mungkin sudah menjadi 0 dan tidak bisa dipulihkan dari berkas ini. Cocokkan beberapa NIK dengan KTP; bila "
          + "berbeda, ubah format kolom menjadi Teks dan salin ulang semua NIK dari data asal.",
        en:
          "{nilai}% of the NIK end in 0; about 10% is usual. Excel keeps 15 digits only, so the 16th may have become 0, "
          + "which cannot be recovered from this file. Compare a few with the ID cards; if they differ, set the column "
          + "to Text and copy all NIK again from their source."
      )
    case .monthFirstColumn:
      Bilingual(
        id:
          "Kolom \"{field}\" tampaknya ditulis bulan/hari/tahun: {jumlah} tanggal hanya masuk akal bila dibaca demikian, "
          + "dan tidak ada yang hanya masuk akal sebagai hari/bulan/tahun.{batas} Tulis seluruh kolom hari/bulan/tahun, "
          + "atau pakai wlkp fix --unsafe.",
        en:
          "Column \"{field}\" seems to be written month/day/year: {jumlah} dates make sense only that way, and none only "
          + "as day/month/year.{batas} Write the whole column day/month/year, or use wlkp fix --unsafe."
      )
    case .sexLetters:
      Bilingual(
        id: "Kode \"P\" di berkas ini tampaknya berarti Pria: {nilai}% NIK-nya milik laki-laki. Di laporan ini "
          + "P = Perempuan, L = Laki-laki. Ganti P menjadi L untuk laki-laki, atau pakai wlkp fix --unsafe.",
        en:
          "\"P\" in this file seems to mean Pria (male): {nilai}% of those NIK are men's. In this report P = Perempuan "
          + "(female), L = Laki-laki (male). Write L for men, or use wlkp fix --unsafe."
      )
    case .sexWords:
      Bilingual(
        id: "Kolom jenis kelamin memakai P dan W tanpa L, jadi tampaknya P = Pria dan W = Wanita ({jumlah} baris). Di "
          + "laporan ini L = Laki-laki, P = Perempuan. Ganti P menjadi L dan W menjadi P, atau pakai wlkp fix --unsafe.",
        en:
          "The sex column has P and W but no L, so P seems to mean Pria (male) and W Wanita (female) ({jumlah} rows). In "
          + "this report L = Laki-laki (male), P = Perempuan (female). Write L for P and P for W, or use wlkp fix --unsafe."
      )
    default: nil
    }
  }
}
