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
    let desk = gate.desk
    let delivery = { @Sendable [gate] (path: String, name: String) in
      IntakeDesk.Delivery(path: path, name: name, submitter: "", receivedAt: gate.clock(), asOf: day)
    }
    let early = gate.early(keepsFile: false) { source, name in
      try desk.judge(delivery("", FileName.tidy(name)), arriving: source)
    }
    let judge: Judge = { [gate] file, begin in
      let delivery = delivery(file.upload.spool.path, FileName.tidy(file.name))
      return try await gate.judging(of: file.upload.size).run {
        begin()
        return try desk.judge(delivery)
      }
    }
    let files = try await receive(request, caller, early, judge)
    let logger = context.logger
    let work: @Sendable (JobProgress) async throws -> MadeAnswer = { [gate] progress in
      let answer = try await Self.answer(files, judge, form, language, gate, logger, progress)
      withExtendedLifetime(files) {}
      return answer
    }
    guard RespondAsync.isWanted(request) else { return try await work(JobProgress()).response }
    return RespondAsync.answer(
      try gate.jobs.accept(owner: caller, bytes: files.size, language: language, logger: logger, work)
    )
  }

  /// Judges a file that has arrived, and says when that begins.
  private typealias Judge =
    @Sendable (_ file: ReceivedReports.File, _ begin: @escaping @Sendable () -> Void) async throws -> Judgement

  /// One report as the body, or several as files of a form.
  private func receive(
    _ request: Request,
    _ caller: Account?,
    _ early: EarlyJudging<Judgement>,
    _ judge: @escaping Judge
  ) async throws -> ReceivedReports {
    let stated = BodyReceiver.statedLength(request)
    return try await gate.upload(by: caller, stated: stated, isFiling: false) {
      let files: ReceivedReports
      if ReceivedReports.isForm(request) {
        files = try await ReceivedReports.receive(request, by: gate.apiBodies, early: early) { try await judge($0) {} }
      } else {
        try ReportMedia.require(request)
        let name = FileName.of(request)
        files = ReceivedReports(try await gate.apiBodies.report(request, name: name, early: early))
      }
      return (files, files.size)
    }
  }

  /// Waits for the judgements, or makes them: one after the other, each as a job of its own.
  private static func answer(
    _ files: ReceivedReports,
    _ judge: Judge,
    _ form: ResultForm,
    _ language: Language,
    _ gate: Gate,
    _ logger: Logger,
    _ progress: JobProgress
  ) async throws -> MadeAnswer {
    var assessments: [Assessment] = []
    for file in files.files {
      let judgement: Judgement
      if let judging = file.judging {
        progress.begin()
        judgement = try await judging.value
      } else {
        judgement = try await judge(file) { progress.begin() }
      }
      try gate.requireComplete(judgement, logger)
      gate.meters.judged(judgement.assessment)
      assessments.append(judgement.assessment)
    }
    let engine = gate.engine
    let judged = assessments
    return try await gate.judging.run { form.document(judged, asList: files.isList, engine, language) }
  }
}
