import ReportModel

// The sentences about archives, workbooks and reports of several tables; the rest stand in `ReadingMessages`.

extension ReadingProblem {
  /// What is wrong with the package and what to do.
  var packageSentence: Bilingual? { archiveSentence ?? workbookSentence ?? manifestSentence }

  private var archiveSentence: Bilingual? {
    switch self {
    case .archiveOfReports:
      Bilingual(
        id: "Ini arsip ZIP berisi {jumlah} berkas, bukan satu laporan. Periksa semuanya dengan wlkp batch, atau unggah "
          + "berkas laporannya satu per satu.",
        en: "This is a ZIP archive of {jumlah} files, not one report. Judge them all with wlkp batch, or upload the "
          + "report files one by one."
      )
    case .packedFile:
      Bilingual(
        id: "Ini arsip atau berkas yang dimampatkan (tar, gz atau zst). Periksa isinya dengan wlkp batch, atau buka "
          + "dahulu lalu unggah laporannya.",
        en:
          "This is an archive or a compressed file (tar, gz or zst). Judge its contents with wlkp batch, or unpack it "
          + "and upload the report."
      )
    case .noTable:
      Bilingual(
        id: "Berkas ini bukan CSV, padahal setiap berkas di dalam ZIP laporan harus CSV. Simpan sebagai \"CSV UTF-8\".",
        en: "This file is not CSV, but every file in the ZIP of a report must be. Save it as \"CSV UTF-8\"."
      )
    case .unknownTable:
      Bilingual(
        id: "\"{nilai}\" bukan bagian laporan, jadi tidak dibaca. Tidak perlu tindakan bila memang catatan sendiri.",
        en: "\"{nilai}\" is not a section of the report and was not read. Nothing to do if it is a note of your own."
      )
    default: nil
    }
  }

  private var workbookSentence: Bilingual? {
    switch self {
    case .macroWorkbook:
      Bilingual(
        id:
          "Ini buku kerja dengan makro (.xlsm). Pilih Simpan Sebagai \"Excel Workbook (.xlsx)\", lalu unggah hasilnya.",
        en: "This is a workbook with macros (.xlsm). Choose Save As \"Excel Workbook (.xlsx)\" and upload the result."
      )
    case .binaryWorkbook:
      Bilingual(
        id: "Ini buku kerja biner (.xlsb). Pilih Simpan Sebagai \"Excel Workbook (.xlsx)\", lalu unggah hasilnya.",
        en: "This is a binary workbook (.xlsb). Choose Save As \"Excel Workbook (.xlsx)\" and upload the result."
      )
    case .openDocument:
      Bilingual(
        id: "Ini berkas OpenDocument (misalnya .ods). Buka di LibreOffice atau Excel, simpan sebagai \"Excel Workbook "
          + "(.xlsx)\", lalu unggah hasilnya.",
        en: "This is an OpenDocument file (such as .ods). Open it in LibreOffice or Excel, save it as \"Excel Workbook "
          + "(.xlsx)\", and upload the result."
      )
    case .otherOfficeFile:
      Bilingual(
        id:
          "Ini berkas Word, PowerPoint atau sejenisnya, bukan buku kerja Excel. Salin isinya ke templat Excel, simpan "
          + "sebagai .xlsx, lalu unggah hasilnya.",
        en: "This is a Word, PowerPoint or similar file, not an Excel workbook. Copy its content into the Excel "
          + "template, save that as .xlsx, and upload the result."
      )
    case .workbookFault:
      Bilingual(
        id: "Buku kerja ini rusak: bagian {nilai} tidak ada atau tidak sah. Buka di Excel, simpan lagi, lalu unggah.",
        en: "This workbook is damaged: its part {nilai} is missing or not valid. Open it in Excel, save it again, and "
          + "upload it."
      )
    case .workbookXML:
      Bilingual(
        id: "Buku kerja ini rusak pada bagian {nilai}: {kalimat}",
        en: "This workbook is damaged in its part {nilai}: {kalimat}"
      )
    case .workbookLimit:
      Bilingual(
        id:
          "Buku kerja ini melebihi batas ({nilai}: {batas}). Kurangi isinya atau bagi laporan menurut unit perusahaan.",
        en: "This workbook passes a limit ({nilai}: {batas}). Shorten it, or split the report by company unit."
      )
    case .hiddenSheet:
      Bilingual(
        id: "Lembar \"{nilai}\" tersembunyi dan ikut dibaca. Tampilkan lembar itu untuk memeriksa isinya.",
        en: "The sheet \"{nilai}\" is hidden and was read, too. Unhide it to look at what it holds."
      )
    case .mergedCells:
      Bilingual(
        id: "Sel {nilai} digabung; hanya sel pertamanya yang berisi. Pisahkan selnya dan isi setiap baris.",
        en: "The cells {nilai} are merged; only the first of them holds the value. Unmerge them and fill every row."
      )
    case .formulaWithoutValue:
      Bilingual(
        id: "Sel di baris {baris} berisi rumus yang belum dihitung. Buka berkas di Excel, simpan, lalu unggah lagi.",
        en: "A cell in row {baris} holds a formula that was never calculated. Open the file in Excel, save it, and "
          + "upload it again."
      )
    default: nil
    }
  }

  private var manifestSentence: Bilingual? {
    switch self {
    case .manifestFault:
      Bilingual(
        id: "Berkas manifest.csv tidak dapat dibaca. Kolomnya: nama_berkas, jumlah_baris, sha256. Perbaiki atau hapus.",
        en:
          "The file manifest.csv cannot be read. Its columns are nama_berkas, jumlah_baris, sha256. Mend or remove it."
      )
    case .manifestMissing:
      Bilingual(
        id: "manifest.csv menyebut berkas {nilai}, tetapi berkas itu tidak ada di dalam ZIP. Masukkan berkasnya.",
        en: "manifest.csv names the file {nilai}, but it is not in the ZIP. Put the file in."
      )
    case .manifestUnlisted:
      Bilingual(
        id: "Berkas {nilai} tidak disebut di manifest.csv. Tambahkan ke daftar itu, atau keluarkan dari ZIP.",
        en: "The file {nilai} is not named in manifest.csv. Add it to that list, or take it out of the ZIP."
      )
    case .manifestRows:
      Bilingual(
        id: "manifest.csv menyebut {nilai} baris, yang terbaca {batas}. Mohon periksa apakah ada baris yang terpotong.",
        en: "manifest.csv says {nilai} rows, {batas} were read. Please check for cut-off rows."
      )
    case .manifestHash:
      Bilingual(
        id: "Isi berkas {nilai} berbeda dari yang dicatat di manifest.csv (sha256). Buat ZIP-nya sekali lagi.",
        en: "The file {nilai} differs from what manifest.csv records (sha256). Make the ZIP again."
      )
    default: nil
    }
  }
}
