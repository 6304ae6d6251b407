import Hummingbird
import ReportModel
import SubmissionStore

extension Gate {
  /// The report that a path names, for an account that may see it. To all others it answers like a number that nobody
  /// got, so that numbers cannot be tried out.
  func visible(
    _ request: Request,
    _ context: BasicRequestContext,
    knows parameters: Set<String> = []
  ) async throws -> (SubmissionHistory, Account) {
    let account = try await account(request, ReadingRoutes.roles)
    _ = try Query(request, knows: parameters)
    guard let number = ReportNumber(try context.parameters.require("number")),
      let history = try await store.submission(number.text), account.scope.includes(history.submission)
    else { throw Problem.notFound(suggestion: nil) }
    return (history, account)
  }
}
