import HTTPTypes
import Hummingbird
import ReportModel

/// An answer that may be given now or kept for later: status, type, place and text.
struct MadeAnswer: Sendable {
  var status = HTTPResponse.Status.ok
  var type = "application/json"
  var location: String?
  /// What the caller's wishes were about, for caches.
  var vary: String?
  var text: String

  init(_ text: String, type: String = "application/json", status: HTTPResponse.Status = .ok, location: String? = nil) {
    self.text = text
    self.type = type
    self.status = status
    self.location = location
  }

  /// A problem as an answer.
  init(_ problem: Problem, _ language: Language) {
    self.init(problem.document(in: language), type: "application/problem+json", status: problem.row.status)
  }

  var response: Response {
    var fields = HTTPFields()
    if let location { fields[.location] = location }
    if let vary { fields[.vary] = vary }
    return Answer.make(status, type: type, text: text, fields: fields)
  }
}
