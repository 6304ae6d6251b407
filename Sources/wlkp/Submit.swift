import ArgumentParser
import Glibc
import Intake
import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
import SubmissionStore

/// `wlkp submit FILE`: judge a report and, when it is accepted, keep it and give a receipt.
struct Submit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Periksa, simpan, dan beri tanda terima / judge, keep and give a receipt.",
    discussion: """
      Contoh / example:
        wlkp submit laporan.xml --store wlkp.sqlite --receipt tanda-terima.txt
        wlkp submit laporan.xml --store wlkp.sqlite --wait
        wlkp submit --pending K-7Q4MF2XNRT --reason SESUAI_KTP --store wlkp.sqlite
        wlkp submit *.xml --server https://wlkp.contoh.go.id --token-file token.txt

      A store that is missing is made, with its key file. The same file twice gets the first receipt. A correction \
      (jenis_penyampaian PERBAIKAN) names the report it corrects and never overwrites it. What needs confirmation \
      can wait for it (--wait), or be confirmed at once beside the file (--confirm, --reason); the file stays as it is.

      With --server the report is handed to a server; its receipt is written beside the file and checked here. A server \
      that is busy is asked again.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "A report file: XML, CSV, XLSX, or a ZIP of one CSV per section; - reads standard input. Several with --server.",
      valueName: "file"
    )
  )
  var files: [String] = []

  @OptionGroup var storage: StoreArguments
  @OptionGroup var remote: ServerArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where to write the receipt; standard output when left out, or beside the file with --server.",
      valueName: "file"
    )
  )
  var receipt: String?

  @Option(name: .long, help: "The name of who files; the account of this machine when left out.")
  var submitter: String?

  @Option(name: .long, help: ArgumentHelp("Judge as if received on this day (YYYY-MM-DD).", valueName: "date"))
  var asOf: CivilDate?

  @OptionGroup var confirming: ConfirmingOptions

  @Flag(name: .long, help: "Show personal values (NIK, names, wages) in full.")
  var showValues = false

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var options: EngineOptions

  /// The one file of a store here.
  private var file: String? { files.first }

  func validate() throws {
    if remote.server == nil, files.count > 1 { throw ValidationError("Unexpected argument '\(files[1])'") }
    if remote.server != nil, files.isEmpty { throw ValidationError("Missing expected argument '<file> ...'") }
  }

  func run() async throws {
    if remote.server != nil { return try await remote.submit(files, receipt: receipt, speaking.lang) }
    try submitHere()
  }

  private func submitHere() throws {
    try confirming.check(file: file)
    let (engine, _) = try options.load(speaking.lang)
    let input = try file.map { try InputFile($0, speaking.lang) }
    let store = try storage.open(speaking.lang, create: input != nil)
    defer { try? store.close() }
    let desk = IntakeDesk(assessor: ReportAssessor(engine: engine), store: store)
    do {
      if let input { try submit(input, desk) } else if let id = confirming.pending { try confirm(id, desk) }
    } catch let fault as IntakeDesk.Fault {
      throw commandFault(fault)
    }
  }

  /// Hands in a file, with what is confirmed beside it.
  private func submit(_ input: InputFile, _ desk: IntakeDesk) throws {
    var delivery = IntakeDesk.Delivery(
      path: input.path,
      name: input.fileName,
      submitter: submitter ?? Self.machineAccount,
      receivedAt: nowMilliseconds(),
      asOf: asOf
    )
    delivery.confirmations = try confirming.rows(desk.assessor, speaking.lang) { try desk.examine(delivery).assessment }
    guard confirming.wait else { return try say(desk.submit(delivery), desk.assessor.engine, input.source) }
    switch try desk.submitOrWait(delivery, days: confirming.waitDays) {
    case .settled(let outcome): try say(outcome, desk.assessor.engine, input.source)
    case .waiting(let judgement, let pending): try tell(pending, judgement, desk.assessor.engine, input.source)
    }
  }

  /// Confirms a report that waits.
  private func confirm(_ id: String, _ desk: IntakeDesk) throws {
    guard let pending = try withStoreFaults(speaking.lang, { () throws(StoreError) in try desk.store.pending(id) })
    else {
      throw StoreArguments.commandFault(.pendingUnknown(id: id), speaking.lang)
    }
    let spool = try desk.file(of: pending)
    defer { withExtendedLifetime(spool) {} }
    let source = try FileSource(path: spool.path)
    let rows = try confirming.rows(desk.assessor, speaking.lang) {
      let delivery = IntakeDesk.Delivery(
        path: spool.path,
        name: pending.fileName,
        submitter: pending.submitter,
        receivedAt: pending.receivedAt,
        asOf: pending.receivedDay
      )
      return try desk.examine(delivery).assessment
    }
    let by = submitter ?? Self.machineAccount
    try say(desk.confirm(pending.id, rows, by: by, at: nowMilliseconds()), desk.assessor.engine, source)
  }

  private func renderer(_ engine: Engine) -> TextRenderer {
    TextRenderer(
      language: speaking.lang,
      tail: engine.pack.tail,
      personalSections: engine.form.personalSections,
      reveal: showValues,
      colours: Terminal.wantsColor(speaking.color),
      names: ReportNames(form: engine.form)
    )
  }

  private func show(_ judgement: Judgement, _ engine: Engine, _ source: FileSource) {
    let assessment = judgement.assessment
    Terminal.write(renderer(engine).render(assessment, source: FileLines(of: assessment, from: source)))
    for fault in judgement.faults { Terminal.complain("wlkp: \(fault.rule): \(fault.error)") }
  }

  private func tell(_ pending: PendingReport, _ judgement: Judgement, _ engine: Engine, _ source: FileSource) throws {
    show(judgement, engine, source)
    let state = pending.state(at: nowMilliseconds())
    Terminal.complain(
      word(
        "Nomor tunggu: \(pending.id). \(state.sentence.id) \(state.next.id)",
        "Waiting number: \(pending.id). \(state.sentence.en) \(state.next.en)"
      )
    )
    throw CommandFault(.rejected)
  }

  private func say(_ outcome: IntakeDesk.Outcome, _ engine: Engine, _ source: FileSource) throws {
    let assessment = outcome.judgement.assessment
    switch outcome {
    case .notAccepted(let judgement):
      show(judgement, engine, source)
      throw CommandFault(Validate.exit(for: assessment.verdict))
    case .refused(_, let refusal):
      Terminal.complain("wlkp: \(refusal.message[speaking.lang])")
      throw CommandFault(.rejected)
    case .filed(_, let submission, let receipt):
      Terminal.complain(renderer(engine).renderQuiet(assessment))
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
    case .reading(let fault): InputFile.commandFault(fault, file ?? "-", speaking.lang)
    case .confirmation(let fault): CommandFault(.usage, "wlkp: \(fault.message[speaking.lang])")
    case .store(let error): StoreArguments.commandFault(error, speaking.lang)
    }
  }

  private func word(_ id: String, _ en: String) -> String { speaking.lang == .id ? id : en }

  /// The login name, for a desk without accounts.
  private static var machineAccount: String {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "desk"
  }
}
