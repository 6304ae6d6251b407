public import ReportModel
import RuleEngine
public import SubmissionStore

extension ReportAssessor {
  /// The terms within which reports are due on a day, from the rule pack's parameters; `nil` for a day on which the
  /// duty to report was not in force yet, or when a parameter is not known.
  public func reportingTerms(on day: CivilDate) -> ReportingTerms? {
    func number(_ name: String) -> Int? { engine.tables.parameter(name, on: day).flatMap { Int($0) } }
    guard let days = number("wlkp.batas_hari_sesudah"), let month = number("wlkp.bulan_tahunan"),
      let months = number("wlkp.penghentian_maks_bulan"), (1...12).contains(month)
    else { return nil }
    return ReportingTerms(daysAfterEvent: days, annualMonth: month, monthsOfStopMax: months)
  }
}
