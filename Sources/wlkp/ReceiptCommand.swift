import ArgumentParser
import AuditLog
import Glibc
import Intake
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp receipt`: show and verify receipts.
struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Tanda terima: tampilkan, periksa keasliannya / show and verify receipts.",
    subcommands: [ReceiptVerify.self, ReceiptShow.self]
  )
}

/// `wlkp receipt verify`: offline, with the public key alone.
struct ReceiptVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a receipt offline, with nothing but the log's public key.",
    discussion: """
      Example: wlkp receipt verify tanda-terima.txt --key wlkp.sqlite.pub --file laporan.xml

      Also takes a file with what a scanner read from the QR code of a printed receipt.

      Each step is named with what was compared. Exit code 0 when all hold, 1 when one does not.
      """
  )

  @Argument(help: ArgumentHelp("The receipt's file.", valueName: "receipt"))
  var receipt: String

  @Option(name: .long, help: ArgumentHelp("The log's public key: its text, or a file that holds it.", valueName: "key"))
  var key: String

  @Option(name: .long, help: ArgumentHelp("Also check that this file is the one that was filed.", valueName: "file"))
  var file: String?

  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let bytes = Self.text(try OutputFile.read(receipt, limit: Receipt.byteLimit))
    var steps = Receipt.verify(bytes, publicKey: try publicKey())
    if let file, let receipt = try? Receipt(parsing: bytes) { steps.append(receipt.verify(originalAt: file)) }
    for step in steps { Terminal.write("\(mark(step)) \(step.message[speaking.lang])\n") }
    let holds = steps.allSatisfy { $0.outcome == .holds }
    let id = holds ? "Tanda terima ini asli." : "Tanda terima ini TIDAK terbukti asli."
    let en = holds ? "This receipt is genuine." : "This receipt is NOT proved genuine."
    Terminal.write((speaking.lang == .id ? id : en) + "\n")
    if !holds { throw CommandFault(.rejected) }
  }

  /// The receipt's text, also when a scanned QR code was given (some scanners put a word before it).
  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    let scanned = String(decoding: bytes, as: UTF8.self)
    guard let start = scanned.firstRange(of: Receipt.codePrefix) else { return bytes }
    let code = scanned[start.lowerBound...].prefix { !$0.isNewline }
    return Receipt.text(ofCode: String(code)) ?? bytes
  }

  private func mark(_ step: VerificationStep) -> String {
    switch step.outcome {
    case .holds: "[ok]"
    case .fails: "[x] "
    case .notReached: "[--]"
    }
  }

  private func publicKey() throws(CommandFault) -> VerifierKey {
    if let key = try? VerifierKey(parsing: key) { return key }
    let bytes = try OutputFile.read(key, limit: 4096)
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    do throws(LogError) {
      return try VerifierKey(parsing: text)
    } catch {
      throw CommandFault(.usage, "wlkp: \(key): \(error.sentence(in: speaking.lang == .id ? .id : .en))")
    }
  }
}

/// Forms of a receipt.
enum ReceiptFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case html
  case pdf
  case code
}

/// `wlkp receipt show NUMBER`: the receipt of a kept report, the same bytes each time.
struct ReceiptShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the receipt of a kept report: the text that proves itself, or a page for people.",
    discussion: """
      Examples:
        wlkp receipt show 3273-2025-00000001-5 --store wlkp.sqlite
        wlkp receipt show 3273-2025-00000001-5 --store wlkp.sqlite --format pdf --output tanda-terima.pdf

      The text is the same bytes each time. Page and PDF carry the whole text as a QR code; a scanned code can be \
      verified like the text.
      """
  )

  @Argument(help: ArgumentHelp("The report's number.", valueName: "number"))
  var number: String
  @Option(name: .long, help: "text, html, pdf, or code (what the QR code holds).")
  var format: ReceiptFormat = .text
  @Option(name: [.customShort("o"), .long], help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let found = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      (try store.submission(number), try store.receipt(number))
    }
    guard let history = found.0, let receipt = found.1 else { throw unknownReport(number, speaking.lang) }
    let bytes = try bytes(ReceiptCard(history.submission, receipt), receipt)
    if let output { return try OutputFile.write(bytes, to: output) }
    if format == .pdf, isatty(STDOUT_FILENO) == 1 {
      throw CommandFault(
        .usage,
        speaking.lang == .id ? "wlkp: sebutkan berkas PDF dengan --output." : "wlkp: name the PDF with --output."
      )
    }
    bytes.withUnsafeBytes { Terminal.write($0) }
  }

  private func bytes(_ card: ReceiptCard, _ receipt: Receipt) throws -> [UInt8] {
    switch format {
    case .text: return Array(receipt.text.utf8)
    case .html: return Array(ReceiptPage(card, language: speaking.lang).html.utf8)
    case .code: return Array((receipt.code + "\n").utf8)
    case .pdf:
      guard let bytes = ReceiptPDF(card, language: speaking.lang).bytes() else {
        throw CommandFault(.fault, "wlkp: PDF")
      }
      return bytes
    }
  }
}

/// There is no report of this number.
func unknownReport(_ number: String, _ language: Language) -> CommandFault {
  CommandFault(
    .usage,
    language == .id
      ? "wlkp: tidak ada laporan bernomor \(number) di penyimpanan ini."
      : "wlkp: there is no report \(number) in this store."
  )
}
