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

  static func text(of record: SubmissionRecord) -> String {
    [title, facts(record), authority(record.authority), proves].joined(separator: "\n\n") + "\n\n"
  }

  private static func facts(_ record: SubmissionRecord) -> String {
    let lines: [String?] = [
      "Nomor / Number: \(record.number)",
      "Perusahaan / Company: \(LineText.escape(record.company))",
      "Unit: \(LineText.escape(record.unit))",
      "Wilayah / Region: \(LineText.escape(record.region))",
      "Jenis / Kind: \(LineText.escape(record.kind))",
      "Periode / Period: \(record.period)",
      record.eventDate.map { "Tanggal peristiwa / Date of the event: \($0.dayFirst)" },
      "Versi / Version: \(record.version)",
      record.corrects.map { "Memperbaiki / Corrects: \($0)" },
      "Putusan / Verdict: \(verdict(record.verdict))",
      "Diterima / Received: \(received(record.receivedAt))",
      record.validityText.map { "Berlaku / Valid: \($0)" },
      "Sidik berkas / File digest: \(record.fileHash)",
    ]
    return lines.compactMap(\.self).joined(separator: "\n")
  }

  private static func received(_ milliseconds: Int64) -> String {
    let time = UTCTime(milliseconds: milliseconds)
    return "\(time.wib) (\(time.iso))"
  }

  private static func authority(_ name: String?) -> String {
    name.map { "Instansi penerima / Receiving authority: \(LineText.escape($0))" } ?? unofficial
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
