import HTTPTypes
import Hummingbird
import Intake
import Logging
import ReportModel
import ResultRendering
import SubmissionStore

/// `POST /v1/validations`: judge one report or several, keep nothing.
struct ValidationRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.post("/v1/validations", validate)] }

  @Sendable private func validate(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let form = try ResultForm(request)
    let query = try Query(request, knows: ["as-of", "lang"])
    let day = try query.value("as-of") { CivilDate(iso: $0) }
    let language = CallerLanguage.of(request)
    let caller = try await gate.caller(request)
    let files = try await receive(request, caller)
    let deliveries = files.uploads.map { file in
      IntakeDesk.Delivery(
        path: file.upload.spool.path,
        name: file.name,
        submitter: "",
        receivedAt: gate.clock(),
        asOf: day
      )
    }
    let logger = context.logger
    let work: @Sendable (JobProgress) async throws -> MadeAnswer = { [gate] progress in
      let answer = try await Self.judge(deliveries, asList: files.isList, form, language, gate, logger, progress)
      withExtendedLifetime(files) {}
      return answer
    }
    guard RespondAsync.isWanted(request) else { return try await work(JobProgress()).response }
    let bytes = files.uploads.reduce(0) { $0 + $1.upload.spool.size }
    return RespondAsync.answer(
      try gate.jobs.accept(owner: caller, bytes: bytes, language: language, logger: logger, work)
    )
  }

  /// One report as the body, or several as files of a form.
  private func receive(_ request: Request, _ caller: Account?) async throws -> ReceivedReports {
    let stated = BodyReceiver.statedLength(request)
    return try await gate.upload(by: caller, stated: stated, isFiling: false) {
      if ReceivedReports.isForm(request) {
        let files = try await ReceivedReports.receive(request, by: gate.apiBodies)
        return (files, files.uploads.reduce(0) { $0 + $1.upload.spool.size })
      }
      try ReportMedia.require(request)
      let upload = try await gate.apiBodies.upload(request)
      return (ReceivedReports(upload, name: FileName.of(request)), upload.spool.size)
    }
  }

  /// Judges one after the other, each as a job of its own: a form of many files does not hold a thread for all of them.
  private static func judge(
    _ deliveries: [IntakeDesk.Delivery],
    asList: Bool,
    _ form: ResultForm,
    _ language: Language,
    _ gate: Gate,
    _ logger: Logger,
    _ progress: JobProgress
  ) async throws -> MadeAnswer {
    var assessments: [Assessment] = []
    let desk = gate.desk
    for delivery in deliveries {
      let judgement = try await gate.judging.run {
        progress.begin()
        return try desk.judge(delivery)
      }
      try gate.requireComplete(judgement, logger)
      gate.meters.judged(judgement.assessment)
      assessments.append(judgement.assessment)
    }
    let engine = gate.engine
    let judged = assessments
    return try await gate.judging.run { form.document(judged, asList: asList, engine, language) }
  }
}
