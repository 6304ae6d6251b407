import ReportModel

// The sentences about files that are no report in any form: what each is, and how to make one that is.

extension ReadingProblem {
  /// What the file is and what to do; `nil` for the problems of files that are read.
  var otherFileSentence: Bilingual? {
    switch self {
    case .oldExcelFile:
      Bilingual(
        id: "Ini berkas Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai \"Excel Workbook (.xlsx)\" tanpa kata "
          + "sandi, lalu unggah hasilnya.",
        en: "This is an old Excel file (.xls). Open it in Excel, choose Save As \"Excel Workbook (.xlsx)\" without a "
          + "password, and upload the result."
      )
    case .passwordWorkbook:
      Bilingual(
        id: "Berkas Office ini dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya (Berkas > Info > Proteksi "
          + "Buku Kerja > Enkripsi dengan Kata Sandi), simpan sebagai .xlsx, lalu unggah hasilnya.",
        en: "This Office file is locked with a password. Open it in Excel, remove the password (File > Info > Protect "
          + "Workbook > Encrypt with Password), save it as .xlsx, and upload the result."
      )
    case .xmlWorkbook:
      Bilingual(
        id:
          "Ini buku kerja dalam bentuk XML dari Excel 2003 atau OpenDocument, bukan laporan XML. Buka di Excel, pilih "
          + "Simpan Sebagai \"Excel Workbook (.xlsx)\", lalu unggah hasilnya.",
        en: "This is a workbook in the XML of Excel 2003 or OpenDocument, not an XML report. Open it in Excel, choose "
          + "Save As \"Excel Workbook (.xlsx)\", and upload the result."
      )
    case .pdfFile:
      Bilingual(
        id: "Ini berkas PDF, bukan data. Unggah berkas XML, CSV atau .xlsx dari aplikasi atau templat.",
        en: "This is a PDF, not data. Upload the XML, CSV or .xlsx file from your program or the template."
      )
    case .compressedFile:
      Bilingual(
        id:
          "Berkas ini dimampatkan (7z, rar, xz, bzip2 …). Buka dahulu, lalu unggah berkas CSV atau XML di dalamnya.",
        en: "This file is compressed (7z, rar, xz, bzip2 …). Unpack it first and upload the CSV or XML file inside it."
      )
    case .imageFile:
      Bilingual(
        id: "Ini berkas gambar, bukan data. Unggah berkas XML, CSV atau .xlsx dari aplikasi atau templat.",
        en: "This is a picture, not data. Upload the XML, CSV or .xlsx file from your program or the template."
      )
    case .webPage:
      Bilingual(
        id:
          "Ini halaman web (HTML), walaupun namanya mungkin .xls. Buka di Excel, pilih Simpan Sebagai \"Excel Workbook "
          + "(.xlsx)\" atau \"CSV UTF-8\", lalu unggah hasilnya.",
        en:
          "This is a web page (HTML), even if its name ends in .xls. Open it in Excel, choose Save As \"Excel Workbook "
          + "(.xlsx)\" or \"CSV UTF-8\", and upload the result."
      )
    case .binaryFile:
      Bilingual(
        id: "Isi berkas ini bukan teks: di baris {baris}, kolom {batas} (byte {nilai}) ada byte yang tidak ada dalam "
          + "teks. Unggah berkas .xlsx dari templat, atau buka berkas aslinya di Excel dan simpan sebagai "
          + "\"CSV UTF-8\".",
        en: "The content of this file is not text: on line {baris}, column {batas} (byte {nilai}) stands a byte that "
          + "text does not hold. Upload the template's .xlsx file, or open the original in Excel and save it as "
          + "\"CSV UTF-8\"."
      )
    case .wideText:
      Bilingual(
        id: "Berkas ditulis dalam UTF-32, yang tidak dapat dibaca. Simpan sekali lagi sebagai \"CSV UTF-8\".",
        en: "The file is written in UTF-32, which cannot be read. Save it again as \"CSV UTF-8\"."
      )
    default: nil
    }
  }
}
