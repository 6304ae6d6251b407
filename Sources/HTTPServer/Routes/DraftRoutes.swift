import HTTPTypes
import Hummingbird
import Intake
import Logging
import ReportModel
import ReportReading
import SubmissionStore

/// A company's way from a file to a filed report: upload, result, repair, confirmation, preview, filing. Each step is a
/// form that works without a script.
struct DraftRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/laporan/baru", form), .post("/laporan/baru", upload), .get("/laporan/naskah/{id}", result),
      .post("/laporan/naskah/{id}/jadikan-perbaikan", makeCorrection),
      .post("/laporan/naskah/{id}/perbaikan", propose), .get("/laporan/naskah/{id}/perbaikan", repair),
      .get("/laporan/naskah/{id}/perbaikan/berkas", repaired), .post("/laporan/naskah/{id}/pakai", take),
      .post("/laporan/naskah/{id}/konfirmasi", confirm), .post("/laporan/naskah/{id}/tunggu", wait),
      .get("/laporan/naskah/{id}/pratinjau", preview), .post("/laporan/naskah/{id}/kirim", file),
      .post("/laporan/naskah/{id}/buang", discard), .get("/laporan/menunggu/{id}", waiting),
      .post("/laporan/menunggu/{id}", resume),
    ]
      + ["jadikan-perbaikan", "pakai", "konfirmasi", "tunggu", "kirim", "buang"].map {
        .get("/laporan/naskah/{id}/" + $0, back)
      }
  }

  /// What a step of a draft works with.
  private struct Step {
    let visitor: Visitor
    let desk: DraftDesk
    let draft: Draft
    let fields: FormFields?
    let logger: Logger

    var address: String { "/laporan/naskah/" + draft.id }
  }

  /// Opens a step: the person, their draft and, for a form, its token.
  private func step(
    _ request: Request,
    _ context: BasicRequestContext
  ) async throws -> Step {
    let (visitor, account) = try await gate.visitor(request, [.company])
    var fields: FormFields?
    if request.method == .post {
      let received = try await FormFields.receive(request, by: gate.pageBodies)
      try gate.requireToken(received["token"], visitor)
      fields = received
    }
    let desk = DraftDesk(gate: gate, account: account)
    return Step(visitor: visitor, desk: desk, draft: try desk.draft(context), fields: fields, logger: context.logger)
  }

  private static func go(to address: String) -> Response {
    Response(status: .seeOther, headers: [.location: address])
  }

  private func pagesOf(_ visitor: Visitor) -> DraftPages {
    DraftPages(pages: pages, engine: gate.engine, visitor: visitor)
  }

  /// The address of a form, opened as a page (to change the language, or from the browser's memory): back to the draft.
  @Sendable private func back(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, [.company])
    return Self.go(to: "/laporan/naskah/" + (try DraftDesk(gate: gate, account: account).draft(context).id))
  }

  // MARK: Upload

  @Sendable private func form(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, _) = try await gate.visitor(request, [.company])
    let corrects = request.uri.queryParameters["memperbaiki"].flatMap { ReportNumber(String($0)) }
    return CompanyPages(pages: pages, engine: gate.engine, visitor: visitor).upload(corrects: corrects?.text)
  }

  @Sendable private func upload(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, [.company])
    let receiver = BodyReceiver(
      limit: gate.configuration.pageBodyLimit,
      timeout: gate.configuration.requestTimeout,
      directory: try gate.drafts.folder()
    )
    let form = try await gate.form(request, by: account, receiver)
    try gate.requireToken(form.fields["token"], visitor)
    let draft = try await DraftDesk(gate: gate, account: account).open(
      DraftFile(form.upload.spool),
      name: form.fileName,
      corrects: form.fields["memperbaiki"].flatMap { ReportNumber($0)?.text },
      context.logger
    )
    return Self.go(to: "/laporan/naskah/" + draft.id)
  }

  // MARK: Result and repair

  @Sendable private func result(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    return try await result(step)
  }

  private func result(_ step: Step, answers: DraftPages.Answers = DraftPages.Answers()) async throws -> Response {
    let hindrance = try await step.desk.hindrance(step.draft)
    let standing = hindrance == nil ? try await step.desk.standing(step.draft) : nil
    let pages = pagesOf(step.visitor)
    let (draft, reasons) = (step.draft, gate.desk.assessor.confirmationReasons)
    return try await gate.judging.run {
      pages.result(draft, hindrance: hindrance?.row.detail, standing: standing, reasons: reasons, answers: answers)
    }
  }

  @Sendable private func propose(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    let asked = Set((step.fields?.all("jenis") ?? []).compactMap(FixKind.init(rawValue:)))
    let kinds = Set(FixKind.allCases.filter(\.isSafe)).union(asked)
    guard try await step.desk.propose(step.draft, allowing: kinds, step.logger) else { throw Problem.notRepairable }
    return Self.go(to: step.address + "/perbaikan")
  }

  @Sendable private func makeCorrection(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    guard let number = try await step.desk.numberToCorrect(step.draft) else { return Self.go(to: step.address) }
    guard try await step.desk.proposeCorrection(step.draft, of: number, step.logger) else {
      throw Problem.notRepairable
    }
    return Self.go(to: step.address + "/perbaikan")
  }

  @Sendable private func repair(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    guard let copy = step.draft.repair else { return Self.go(to: step.address) }
    return pagesOf(step.visitor).repair(step.draft, copy)
  }

  @Sendable private func repaired(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    guard let copy = step.draft.repair else { throw Problem.draftGone }
    let kind = RepairedKind(copy.judgement.assessment.file.syntax.kind)
    let limit = Int(gate.configuration.pageBodyLimit)
    let bytes = try await gate.judging.run { SmallFile.read(copy.file.path, limit: limit) }
    guard let bytes else { throw Problem.internalFault }
    return Answer.file(
      bytes,
      type: kind.type,
      name: "laporan-\(copy.corrects == nil ? "diperbaiki" : "perbaikan").\(kind.ending)"
    )
  }

  @Sendable private func take(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    try await step.desk.takeRepair(step.draft, step.logger)
    return Self.go(to: step.address)
  }

  // MARK: Confirmation

  @Sendable private func confirm(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    var answers = DraftPages.Answers()
    var rows: [Confirmation] = []
    for rule in Set(step.draft.assessment.questions.map(\.rule)).sorted() {
      let reason = step.fields?["alasan." + rule] ?? ""
      let note = step.fields?["keterangan." + rule] ?? ""
      (answers.reasons[rule], answers.notes[rule]) = (reason, note)
      if reason.isEmpty {
        answers.faults[rule] = DraftWording.reasonMissing(rule)
      } else {
        rows.append(Confirmation(rule: rule, reason: reason, note: note.isEmpty ? nil : note))
      }
    }
    if answers.faults.isEmpty, let (rule, fault) = try await fault(of: rows, step) { answers.faults[rule] = fault }
    guard answers.faults.isEmpty else { return try await result(step, answers: answers) }
    return Self.go(to: step.address)
  }

  /// Confirms; what the user can mend is given back with the rule it is about.
  private func fault(of rows: [Confirmation], _ step: Step) async throws -> (rule: String, fault: Bilingual)? {
    do {
      try await step.desk.confirm(step.draft, rows, step.logger)
      return nil
    } catch IntakeDesk.Fault.confirmation(let fault) {
      if case .noteMissing(let rule) = fault { return (rule, fault.message) }
      return ("", fault.message)
    }
  }

  @Sendable private func wait(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    let waiting = try await step.desk.hold(step.draft, step.logger)
    return Self.go(to: waiting.map { "/laporan/menunggu/" + $0 } ?? step.address)
  }

  @Sendable private func waiting(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, [.company])
    let pending = try await pending(context, account)
    return CompanyPages(pages: pages, engine: gate.engine, visitor: visitor).waiting(pending, now: gate.clock())
  }

  @Sendable private func resume(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, [.company])
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields["token"], visitor)
    let pending = try await pending(context, account)
    let draft = try await DraftDesk(gate: gate, account: account).resume(pending, context.logger)
    return Self.go(to: "/laporan/naskah/" + draft.id)
  }

  private func pending(_ context: BasicRequestContext, _ account: Account) async throws -> PendingReport {
    let id = try context.parameters.require("id")
    let store = gate.store
    let found = try await gate.filing.run { try store.pending(id) }
    guard let found, account.scope.includes(found) else { throw Problem.notFound(suggestion: nil) }
    return found
  }

  // MARK: Filing

  @Sendable private func preview(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    guard step.draft.assessment.verdict.allowsFiling else { return Self.go(to: step.address) }
    return pagesOf(step.visitor).preview(step.draft, reasons: gate.desk.assessor.confirmationReasons)
  }

  @Sendable private func file(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    guard let number = try await step.desk.file(step.draft, step.logger) else { return Self.go(to: step.address) }
    return Self.go(to: "/laporan/\(number)?baru=1")
  }

  @Sendable private func discard(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let step = try await step(request, context)
    step.desk.discard(step.draft)
    return Self.go(to: "/")
  }
}

/// How a repaired copy is given out: as the kind of file that it is.
private struct RepairedKind {
  let ending: String
  let type: String

  init(_ kind: FileSyntax.Kind) {
    switch kind {
    case .xml: (ending, type) = ("xml", "application/xml")
    case .csv, .unknown: (ending, type) = ("csv", "text/csv; charset=utf-8")
    case .csvArchive: (ending, type) = ("zip", "application/zip")
    case .workbook:
      (ending, type) = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
  }
}
