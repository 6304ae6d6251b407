import AuditLog
import ReportModel

// All sentences of this module, in both languages.

extension StoreError {
  /// The error as sentences for people: what happened and what can be done.
  public var message: Bilingual {
    openingMessage ?? machineMessage ?? pendingMessage ?? useMessage
  }

  private var openingMessage: Bilingual? {
    switch self {
    case .storeMissing(let path):
      Bilingual(id: "Tidak ada penyimpanan di \(path).", en: "There is no store at \(path).")
    case .notAStore(let path):
      Bilingual(
        id: "Berkas \(path) bukan penyimpanan wlkp dan tidak disentuh.",
        en: "The file \(path) is not a wlkp store and was left untouched."
      )
    case .storeTooNew(let path, let version, let known):
      Bilingual(
        id: "Penyimpanan \(path) dibuat oleh wlkp yang lebih baru (versi \(version); program ini mengenal \(known)).",
        en: "The store \(path) was written by a later wlkp (version \(version); this program knows \(known))."
      )
    case .keyMissing(let file):
      Bilingual(
        id: "Berkas kunci \(file) tidak ada. Mohon kembalikan dari cadangan; kunci baru tidak dibuat untuk log lama.",
        en: "The key file \(file) is missing. Please restore it; no new key is made for an existing log."
      )
    case .keyWithoutStore(let path, let file):
      Bilingual(
        id:
          "Ada kunci \(file), tetapi penyimpanan \(path) tidak ada. Kembalikan penyimpanan itu atau pindahkan kuncinya.",
        en: "There is a key \(file), but no store \(path). Restore the store, or move the key away."
      )
    case .keyUnreadable(let file, let error):
      Bilingual(
        id: "Berkas kunci \(file) tidak terbaca. \(error.sentence(in: .id))",
        en: "The key file \(file) cannot be read. \(error.sentence(in: .en))"
      )
    case .keyExposed(let file, let mode):
      Bilingual(
        id:
          "Berkas kunci \(file) dapat dibaca siapa saja (izin \(String(mode, radix: 8))). Jalankan: chmod 600 \(file)",
        en: "Anybody can read the key file \(file) (mode \(String(mode, radix: 8))). Run: chmod 600 \(file)"
      )
    case .keyDiffers(let file, let expected, let found):
      Bilingual(
        id: "Berkas \(file) berisi kunci \(found), sedangkan log ini dimulai dengan kunci \(expected).",
        en: "The file \(file) holds the key \(found), but this log was begun with the key \(expected)."
      )
    case .dataKeyMissing(let file):
      Bilingual(
        id: "Berkas kunci \(file) hilang; tanpanya berkas asli tidak dapat dibaca. Kembalikan dari cadangan.",
        en: "The key file \(file) is missing; without it no original can be read. Put it back from a backup."
      )
    case .dataKeyUnreadable(let file):
      Bilingual(
        id: "Berkas kunci \(file) tidak dapat dibaca. Kembalikan dari cadangan.",
        en: "The key file \(file) cannot be read. Put it back from a backup."
      )
    case .dataKeyUnknown(let file, let id):
      Bilingual(
        id: "Kunci \(id) tidak ada di \(file). Kembalikan berkas kunci yang memuatnya.",
        en: "The key \(id) is not in \(file). Put back the key file that holds it."
      )
    case .originDiffers(let expected, let found):
      Bilingual(
        id: "Log penyimpanan ini bernama \(expected), bukan \(found).",
        en: "This store's log is named \(expected), not \(found)."
      )
    default: nil
    }
  }

  private var machineMessage: Bilingual? {
    switch self {
    case .fileFailed(let path, let errno):
      Bilingual(
        id: "Berkas \(path) tidak dapat dipakai: \(SystemMessage.text(errno)).",
        en: "The file \(path) cannot be used: \(SystemMessage.text(errno))."
      )
    case .busy(let path, let waited):
      Bilingual(
        id: "Penyimpanan \(path) sedang dipakai proses lain lebih dari \(waited) milidetik. Mohon coba lagi.",
        en: "Another process has held the store \(path) for more than \(waited) milliseconds. Please try again."
      )
    case .diskFull(let path):
      Bilingual(
        id: "Cakram untuk \(path) penuh; tidak ada yang berubah.",
        en: "The disk of \(path) is full; nothing changed."
      )
    case .readOnly(let path):
      Bilingual(id: "Penyimpanan \(path) tidak dapat ditulis.", en: "The store \(path) cannot be written.")
    case .storageFailed(let code, let message):
      Bilingual(
        id: "SQLite menolak (kode \(code)): \(message).",
        en: "SQLite refused (code \(code)): \(message)."
      )
    case .log(let error):
      Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    case .damaged(let difference):
      Bilingual(
        id: "Isi penyimpanan berubah: \(difference.message.id) Jalankan: wlkp log check",
        en: "What is kept was changed: \(difference.message.en) Run: wlkp log check"
      )
    default: nil
    }
  }

  private var useMessage: Bilingual {
    switch self {
    case .verdictForbidsFiling(let verdict):
      Bilingual(
        id: "Laporan berputusan \(verdict.rawValue) tidak disimpan.",
        en: "A report with the verdict \(verdict.rawValue) is not kept."
      )
    case .headerIncomplete(let fields):
      Bilingual(
        id: "Laporan belum dapat disimpan tanpa: \(fields.joined(separator: ", ")).",
        en: "The report cannot be kept without: \(fields.joined(separator: ", "))."
      )
    case .originalDiffers(let path, let expected, let found):
      Bilingual(
        id: "Berkas \(path) bukan berkas yang dinilai: sidiknya \(found), yang dinilai \(expected).",
        en: "The file \(path) is not the one that was judged: its digest is \(found), judged was \(expected)."
      )
    case .tooLarge(let part, let bytes, let limit):
      Bilingual(
        id: "\(part.name.id) berukuran \(bytes) bita; batasnya \(limit) bita.",
        en: "\(part.name.en) has \(bytes) bytes; the limit is \(limit) bytes."
      )
    case .accountNameUnusable:
      Bilingual(
        id: "Nama akun harus 1 sampai \(Account.nameLengthMax) bita tanpa karakter kendali.",
        en: "An account's name must have 1 to \(Account.nameLengthMax) bytes and no control characters."
      )
    case .accountExists(let name):
      Bilingual(id: "Akun \(name) sudah ada.", en: "The account \(name) exists already.")
    case .accountUnknown(let name):
      Bilingual(id: "Akun \(name) tidak ada.", en: "There is no account \(name).")
    case .tokenUnknown(let id):
      Bilingual(id: "Token \(id) tidak ada.", en: "There is no token \(id).")
    case .linkUnusable:
      Bilingual(
        id: "Tautan ini tidak berlaku lagi: sudah dipakai, kedaluwarsa, atau diganti.",
        en: "This link holds no longer: it was used, has expired, or was replaced."
      )
    case .originalErased(let number):
      Bilingual(
        id: "Berkas asli laporan \(number) sudah dihapus atas perintah; bukti dan catatannya tetap berlaku.",
        en: "The original of report \(number) was erased by order; its proofs and record still hold."
      )
    case .erasureOrderUnusable:
      Bilingual(
        id: "Perintah penghapusan perlu dua akun yang berbeda dan alasan.",
        en: "An erasure order needs two different accounts and a reason."
      )
    case .exportDiffers(let path):
      Bilingual(
        id: "Folder \(path) memuat log lain, atau keadaan log ini yang lebih baru. Pakai folder lain.",
        en: "The folder \(path) holds another log, or a later state of this one. Use another folder."
      )
    case .eventUnusable(let kind):
      Bilingual(
        id:
          "Peristiwa \(kind.rawValue) tidak dapat dicatat: teksnya terlalu panjang atau rinciannya tidak bernama benar.",
        en: "The event \(kind.rawValue) cannot be kept: a text is too long or a detail's name is none."
      )
    default:
      Bilingual(
        id: "Penunjuk halaman tidak dikenal; mohon mulai dari halaman pertama.",
        en: "The page cursor is not known; please start from the first page."
      )
    }
  }
}

extension StoreError.Part {
  fileprivate var name: Bilingual {
    switch self {
    case .original: Bilingual(id: "Berkas asli", en: "The original file")
    case .document: Bilingual(id: "Dokumen penilaian", en: "The assessment's document")
    case .idempotencyKey: Bilingual(id: "Idempotency-Key", en: "The Idempotency-Key")
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// The English sentences.
  public var description: String { message.en }
}

extension FilingRefusal {
  /// Why the report was not kept, and what to do.
  public var message: Bilingual {
    switch self {
    case .duplicatePeriod(let existing):
      Bilingual(
        id:
          "Laporan unit ini untuk jenis dan periode yang sama sudah ada dengan nomor \(existing). Bila ini perbaikan, "
          + "isi jenisPenyampaian PERBAIKAN dan nomorLaporanDiperbaiki \(existing).",
        en: "A report of this unit for the same kind and period exists under the number \(existing). If this is a "
          + "correction, set jenisPenyampaian to PERBAIKAN and nomorLaporanDiperbaiki to \(existing)."
      )
    case .correctionTargetUnknown(let number):
      Bilingual(
        id:
          "Laporan \(LineText.escape(number)) yang hendak diperbaiki tidak ditemukan. Mohon periksa nomornya pada tanda terima.",
        en:
          "The report \(LineText.escape(number)) to be corrected was not found. Please check its number on the receipt."
      )
    case .correctionTargetDiffers(let number, let difference):
      Bilingual(
        id: "Laporan \(number) tidak dapat diperbaiki dengan berkas ini: \(difference.message.id)",
        en: "The report \(number) cannot be corrected by this file: \(difference.message.en)"
      )
    case .idempotencyKeyReused(let key):
      Bilingual(
        id: "Idempotency-Key \(LineText.escape(key)) sudah dipakai untuk permintaan lain. Mohon pakai kunci baru.",
        en: "The Idempotency-Key \(LineText.escape(key)) was used for another request. Please use a new key."
      )
    case .otherCompany:
      Bilingual(
        id: "Akun ini sudah mengajukan laporan perusahaan lain. Mohon pakai akun perusahaan tersebut.",
        en: "This account has filed for another company. Please use the account of that company."
      )
    }
  }
}

extension CorrectionDifference {
  fileprivate var message: Bilingual {
    switch self {
    case .unit:
      Bilingual(id: "laporan itu milik perusahaan atau unit lain.", en: "it is of another company or unit.")
    case .kind(let expected):
      Bilingual(id: "jenis laporannya \(expected).", en: "its kind is \(expected).")
    case .period(let expected):
      Bilingual(id: "periodenya \(expected).", en: "its period is \(expected).")
    case .alreadyCorrected(let latest):
      Bilingual(
        id: "laporan itu sudah diperbaiki; versi terakhirnya \(latest).",
        en: "it was corrected already; its latest version is \(latest)."
      )
    }
  }
}

extension ReceiptError {
  /// Why this is not a receipt.
  public var message: Bilingual {
    switch self {
    case .tooLarge(let bytes, let limit):
      Bilingual(
        id: "berukuran \(bytes) bita; tanda terima paling besar \(limit) bita.",
        en: "it has \(bytes) bytes; a receipt has at most \(limit) bytes."
      )
    case .notUTF8: Bilingual(id: "bukan teks UTF-8.", en: "it is not UTF-8 text.")
    case .malformed(.dividers):
      Bilingual(
        id: "baris pembatas antarbagian tidak utuh.",
        en: "a dividing line between its parts is not intact."
      )
    case .malformed(.record): Bilingual(id: "bagian catatan tidak utuh.", en: "its record is not intact.")
    case .malformed(.binding): Bilingual(id: "bagian ikatan tidak utuh.", en: "its binding is not intact.")
    case .proof(let error): Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    case .unreadable(let path, let errno):
      Bilingual(
        id: "berkas \(path) tidak terbaca: \(SystemMessage.text(errno)).",
        en: "the file \(path) cannot be read: \(SystemMessage.text(errno))."
      )
    }
  }
}

extension VerificationStep {
  /// What was checked, and how it came out, on one line.
  public var message: Bilingual {
    let title = kind.title
    switch outcome {
    case .holds: return Bilingual(id: "\(title.id): sesuai", en: "\(title.en): holds")
    case .notReached: return Bilingual(id: "\(title.id): tidak diperiksa", en: "\(title.en): not looked at")
    case .fails(let reason):
      let why = reason.message
      return Bilingual(id: "\(title.id): TIDAK SESUAI, \(why.id)", en: "\(title.en): FAILS, \(why.en)")
    }
  }
}

extension VerificationStep.Kind {
  /// What is checked, in few words.
  public var title: Bilingual {
    switch self {
    case .form: Bilingual(id: "Bentuk tanda terima", en: "Form of the receipt")
    case .head:
      Bilingual(id: "Bagian untuk dibaca sama dengan catatan", en: "The part for people says what the record says")
    case .commitment:
      Bilingual(id: "Catatan dan garam memberi sidik tersamar", en: "Record and salt give the blinded hash")
    case .leaf: Bilingual(id: "Sidik tersamar memberi daun log", en: "The blinded hash gives the log's leaf")
    case .tree: Bilingual(id: "Daun menuju akar pohon", en: "The leaf leads to the tree's root")
    case .checkpoint: Bilingual(id: "Akar ditandatangani kunci log", en: "The root is signed by the log's key")
    case .original: Bilingual(id: "Berkas adalah yang diterima", en: "The file is the one received")
    }
  }
}

extension VerificationStep.Reason {
  fileprivate var message: Bilingual {
    switch self {
    case .form(let error): error.message
    case .headDiffers(let line):
      Bilingual(id: "baris \(line) berbeda dari catatan.", en: "line \(line) differs from the record.")
    case .hashDiffers(let stated, let computed):
      Bilingual(
        id: "tertulis \(stated), hasil hitungan \(computed).",
        en: "stated is \(stated), computed is \(computed)."
      )
    case .log(let error): Bilingual(id: error.sentence(in: .id), en: error.sentence(in: .en))
    case .fileDiffers(let expected, let found):
      Bilingual(
        id: "sidik berkas \(found), yang diterima \(expected).",
        en: "the file's digest is \(found), received was \(expected)."
      )
    case .fileUnreadable(let path, let errno):
      Bilingual(
        id: "berkas \(path) tidak terbaca: \(SystemMessage.text(errno)).",
        en: "the file \(path) cannot be read: \(SystemMessage.text(errno))."
      )
    }
  }
}

extension StoreDifference {
  /// What differs, and where.
  public var message: Bilingual {
    reportMessage ?? logMessage ?? pendingMessage ?? registerMessage ?? storeMessage
  }

  private var reportMessage: Bilingual? {
    switch self {
    case .original(let number, let expected, let found):
      Bilingual(
        id: "Berkas asli laporan \(number) berubah: sidiknya \(found), yang diterima \(expected).",
        en: "The original of report \(number) was changed: its digest is \(found), received was \(expected)."
      )
    case .originalPiece(let number, let piece):
      Bilingual(
        id: "Bagian \(piece) dari berkas asli laporan \(number) hilang atau salah tempat.",
        en: "Piece \(piece) of the original of report \(number) is missing or out of place."
      )
    case .document(let number):
      Bilingual(
        id: "Dokumen penilaian laporan \(number) berubah.",
        en: "The assessment of report \(number) was changed."
      )
    case .documentMissing(let number):
      Bilingual(
        id: "Dokumen penilaian laporan \(number) hilang.",
        en: "The assessment of report \(number) is missing."
      )
    case .recordUnreadable(let number):
      Bilingual(
        id: "Catatan laporan \(number) tidak terbaca.",
        en: "The record of report \(number) cannot be read."
      )
    case .record(let number, let position):
      Bilingual(
        id: "Catatan atau garam laporan \(number) berubah: tidak memberi entri log \(position).",
        en: "Record or salt of report \(number) was changed: they do not give log entry \(position)."
      )
    case .details(let number):
      Bilingual(
        id: "Rincian laporan \(number) atau garamnya berubah.",
        en: "The details of report \(number), or their salt, were changed."
      )
    case .column(let number, let column):
      Bilingual(
        id: "Kolom \(column) laporan \(number) tidak sama dengan catatannya.",
        en: "Column \(column) of report \(number) is not what its record says."
      )
    default: nil
    }
  }

  private var logMessage: Bilingual? {
    switch self {
    case .submissionMissing(let position):
      Bilingual(
        id: "Laporan untuk entri log \(position) hilang.",
        en: "The report of log entry \(position) is missing."
      )
    case .entry(let number, let position):
      Bilingual(
        id: "Entri log \(position) (laporan \(number)) berubah; laporannya sendiri utuh.",
        en: "Log entry \(position) (report \(number)) was changed; the report itself is whole."
      )
    case .entryMissing(let position):
      Bilingual(id: "Entri log \(position) hilang.", en: "Log entry \(position) is missing.")
    case .tree(let difference):
      Bilingual(id: difference.sentence(in: .id), en: difference.sentence(in: .en))
    case .checkpointMissing(let size):
      Bilingual(
        id: "Checkpoint untuk ukuran \(size) hilang.",
        en: "The checkpoint for size \(size) is missing."
      )
    case .originalKey(let number):
      Bilingual(
        id: "Kunci berkas asli laporan \(number) berubah atau tidak ada di berkas kunci.",
        en: "The key of the original of report \(number) was changed or is not in the key file."
      )
    case .erasureUnlogged(let number):
      Bilingual(
        id: "Kunci berkas asli laporan \(number) hilang tanpa catatan siapa yang menghapusnya.",
        en: "The key of the original of report \(number) is gone, and no event tells who destroyed it."
      )
    case .accessLog(let difference):
      Bilingual(
        id: "Log akses: \(difference.message.id)",
        en: "Access log: \(difference.message.en)"
      )
    case .event(let serial):
      Bilingual(id: "Peristiwa \(serial) berubah.", en: "Event \(serial) was changed.")
    case .eventMissing(let position):
      Bilingual(
        id: "Peristiwa dari entri \(position) hilang.",
        en: "The event of entry \(position) is missing."
      )
    case .eventEntry(let position):
      Bilingual(
        id: "Entri \(position) berubah; peristiwanya utuh.",
        en: "Entry \(position) was changed; its event is whole."
      )
    case .checkpointOrder(let size, let previous, let expected):
      Bilingual(
        id: "Checkpoint untuk ukuran \(size) tercatat sesudah ukuran \(previous), seharusnya sesudah \(expected).",
        en: "The checkpoint for size \(size) is kept as following size \(previous), not \(expected)."
      )
    case .checkpoint(let size, let error):
      Bilingual(
        id: "Checkpoint untuk ukuran \(size) berubah: \(error.sentence(in: .id))",
        en: "The checkpoint for size \(size) was changed: \(error.sentence(in: .en))"
      )
    case .checkpointSize(let size, let stated):
      Bilingual(
        id: "Checkpoint yang tersimpan untuk ukuran \(size) menyatakan ukuran \(stated).",
        en: "The checkpoint kept for size \(size) states the size \(stated)."
      )
    default: nil
    }
  }

  private var storeMessage: Bilingual {
    switch self {
    case .searchIndex(let serial):
      Bilingual(
        id: "Indeks pencarian berbeda dari laporan dengan nomor urut \(serial).",
        en: "The search index differs from the report with serial \(serial)."
      )
    case .orphan(let table, let key):
      Bilingual(
        id: "Tabel \(table) memuat baris yang bukan bagian dari apa pun (\(key)).",
        en: "Table \(table) has rows that belong to nothing (\(key))."
      )
    case .meta(let name):
      Bilingual(
        id: "Keterangan \(name) tentang penyimpanan berubah.",
        en: "The store's statement \(name) was changed."
      )
    case .schema(let name):
      Bilingual(id: "Skema \(name) berubah.", en: "The schema of \(name) was changed.")
    case .sqlite(let message):
      Bilingual(id: "Pemeriksaan SQLite: \(message)", en: "SQLite's own check: \(message)")
    default: Bilingual(id: "", en: "")
    }
  }
}
