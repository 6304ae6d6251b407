import ArgumentParser
import AuditLog
import ReportModel
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
    let bytes = try OutputFile.read(receipt, limit: Receipt.byteLimit)
    var steps = Receipt.verify(bytes, publicKey: try publicKey())
    if let file, let receipt = try? Receipt(parsing: bytes) { steps.append(receipt.verify(originalAt: file)) }
    for step in steps { Terminal.write("\(mark(step)) \(step.message[speaking.lang])\n") }
    let holds = steps.allSatisfy { $0.outcome == .holds }
    let id = holds ? "Tanda terima ini asli." : "Tanda terima ini TIDAK terbukti asli."
    let en = holds ? "This receipt is genuine." : "This receipt is NOT proved genuine."
    Terminal.write((speaking.lang == .id ? id : en) + "\n")
    if !holds { throw CommandFault(.rejected) }
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

/// `wlkp receipt show NUMBER`: the receipt of a kept report, the same bytes each time.
struct ReceiptShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the receipt of a kept report; the same bytes each time."
  )

  @Argument(help: ArgumentHelp("The report's number.", valueName: "number"))
  var number: String

  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let receipt = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.receipt(number) }
    guard let receipt else { throw unknownReport(number, speaking.lang) }
    Terminal.write(receipt.text)
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
