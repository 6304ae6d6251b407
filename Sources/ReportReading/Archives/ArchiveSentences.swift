public import ReportModel

extension ArchiveFault {
  /// What is wrong with the archive or member and what to do. Repeats no name from the archive but `other`.
  public var sentence: Bilingual {
    switch self {
    case .cut:
      Bilingual(
        id: "Berkas ini terpotong: akhirnya tidak ada. Salin atau unggah sekali lagi dari berkas asal.",
        en: "This file is cut: its end is missing. Copy or upload it again from the original."
      )
    case .damaged:
      Bilingual(
        id: "Berkas ini rusak dan tidak dapat dibuka. Simpan atau buat sekali lagi dari aslinya.",
        en: "This file is damaged and cannot be opened. Save or make it again from the original."
      )
    case .strayBytes:
      Bilingual(
        id:
          "Arsip ini memuat data lain di luar isinya, misalnya arsip kedua di belakang akhirnya; data itu tidak dibaca. "
          + "Buat sekali lagi satu arsip dari semua berkas asal.",
        en: "This archive holds other data outside its contents, such as a second archive behind its end; it was not "
          + "read. Make one archive of all the original files again."
      )
    case .multiVolume:
      Bilingual(
        id: "Arsip ini hanya satu bagian dari beberapa. Gabungkan dahulu menjadi satu arsip.",
        en: "This archive is one part of several. Join the parts into one archive first."
      )
    case .headersDiffer:
      Bilingual(
        id: "Daftar isi arsip tidak cocok dengan isinya. Buat sekali lagi dari berkas asal.",
        en: "The archive's directory does not match its contents. Make it again from the original files."
      )
    case .overlapping(let other):
      Bilingual(
        id:
          "Isi arsip saling bertumpuk (juga di {nilai}), seperti pada arsip jebakan. Buat sekali lagi dari berkas asal.",
        en: "Members of the archive overlap (also at {nilai}), as in a trap. Make it again from the original files."
      ).filled(with: other)
    default: limitSentence ?? memberSentence
    }
  }

  private var limitSentence: Bilingual? {
    switch self {
    case .tooManyEntries(let allowed):
      Bilingual(
        id: "Arsip memuat lebih dari {nilai} berkas. Bagi menjadi beberapa arsip.",
        en: "The archive holds more than {nilai} files. Split it into several archives."
      ).filled(with: String(allowed))
    case .tooLarge(let allowed):
      Bilingual(
        id: "Isi arsip melebihi {nilai} byte. Bagi menjadi beberapa arsip.",
        en: "The archive unpacks to more than {nilai} bytes. Split it into several archives."
      ).filled(with: String(allowed))
    case .memberTooLarge(let allowed):
      Bilingual(
        id: "Berkas ini melebihi {nilai} byte setelah dibuka. Bagi laporan menurut unit perusahaan.",
        en: "This file is larger than {nilai} bytes when unpacked. Split the report by company unit."
      ).filled(with: String(allowed))
    case .bomb(let allowed):
      Bilingual(
        id: "Isi arsip lebih dari {nilai} kali ukuran arsipnya, seperti pada arsip jebakan, jadi tidak dibuka.",
        en: "The archive unpacks to more than {nilai} times its size, as a trap does, so it is not unpacked."
      ).filled(with: String(allowed))
    case .nameTooLong(let allowed):
      Bilingual(
        id: "Nama berkas di dalam arsip terlalu panjang atau terlalu dalam (batas {nilai}). Pendekkan nama foldernya.",
        en: "The file's name in the archive is too long or too deep (limit {nilai}). Shorten the names of its folders."
      ).filled(with: String(allowed))
    case .nestedTooDeep:
      Bilingual(
        id: "Arsip di dalam arsip hanya dibuka satu tingkat. Keluarkan arsip ini dahulu.",
        en: "Archives within archives are opened one level deep. Take this archive out first."
      )
    default: nil
    }
  }

  private var memberSentence: Bilingual {
    switch self {
    case .encrypted:
      Bilingual(
        id: "Berkas ini diberi kata sandi. Simpan lagi tanpa kata sandi.",
        en: "This file is protected by a password. Save it again without one."
      )
    case .unsupportedMethod(let number):
      Bilingual(
        id: "Cara pemampatan berkas ini ({nilai}) tidak didukung. Buat arsip ZIP biasa.",
        en: "The file's way of compression ({nilai}) is not supported. Make an ordinary ZIP."
      ).filled(with: String(number))
    case .link:
      Bilingual(
        id: "Ini hanya tautan ke berkas lain, bukan berkas. Masukkan berkasnya sendiri ke arsip.",
        en: "This is a link to another file, not a file. Put the file itself into the archive."
      )
    case .specialFile:
      Bilingual(
        id: "Ini bukan berkas biasa dan tidak dibaca.",
        en: "This is not an ordinary file and is not read."
      )
    case .duplicateName:
      Bilingual(
        id: "Nama ini sudah dipakai berkas lain di arsip yang sama. Beri setiap berkas nama sendiri.",
        en: "Another file in the archive has this name. Give every file a name of its own."
      )
    default:
      Bilingual(
        id: "Nama berkas ini menunjuk ke luar arsip atau tidak sah, jadi tidak dibaca. Beri nama biasa.",
        en: "The file's name points outside the archive or is not valid, so it is not read. Give it an ordinary name."
      )
    }
  }
}

extension Bilingual {
  /// The sentence with `{nilai}` replaced in both languages.
  fileprivate func filled(with value: String) -> Bilingual {
    let message = Message(self, values: ["nilai": Message.Value(value)])
    return Bilingual(id: message.text(.id, reveal: true), en: message.text(.en, reveal: true))
  }
}
