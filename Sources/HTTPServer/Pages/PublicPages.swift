import HTTPTypes
import Hummingbird
import Intake
import Mustache
import ReportModel
import ReportReading
import ResultRendering
import SubmissionStore

/// The pages for everybody: start, the check of a file, receipts, problems.
extension Pages {
  /// The start page of who has not signed in, with what was wrong with the last upload.
  func start(_ visitor: Visitor, fault: String? = nil, status: HTTPResponse.Status = .ok) -> Response {
    var values = values(visitor.language)
    if let fault { values["fault"] = fault }
    values["form"] = self["form"].render(values)
    values["filing"] = self["filing"].render(values)
    let title = PageWording.both("heading")
    return page(
      visitor,
      title: fault == nil ? title : PageWording.faulty(title),
      place: .start,
      status: status,
      body: self["start"],
      values
    )
  }

  /// The page of a judgement, with personal values: people look at their own file here.
  ///
  /// - Parameter path: the file, of which rows with findings are shown; read at once.
  func result(_ assessment: Assessment, _ path: String, _ visitor: Visitor) -> Response {
    let source = (try? FileSource(path: path)).map { FileLines(of: assessment, from: $0) }
    var values = values(visitor.language)
    values["result"] = HTMLRenderer(for: self, visitor.language, reveal: true, source: source).render(assessment)
    values["filing"] = assessment.verdict.allowsFiling ? self["filing"].render(values) : ""
    return page(visitor, title: PageWording.both("resultHeading"), place: .start, body: self["result"], values)
  }

  /// The page of a receipt, ready to print.
  func receipt(_ card: ReceiptCard, _ visitor: Visitor) -> Response {
    let title = Bilingual(id: card.number, en: card.number)
    let article = ReceiptPage(card, language: visitor.language).article
    return page(visitor, title: title, place: .none, body: self["receipt"], ["receipt": article])
  }

  /// The page on which a receipt is handed in to be checked.
  func receiptForm(_ visitor: Visitor, fault: String? = nil, status: HTTPResponse.Status = .ok) -> Response {
    var values = values(visitor.language)
    if let fault { values["fault"] = fault }
    let title = PageWording.both("verification")
    return page(
      visitor,
      title: fault == nil ? title : PageWording.faulty(title),
      place: .receipt,
      status: status,
      body: self["receiptForm"],
      values
    )
  }

  /// The page that says whether a receipt is genuine, and what was checked.
  func verification(_ verification: ReceiptVerification, _ visitor: Visitor) -> Response {
    var values = values(visitor.language)
    values["sentence"] = verification.sentence[visitor.language]
    values["verdict"] = verification.proved == nil ? "rejected" : "accepted"
    values["number"] = verification.proved.map { "\($0.number.text) – \($0.company)" }
    values["steps"] = verification.steps.map { step in
      [
        "text": step.message[visitor.language], "outcome": ReceiptVerification.word(step.outcome),
        "meaning": ReceiptStepWording.meaning(step.kind)[visitor.language],
      ]
    }
    return page(visitor, title: verification.sentence, place: .receipt, body: self["verification"], values)
  }

  /// The page of a problem; one with an upload shows the form again.
  func problem(_ problem: Problem, _ visitor: Visitor) -> Response {
    var response = problemPage(problem, visitor)
    for field in problem.fields { response.headers[field.name] = field.value }
    return response
  }

  private func problemPage(_ problem: Problem, _ visitor: Visitor) -> Response {
    let row = problem.row
    switch problem {
    case .fileMissing, .tooLarge, .multipart:
      let detail = row.detail[visitor.language]
      if visitor.path.hasPrefix("/laporan/baru"), visitor.account?.role == .company {
        return CompanyPages(pages: self, engine: engine, visitor: visitor)
          .upload(corrects: nil, fault: detail, status: row.status)
      }
      return visitor.path.hasPrefix("/tanda-terima")
        ? receiptForm(visitor, fault: detail, status: row.status) : start(visitor, fault: detail, status: row.status)
    default:
      var values = values(visitor.language)
      values["problem"] = row.title[visitor.language]
      values["detail"] = row.detail[visitor.language]
      return page(visitor, title: row.title, place: .none, status: row.status, body: self["problem"], values)
    }
  }

  private func values(_ language: Language) -> [String: Any] {
    var words = PageWording.words(language)
    words["hint"] = PageWording.hint(mebibytes: fileLimit >> 20)[language]
    return ["w": words]
  }
}
