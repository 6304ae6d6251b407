import ReportModel

/// The part of a receipt that people read: made from the record alone, so that it cannot say anything else.
enum ReceiptHead {
  private static let title = """
    TANDA TERIMA LAPORAN KETENAGAKERJAAN PERUSAHAAN
    RECEIPT FOR A COMPANY LABOUR REPORT
    """
  private static let proves = """
    Tanda terima ini membuktikan bahwa laporan dengan sidik berkas (SHA-256) di atas diterima pada waktu tersebut
    dan tercatat dalam log yang ditandatangani. Pemeriksaan dapat dilakukan tanpa jaringan, cukup dengan kunci publik
    log. Baris di bawah ini jangan diubah.

    This receipt proves that the report with the file digest (SHA-256) above was received at that time and is
    entered in the signed log. It can be verified offline with the log's public key alone. Please leave the lines
    below as they are.
    """
  private static let unofficial = """
    Bukan bukti Wajib Lapor resmi: tidak ada instansi penerima yang ditetapkan.
    Not an official proof of the mandatory report: no receiving authority is configured.
    """

  /// Room for the whole head, in bytes: only a hint.
  private static let usualLength = 1536

  static func text(of record: SubmissionRecord) -> String {
    var text = TextBytes(room: usualLength)
    text.add(title)
    text.add("\n\n")
    addFacts(record, to: &text)
    text.add("\n\n")
    if let authority = record.authority {
      text.add("Instansi penerima / Receiving authority: ")
      text.addEscaped(authority)
    } else {
      text.add(unofficial)
    }
    text.add("\n\n")
    text.add(proves)
    text.add("\n\n")
    return text.text
  }

  private static func addFacts(_ record: SubmissionRecord, to text: inout TextBytes) {
    text.add("Nomor / Number: ")
    text.add(record.number.text)
    text.addFact("Perusahaan / Company: ", record.company)
    text.addFact("Unit: ", record.unit)
    text.addFact("Wilayah / Region: ", record.region)
    text.addFact("Jenis / Kind: ", record.kind)
    text.add("\nPeriode / Period: ")
    text.add(number: Int64(record.period))
    if let day = record.eventDate {
      text.add("\nTanggal peristiwa / Date of the event: ")
      text.add(dayFirst: day)
    }
    text.add("\nVersi / Version: ")
    text.add(number: Int64(record.version))
    if let number = record.corrects { text.addFact("Memperbaiki / Corrects: ", number.text) }
    text.addFact("Putusan / Verdict: ", verdict(record.verdict))
    addTimes(record, to: &text)
    text.addFact("Sidik berkas / File digest: ", record.fileHash.hex)
  }

  private static func addTimes(_ record: SubmissionRecord, to text: inout TextBytes) {
    let received = UTCTime(milliseconds: record.receivedAt)
    text.add("\nDiterima / Received: ")
    received.addWIB(to: &text)
    text.add(" (")
    received.addISO(to: &text)
    text.add(")")
    guard let validity = record.validity else { return }
    text.add("\nBerlaku / Valid: ")
    text.add(dayFirst: validity.first)
    text.add(" – ")
    text.add(dayFirst: validity.last)
  }

  private static func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .accepted: "diterima / accepted"
    case .acceptedWithFindings: "diterima dengan temuan / accepted with findings"
    case .needsConfirmation: "menunggu konfirmasi / waiting for confirmation"
    case .rejected: "belum dapat diterima / not accepted"
    case .notAssessed: "belum dinilai / not assessed"
    }
  }
}

extension TextBytes {
  fileprivate mutating func addFact(_ name: String, _ value: String) {
    add(byte: UInt8(ascii: "\n"))
    add(name)
    addEscaped(value)
  }
}
