import Hummingbird
import Mustache
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Makes the pages. They hold no script, no style of their own and no address outside this server.
struct Pages: Sendable {
  private let layout: MustacheTemplate
  private let startPart: MustacheTemplate
  private let formPart: MustacheTemplate
  private let filingPart: MustacheTemplate
  private let resultPart: MustacheTemplate
  private let problemPart: MustacheTemplate
  private let receiptPart: MustacheTemplate
  private let receiptFormPart: MustacheTemplate
  private let verificationPart: MustacheTemplate
  private let facts: Bilingual
  private let hint: Bilingual
  private let tail: Bilingual

  init(engine: Engine, configuration: ServerConfiguration) throws {
    layout = try MustacheTemplate(string: PageTemplates.layout)
    startPart = try MustacheTemplate(string: PageTemplates.start)
    formPart = try MustacheTemplate(string: PageTemplates.form)
    filingPart = try MustacheTemplate(string: PageTemplates.filing)
    resultPart = try MustacheTemplate(string: PageTemplates.result)
    problemPart = try MustacheTemplate(string: PageTemplates.problem)
    receiptPart = try MustacheTemplate(string: PageTemplates.receipt)
    receiptFormPart = try MustacheTemplate(string: PageTemplates.receiptForm)
    verificationPart = try MustacheTemplate(string: PageTemplates.verification)
    facts = PageWording.facts(
      engine: Engine.version,
      pack: engine.pack.version,
      verifiedUntil: engine.pack.verifiedUntil
    )
    hint = PageWording.hint(mebibytes: configuration.pageBodyLimit >> 20)
    tail = engine.pack.tail
  }

  /// The start page, with what was wrong with the last upload.
  func start(_ language: Language, fault: String? = nil) -> String {
    var values = values(language)
    if let fault { values["fault"] = fault }
    values["form"] = formPart.render(values)
    values["filing"] = filingPart.render(values)
    let heading = PageWording.words(language)["heading"] ?? ""
    let prefix = fault == nil ? "" : (PageWording.words(language)["faultPrefix"] ?? "") + ": "
    return page(prefix + heading, startPart.render(values), language)
  }

  /// The page of a judgement, with personal values: people look at their own file here.
  func result(_ assessment: Assessment, _ language: Language) -> String {
    var values = values(language)
    values["result"] = HTMLRenderer(language: language, tail: tail, reveal: true).render(assessment)
    values["filing"] = assessment.verdict.allowsFiling ? filingPart.render(values) : ""
    return page(PageWording.words(language)["resultHeading"] ?? "", resultPart.render(values), language)
  }

  /// The page of a receipt, ready to print.
  func receipt(_ card: ReceiptCard, _ language: Language) -> String {
    var values = values(language)
    values["receipt"] = ReceiptPage(card, language: language).article
    return page(card.number, receiptPart.render(values), language)
  }

  /// The page on which a receipt is handed in to be checked.
  func receiptForm(_ language: Language) -> String {
    page(PageWording.words(language)["verification"] ?? "", receiptFormPart.render(values(language)), language)
  }

  /// The page that says whether a receipt is genuine, and what was checked.
  func verification(_ verification: ReceiptVerification, _ language: Language) -> String {
    var values = values(language)
    let sentence = verification.sentence[language]
    values["sentence"] = sentence
    values["verdict"] = verification.proved == nil ? "rejected" : "accepted"
    values["number"] = verification.proved.map { "\($0.number.text) – \($0.company)" }
    values["steps"] = verification.steps.map { step in
      ["text": step.message[language], "outcome": ReceiptVerification.word(step.outcome)]
    }
    return page(sentence, verificationPart.render(values), language)
  }

  /// The page of a problem; one with the upload shows the form again.
  func problem(_ problem: Problem, language: Language) -> Response {
    let row = problem.row
    var response: Response
    switch problem {
    case .fileMissing, .tooLarge, .multipart:
      response = Answer.page(start(language, fault: row.detail[language]), row.status, language: language)
    default:
      var values = values(language)
      values["problem"] = row.title[language]
      values["detail"] = row.detail[language]
      response = Answer.page(
        page(row.title[language], problemPart.render(values), language),
        row.status,
        language: language
      )
    }
    for field in problem.fields { response.headers[field.name] = field.value }
    return response
  }

  private func page(_ title: String, _ body: String, _ language: Language) -> String {
    var values = values(language)
    values["title"] = title + " – WLKP"
    values["body"] = body
    values["facts"] = facts[language]
    return layout.render(values)
  }

  private func values(_ language: Language) -> [String: Any] {
    var words = PageWording.words(language)
    words["hint"] = hint[language]
    return ["lang": language.rawValue, "w": words]
  }
}
