import ReportModel

// Every sentence this module says to people, Indonesian and English. Placeholders in braces are filled from the
// occurrence; personal values among them are masked by whoever prints.

extension ReadingProblem {
  /// What is wrong and what to do.
  var sentence: Bilingual {
    causeSentence ?? otherFileSentence ?? structureSentence ?? packageSentence ?? tableSentence ?? valueSentence
      ?? columnSentence
  }

  private var structureSentence: Bilingual? {
    switch self {
    case .emptyFile:
      Bilingual(
        id: "Berkas kosong. Pilih berkas laporan yang berisi data.",
        en: "The file is empty. Choose a report file that holds data."
      )
    case .fileTooLarge:
      Bilingual(
        id: "Berkas berukuran {nilai} byte, batasnya {batas} byte. Bagi laporan menurut unit perusahaan.",
        en: "The file has {nilai} bytes; the limit is {batas}. Split the report by company unit."
      )
    case .xmlFault, .xmlForbidden, .xmlEncoding, .csvFault, .csvEncoding, .csvLimit, .archiveFault, .archiveForbidden:
      // The sentence comes from the module that read the bytes.
      Bilingual(id: "{kalimat}", en: "{kalimat}")
    case .oldEncoding:
      Bilingual(
        id:
          "Berkas ditulis dalam pengodean lama ({nilai}) dan sudah dibaca dengan benar. Lain kali pilih \"CSV UTF-8\".",
        en: "The file is written in an old encoding ({nilai}) and was read correctly. Next time choose \"CSV UTF-8\"."
      )
    case .otherDelimiter:
      Bilingual(
        id: "Pemisah kolom terbaca sebagai {nilai}. Tidak perlu tindakan.",
        en: "The column separator was read as {nilai}. Nothing to do."
      )
    case .wrongRoot:
      Bilingual(
        id: "Elemen pertama berkas ini <{nilai}>, seharusnya <{usulan}>. Periksa apakah ini berkas laporan WLKP.",
        en: "The first element of this file is <{nilai}>; it should be <{usulan}>. Check that this is a WLKP report."
      )
    case .missingNamespace:
      Bilingual(
        id: "Elemen <{field}> belum menyebut namespace. Tulis <{field} xmlns=\"{usulan}\">.",
        en: "The element <{field}> does not name its namespace. Write <{field} xmlns=\"{usulan}\">."
      )
    case .wrongNamespace:
      Bilingual(
        id: "Namespace \"{nilai}\" bukan milik laporan WLKP. Tulis <{field} xmlns=\"{usulan}\">.",
        en: "The namespace \"{nilai}\" is not that of a WLKP report. Write <{field} xmlns=\"{usulan}\">."
      )
    case .unknownElement:
      Bilingual(
        id:
          "Elemen <{nilai}> tidak dikenal di dalam <{bagian}>. Hapus elemen itu, atau sesuaikan namanya dengan skema.",
        en: "The element <{nilai}> is not known within <{bagian}>. Remove it, or use a name of the schema."
      )
    case .unknownElementSimilar:
      Bilingual(
        id: "Elemen <{nilai}> tidak dikenal di dalam <{bagian}>. Mungkin yang dimaksud <{usulan}>?",
        en: "The element <{nilai}> is not known within <{bagian}>. Did you mean <{usulan}>?"
      )
    case .wrongElementNamespace:
      Bilingual(
        id: "Elemen <{nilai}> berada di luar namespace laporan. Hapus atribut xmlns atau awalan pada elemen itu.",
        en: "The element <{nilai}> is outside the report's namespace. Remove the xmlns attribute or prefix on it."
      )
    case .elementOutOfOrder:
      Bilingual(
        id: "Elemen <{nilai}> harus ditulis sebelum <{batas}>. Sesuaikan urutan elemen dengan skema.",
        en: "The element <{nilai}> must stand before <{batas}>. Follow the order of the schema."
      )
    case .sectionOutOfOrder:
      Bilingual(
        id:
          "Bagian <{nilai}> harus ditulis sebelum <{batas}>; daftar tenaga kerja selalu terakhir. Pindahkan bagian itu.",
        en: "The section <{nilai}> must stand before <{batas}>; the list of workers always comes last. Move it."
      )
    case .elementRepeated:
      Bilingual(
        id: "Elemen <{nilai}> tertulis lebih dari sekali, padahal hanya boleh satu. Hapus yang berlebih.",
        en: "The element <{nilai}> stands more than once; only one is allowed. Remove the others."
      )
    case .elementInField:
      Bilingual(
        id: "Elemen <{nilai}> tidak boleh berada di dalam <{bagian}>, yang hanya berisi teks. Hapus elemen itu.",
        en: "The element <{nilai}> may not stand within <{bagian}>, which holds text only. Remove it."
      )
    case .textBetweenElements:
      Bilingual(
        id:
          "Ada teks di dalam <{bagian}> yang tidak berada di dalam kolom mana pun. Hapus teks itu, atau beri elemennya.",
        en: "There is text within <{bagian}> that belongs to no field. Remove it, or put it into its element."
      )
    case .unknownAttribute:
      Bilingual(
        id: "Atribut \"{nilai}\" pada <{bagian}> tidak dikenal. Laporan tidak memakai atribut; hapus atribut itu.",
        en: "The attribute \"{nilai}\" on <{bagian}> is not known. Reports use no attributes; remove it."
      )
    case .missingElement:
      Bilingual(
        id: "Elemen <{nilai}> ({field}) belum ada di dalam <{bagian}>. Tambahkan elemen itu.",
        en: "The element <{nilai}> ({field}) is missing within <{bagian}>. Add it."
      )
    case .emptyElement:
      Bilingual(
        id: "Elemen <{nilai}> ({field}) masih kosong. Mohon diisi.",
        en: "The element <{nilai}> ({field}) is empty. Please fill it in."
      )
    case .missingSectionElement:
      Bilingual(
        id: "Bagian <{nilai}> belum ada. Tambahkan bagian itu; isinya wajib di setiap laporan.",
        en: "The section <{nilai}> is missing. Add it; every report needs it."
      )
    default: nil
    }
  }

  private var tableSentence: Bilingual? {
    switch self {
    case .unknownSection:
      Bilingual(
        id: "Bagian [{nilai}] tidak dikenal. Sesuaikan namanya dengan templat, atau hapus bagian itu.",
        en: "The section [{nilai}] is not known. Use a name of the template, or remove the section."
      )
    case .unknownSectionSimilar:
      Bilingual(
        id: "Bagian [{nilai}] tidak dikenal. Mungkin yang dimaksud [{usulan}]?",
        en: "The section [{nilai}] is not known. Did you mean [{usulan}]?"
      )
    case .sectionTwice:
      Bilingual(
        id: "Bagian [{nilai}] tertulis dua kali; yang pertama di baris {batas}. Gabungkan keduanya menjadi satu.",
        en: "The section [{nilai}] stands twice; the first is on line {batas}. Join the two into one."
      )
    case .sectionWithoutHeading:
      Bilingual(
        id:
          "Bagian [{nilai}] tidak mempunyai baris judul kolom. Tambahkan judul kolom di bawahnya, atau hapus bagian itu.",
        en: "The section [{nilai}] has no line of column headings. Add it below, or remove the section."
      )
    case .rowsBeforeSection:
      Bilingual(
        id: "Ada isi sebelum bagian pertama. Tulis nama bagian, misalnya [kepala], di atasnya.",
        en: "There is content before the first section. Write the section's name above it, such as [kepala]."
      )
    case .noSections:
      Bilingual(
        id:
          "Berkas tidak memuat satu bagian pun seperti [kepala] atau [tenaga_kerja], dan baris judulnya tidak dikenal "
          + "sebagai daftar tenaga kerja. Mohon pakai templat resmi.",
        en: "The file has no section such as [kepala] or [tenaga_kerja], and its headings are not those of a list of "
          + "workers. Please use the official template."
      )
    case .titleLines:
      Bilingual(
        id: "{jumlah} baris judul di atas tabel dilewati.",
        en: "{jumlah} title lines above the table were passed over."
      )
    case .sectionTooLong:
      Bilingual(
        id: "Bagian {bagian} memuat lebih dari {batas} baris. Bagi laporan menurut unit perusahaan.",
        en: "The section {bagian} has more than {batas} rows. Split the report by company unit."
      )
    case .tooManySections:
      Bilingual(
        id: "Berkas memuat lebih dari {batas} baris bagian. Periksa apakah berkas ini laporan satu unit.",
        en: "The file has more than {batas} section lines. Check that it is the report of one unit."
      )
    case .missingColumn:
      Bilingual(
        id: "Kolom \"{nilai}\" ({field}) belum ada di bagian [{bagian}]. Tambahkan kolom itu dan isi nilainya.",
        en: "The column \"{nilai}\" ({field}) is missing in section [{bagian}]. Add it and fill it in."
      )
    case .emptyRequired:
      Bilingual(
        id: "Kolom \"{nilai}\" ({field}) masih kosong. Mohon diisi.",
        en: "The column \"{nilai}\" ({field}) is empty. Please fill it in."
      )
    case .missingSection:
      Bilingual(
        id: "Bagian [{nilai}] belum ada. Tambahkan bagian itu; isinya wajib di setiap laporan.",
        en: "The section [{nilai}] is missing. Add it; every report needs it."
      )
    case .missingRow:
      Bilingual(
        id: "Bagian [{nilai}] belum berisi data. Isi satu baris di bawah judul kolomnya.",
        en: "The section [{nilai}] holds no data yet. Fill in one row below its headings."
      )
    case .duplicateColumn:
      Bilingual(
        id: "Kolom \"{nilai}\" tertulis dua kali; yang dibaca hanya yang pertama ({batas}). Hapus salah satunya.",
        en: "The column \"{nilai}\" stands twice; only the first ({batas}) was read. Remove one of them."
      )
    case .unknownColumn:
      Bilingual(
        id: "Kolom \"{nilai}\" tidak dikenal di bagian [{bagian}] dan tidak dipakai. Boleh dibiarkan.",
        en: "The column \"{nilai}\" is not known in section [{bagian}] and was not used. It may stay."
      )
    case .unknownColumnSimilar:
      Bilingual(
        id:
          "Kolom \"{nilai}\" tidak dikenal di bagian [{bagian}] dan tidak dipakai. Mungkin yang dimaksud \"{usulan}\"?",
        en: "The column \"{nilai}\" is not known in section [{bagian}] and was not used. Did you mean \"{usulan}\"?"
      )
    case .draft:
      Bilingual(
        id: "Berkas ini hanya memuat daftar tenaga kerja, jadi diperiksa sebagai konsep. Tambahkan bagian: {daftar}.",
        en: "This file holds only the list of workers, so it was checked as a draft. Add the sections: {daftar}."
      )
    case .secondRow:
      Bilingual(
        id: "Bagian [{bagian}] hanya boleh satu baris data; baris ini tidak dibaca. Hapus baris yang berlebih.",
        en: "The section [{bagian}] may have one row of data only; this row was not read. Remove what is too much."
      )
    case .shiftedRow:
      Bilingual(
        id:
          "Baris ini berisi {nilai} kolom, judulnya {batas}. Isinya mungkin bergeser, misalnya karena tanda pemisah di "
          + "dalam nama atau alamat. Beri tanda kutip pada isi itu.",
        en:
          "This row has {nilai} columns, the headings {batas}. Its content may have shifted, for example because of a "
          + "separator within a name or address. Put quotes around that value."
      )
    case .noIdentity:
      Bilingual(
        id: "Baris {baris} tidak memuat nama dan nomor identitas. Bila sel digabung di Excel, pisahkan dan isi.",
        en: "Row {baris} has no name and identity number. If cells were merged in Excel, unmerge and fill them."
      )
    case .noName:
      Bilingual(
        id: "Baris {baris} tidak memuat nama pekerja. Bila sel digabung di Excel, pisahkan dan isi setiap baris.",
        en: "Row {baris} has no worker's name. If cells were merged in Excel, unmerge and fill every row."
      )
    case .totalLine:
      Bilingual(
        id: "Baris \"{nilai}\" dibaca sebagai baris jumlah dan tidak dihitung sebagai pekerja.",
        en: "The line \"{nilai}\" was read as a total line and not counted as a worker."
      )
    case .controlTotal:
      Bilingual(
        id:
          "Penutup berkas menyebut {nilai} baris di bagian {bagian}, yang terbaca {batas}. Periksa apakah ada baris yang "
          + "terpotong.",
        en: "The end of the file says {nilai} rows in section {bagian}, {batas} were read. Check for cut-off rows."
      )
    case .unknownVersion:
      Bilingual(
        id: "Versi formulir {nilai} tidak dikenal. Versi yang dapat dibaca: {batas}.",
        en: "The form version {nilai} is not known. The version that can be read is {batas}."
      )
    case .versionOutsideWindow:
      Bilingual(
        id: "Formulir versi {nilai} berlaku untuk tanggal keadaan {batas}. Pakai templat yang sesuai dengan tahunnya.",
        en: "Form version {nilai} is for reference dates {batas}. Use the template of that year."
      )
    default: nil
    }
  }

  private var valueSentence: Bilingual? {
    switch self {
    case .notWhole:
      Bilingual(
        id: "{field} berisi \"{nilai}\", padahal harus bilangan bulat. Tulis angkanya saja, misalnya 12.",
        en: "{field} holds \"{nilai}\"; it must be a whole number. Write digits only, such as 12."
      )
    case .notMoney:
      Bilingual(
        id: "{field} berisi \"{nilai}\", padahal harus rupiah penuh. Tulis angkanya saja, misalnya 4250000.",
        en: "{field} holds \"{nilai}\"; it must be whole rupiah. Write digits only, such as 4250000."
      )
    case .notDecimal:
      Bilingual(
        id: "{field} berisi \"{nilai}\", padahal harus angka. Tulis misalnya 40 atau 7,5.",
        en: "{field} holds \"{nilai}\"; it must be a number. Write 40 or 7.5, for example."
      )
    case .tooManyDecimals:
      Bilingual(
        id: "{field} berisi \"{nilai}\"; paling banyak {batas} angka di belakang koma. Bulatkan angkanya.",
        en: "{field} holds \"{nilai}\"; at most {batas} digits may follow the decimal mark. Round the number."
      )
    case .numberTooLarge:
      Bilingual(
        id: "{field} berisi \"{nilai}\", yang lebih panjang dari {batas} angka. Periksa apakah dua angka tergabung.",
        en: "{field} holds \"{nilai}\", which is longer than {batas} digits. Check whether two numbers ran together."
      )
    case .negativeNumber:
      Bilingual(
        id: "{field} berisi \"{nilai}\"; angka di kolom ini tidak boleh kurang dari nol. Mohon periksa.",
        en: "{field} holds \"{nilai}\"; numbers in this column cannot be below zero. Please check."
      )
    case .notYesNo:
      Bilingual(
        id: "{field} berisi \"{nilai}\". Isi Y (ya) atau T (tidak).",
        en: "{field} holds \"{nilai}\". Write Y (yes) or T (no)."
      )
    case .unknownCode:
      Bilingual(
        id:
          "{field} berisi \"{nilai}\", yang tidak ada dalam daftar {batas}. Lihat panduan kolom untuk isi yang berlaku.",
        en: "{field} holds \"{nilai}\", which is not in the list {batas}. See the field guide for its values."
      )
    case .unknownCodeSimilar:
      Bilingual(
        id: "{field} berisi \"{nilai}\", yang tidak ada dalam daftar. Mungkin yang dimaksud {usulan}?",
        en: "{field} holds \"{nilai}\", which is not in the list. Did you mean {usulan}?"
      )
    case .unknownCodeListed:
      Bilingual(
        id: "{field} berisi \"{nilai}\". Isi salah satu dari: {daftar}.",
        en: "{field} holds \"{nilai}\". Use one of: {daftar}."
      )
    case .wrongDigits:
      Bilingual(
        id: "{field} berisi \"{nilai}\", padahal harus {batas} angka. Salin kodenya dari daftar resmi.",
        en: "{field} holds \"{nilai}\"; it must be {batas} digits. Copy the code from the official list."
      )
    case .wrongCapitals:
      Bilingual(
        id:
          "{field} berisi \"{nilai}\", padahal harus {batas} huruf besar, misalnya ID. Salin kodenya dari daftar resmi.",
        en: "{field} holds \"{nilai}\"; it must be {batas} capital letters, such as ID. Copy it from the official list."
      )
    case .textTooLong:
      Bilingual(
        id: "{field} berisi {nilai} huruf, lebih dari {batas} yang disediakan. Isinya tetap dibaca utuh.",
        en: "{field} has {nilai} characters, more than the {batas} foreseen. It was read in full."
      )
    case .separatorInValue:
      Bilingual(
        id: "{field} memuat tanda |, yang dipakai sebagai pemisah. Ganti tanda itu, misalnya dengan garis miring.",
        en: "{field} holds the mark |, which serves as a separator. Use another mark, such as a slash."
      )
    case .strictDate:
      Bilingual(
        id: "{field} berisi \"{nilai}\". Dalam XML tulis tanggal tahun-bulan-hari yang benar, misalnya 2025-08-17.",
        en: "{field} holds \"{nilai}\". In XML write a real date as year-month-day, such as 2025-08-17."
      )
    case .strictYesNo:
      Bilingual(
        id: "{field} berisi \"{nilai}\". Dalam XML tulis Y (ya) atau T (tidak).",
        en: "{field} holds \"{nilai}\". In XML write Y (yes) or T (no)."
      )
    case .strictNumber:
      Bilingual(
        id:
          "{field} berisi \"{nilai}\". Dalam XML tulis angka tanpa pemisah ribuan, misalnya 4250000, dengan titik sebagai "
          + "tanda desimal, misalnya 7.5.",
        en:
          "{field} holds \"{nilai}\". In XML write digits without thousands separators, such as 4250000, and a point as "
          + "decimal mark, such as 7.5."
      )
    default: nil
    }
  }

  private var columnSentence: Bilingual {
    switch self {
    case .scientificNumber:
      Bilingual(
        id: "{field} berubah menjadi {nilai} oleh Excel. Ubah format kolom menjadi Teks dan ketik ulang nomornya.",
        en: "Excel turned {field} into {nilai}. Set the column to Text and retype the full number."
      )
    case .digitShort:
      Bilingual(
        id: "{field} kurang satu angka; mungkin angka 0 di depan hilang. Usulan: {usulan}. Bila benar, tulis demikian.",
        en: "{field} is one digit short; the leading 0 may be lost. Suggested: {usulan}. If right, write it so."
      )
    case .ambiguousNumber:
      Bilingual(
        id: "{field} berisi \"{nilai}\", yang bisa dibaca dua cara: {usulan} atau {batas}. Tulis tanpa pemisah ribuan.",
        en: "{field} holds \"{nilai}\", which can be read two ways: {usulan} or {batas}. Write it without separators."
      )
    case .dateForm:
      Bilingual(
        id:
          "{field} berisi \"{nilai}\", yang tidak terbaca sebagai tanggal. Tulis hari/bulan/tahun, misalnya 17/08/2025.",
        en: "{field} holds \"{nilai}\", which is not a date. Write day/month/year, such as 17/08/2025."
      )
    case .dateImpossible:
      Bilingual(
        id: "Tanggal \"{nilai}\" di {field} tidak ada di kalender. Tulis hari/bulan/tahun, misalnya 17/08/2025.",
        en: "The date \"{nilai}\" in {field} does not exist. Write day/month/year, such as 17/08/2025."
      )
    case .dateShortYear:
      Bilingual(
        id: "Tahun pada \"{nilai}\" di {field} hanya dua angka. Tulis empat angka, misalnya 17/08/2025.",
        en: "The year of \"{nilai}\" in {field} has two digits only. Write four, such as 17/08/2025."
      )
    case .dateMonthFirst:
      Bilingual(
        id: "\"{nilai}\" di {field} tampaknya ditulis bulan/hari/tahun. Tulis hari/bulan/tahun, yaitu {usulan}.",
        en: "\"{nilai}\" in {field} seems to be month/day/year. Write day/month/year, that is {usulan}."
      )
    case .dateColumnMixed:
      Bilingual(
        id:
          "Kolom \"{field}\" tampaknya memakai urutan bulan/hari di sebagian baris; {jumlah} tanggal lain di kolom ini "
          + "bisa dibaca dua cara. Samakan semuanya menjadi hari/bulan/tahun.",
        en: "Column \"{field}\" seems to use month/day order in some rows; {jumlah} other dates in it can be read two "
          + "ways. Make it day/month/year throughout."
      )
    case .dateSerial:
      Bilingual(
        id: "{field} terbaca sebagai angka {nilai} (nomor seri Excel) dan dipahami sebagai {usulan}. Mohon pastikan.",
        en: "{field} reads as {nilai} (an Excel serial number) and was taken as {usulan}. Please make sure."
      )
    case .datePlaceholder:
      Bilingual(
        id: "Tanggal {nilai} di {field} tampak sebagai isian sementara. Isi tanggal yang sebenarnya atau kosongkan.",
        en: "The date {nilai} in {field} looks like a filler. Enter the real date or leave it empty."
      )
    case .spreadsheetError:
      Bilingual(
        id: "{field} berisi {nilai} (rumus Excel gagal). Ganti dengan angka atau teksnya.",
        en: "{field} holds {nilai} (a failed Excel formula). Replace it with the value."
      )
    case .tidied:
      Bilingual(
        id: "Kami merapikan spasi, tanda tersembunyi atau penulisan pada {jumlah} sel. Berkas asli tidak diubah.",
        en: "We tidied stray spaces, hidden marks or spellings in {jumlah} cells. Your file was not changed."
      )
    case .emptyMarker:
      Bilingual(
        id: "{field} berisi \"{nilai}\". Isi nilai sebenarnya; bila memang tidak ada, kosongkan.",
        en: "{field} holds \"{nilai}\". Enter the real value, or leave it empty if there is none."
      )
    case .formulaCell:
      Bilingual(
        id: "{field} diawali tanda rumus dan disimpan sebagai teks biasa.",
        en: "{field} starts with a formula sign and is kept as plain text."
      )
    default:
      preconditionFailure("a problem without a sentence: \(self)")
    }
  }
}
