import ArgumentParser
import Glibc
import Intake
import ReportForm
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// `wlkp submit FILE`: judge a report and, when it is accepted, keep it and give a receipt.
struct Submit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Periksa, simpan, dan beri tanda terima / judge, keep and give a receipt.",
    discussion: """
      Contoh / example:
        wlkp submit laporan.xml --store wlkp.sqlite --receipt tanda-terima.txt

      A store that is missing is made, with its key file. The same file twice gets the first receipt. A correction \
      (jenis_penyampaian PERBAIKAN) names the report it corrects and never overwrites it.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "A report file: XML, CSV, XLSX, or a ZIP of one CSV per section; - reads standard input.",
      valueName: "file"
    )
  )
  var file: String

  @OptionGroup var storage: StoreArguments

  @Option(
    name: .long,
    help: ArgumentHelp("Where to write the receipt; standard output when left out.", valueName: "file")
  )
  var receipt: String?

  @Option(name: .long, help: "The name of who files; the account of this machine when left out.")
  var submitter: String?

  @Option(name: .long, help: ArgumentHelp("Judge as if received on this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: CivilDate?

  @Flag(name: .long, help: "Show personal values (NIK, names, wages) in full.")
  var showValues = false

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  func run() throws {
    let (engine, _) = try options.load(speaking.lang)
    let input = try InputFile(file, speaking.lang)
    let store = try storage.open(speaking.lang, create: true)
    defer { try? store.close() }
    let desk = IntakeDesk(assessor: ReportAssessor(engine: engine), store: store)
    let delivery = IntakeDesk.Delivery(
      path: input.path,
      name: input.fileName,
      submitter: submitter ?? Self.machineAccount,
      receivedAt: nowMilliseconds(),
      asOf: asOf
    )
    let outcome: IntakeDesk.Outcome
    do throws(IntakeDesk.Fault) {
      outcome = try desk.submit(delivery)
    } catch {
      throw commandFault(error)
    }
    try say(outcome, engine, input)
  }

  private func say(_ outcome: IntakeDesk.Outcome, _ engine: Engine, _ input: InputFile) throws {
    let assessment = outcome.judgement.assessment
    let renderer = TextRenderer(
      language: speaking.lang,
      tail: engine.pack.tail,
      personalSections: engine.form.personalSections,
      reveal: showValues,
      colours: Terminal.wantsColor(speaking.color)
    )
    switch outcome {
    case .notAccepted(let judgement):
      Terminal.write(renderer.render(assessment, source: FileLines(of: assessment, from: input.source)))
      for fault in judgement.faults { Terminal.complain("wlkp: \(fault.rule): \(fault.error)") }
      throw CommandFault(Validate.exit(for: assessment.verdict))
    case .refused(_, let refusal):
      Terminal.complain("wlkp: \(refusal.message[speaking.lang])")
      throw CommandFault(.rejected)
    case .filed(_, let submission, let receipt):
      Terminal.complain(renderer.renderQuiet(assessment))
      Terminal.complain(
        word("Laporan disimpan dengan nomor \(submission.number.text).", "Kept as report \(submission.number.text).")
      )
      try hand(receipt)
    case .alreadyFiled(_, let submission, let receipt):
      Terminal.complain(
        word(
          "Berkas yang sama sudah diterima dengan nomor \(submission.number.text); ini tanda terima pertamanya.",
          "The same file was received before as report \(submission.number.text); this is its first receipt."
        )
      )
      try hand(receipt)
    }
  }

  private func hand(_ receipt: Receipt) throws(CommandFault) {
    guard let path = self.receipt else {
      Terminal.write(receipt.text)
      return
    }
    try OutputFile.write(Array(receipt.text.utf8), to: path)
    Terminal.complain(word("Tanda terima: \(path)", "Receipt: \(path)"))
  }

  private func commandFault(_ fault: IntakeDesk.Fault) -> CommandFault {
    switch fault {
    case .reading(let fault): InputFile.commandFault(fault, file, speaking.lang)
    case .store(let error): StoreArguments.commandFault(error, speaking.lang)
    }
  }

  private func word(_ id: String, _ en: String) -> String { speaking.lang == .id ? id : en }

  /// The login name, for a desk without accounts.
  private static var machineAccount: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "desk"
  }
}

/// Files that commands write for their user.
enum OutputFile {
  /// Writes a file whole, or says why not.
  static func write(_ bytes: [UInt8], to path: String) throws(CommandFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw fault(path)
      }
      offset += count
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault(path) }
  }

  private static func fault(_ path: String) -> CommandFault {
    CommandFault(.fault, "wlkp: \(path): \(String(cString: strerror(errno)))")
  }

  /// Reads a small file whole.
  static func read(_ path: String, limit: Int) throws(CommandFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandFault(.usage, fault(path).message) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw CommandFault(.usage, fault(path).message) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
    }
    throw CommandFault(.usage, "wlkp: \(path): more than \(limit) bytes")
  }
}
