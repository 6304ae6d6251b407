import Glibc
import HTTPTypes
import Hummingbird
import Intake
import Logging
import NIOHTTP1
import ReportModel
import SubmissionStore

/// Turns whatever a route throws into an answer: a page for people, problem details for programs. What is ours is
/// recorded by kind, without values.
struct ProblemAnswers<Context: RequestContext>: RouterMiddleware {
  let gate: Gate
  let pages: Pages

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let problem = ProblemTranslation.problem(error, context.logger)
      gate.meters.problem(problem.row.slug)
      let language = CallerLanguage.of(request)
      guard Self.wantsPage(request) else { return problem.response(in: language) }
      return pages.problem(problem, await visitor(request, language))
    }
  }

  /// Who is told of a problem; when even that cannot be found out, nobody in particular.
  private func visitor(_ request: Request, _ language: Language) async -> Visitor {
    (try? await gate.visitor(request))
      ?? Visitor(
        account: nil,
        language: language,
        csrf: "",
        path: OwnPath.asked(request),
        session: nil,
        comesFromHere: false
      )
  }

  /// Pages are for those who name them, away from the addresses of programs.
  private static func wantsPage(_ request: Request) -> Bool {
    let isForPrograms = ["/v1/", "/log/"].contains { request.uri.path.hasPrefix($0) }
    return !isForPrograms && Accepting(request).namesPages
  }
}

/// What an error means to a caller; what is ours is recorded by kind, without values.
enum ProblemTranslation {
  static func problem(_ error: any Error, _ logger: Logger) -> Problem {
    switch error {
    case let problem as Problem: return problem
    case let fault as MultipartFault: return .multipart(fault)
    case let error as StoreError: return recorded(Problem(error), error, logger)
    case IntakeDesk.Fault.store(let error): return recorded(Problem(error), error, logger)
    case Spool.Fault.tooLarge(let limit): return .tooLarge(limit: limit)
    case Spool.Fault.system(ENOSPC), Spool.Fault.system(EDQUOT): return recorded(.noRoom, error, logger)
    case is HTTPParserError: return .bodyUnreadable
    case let error as HTTPError where error.status == .notFound: return .notFound(suggestion: nil)
    default: return recorded(.internalFault, error, logger)
    }
  }

  private static func recorded(_ problem: Problem, _ error: any Error, _ logger: Logger) -> Problem {
    if problem.row.status.kind == .serverError {
      logger.error("request failed", metadata: ["kind": .string(kind(of: error))])
    }
    return problem
  }

  /// The type and case of an error, without what it carries: that may be a path or a value.
  private static func kind(of error: any Error) -> String {
    let name = String(describing: error).prefix { $0.isLetter || $0.isNumber || $0 == "." }
    return "\(type(of: error)).\(name.prefix(60))"
  }
}
