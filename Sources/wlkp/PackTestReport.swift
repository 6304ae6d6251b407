import Intake
import ReportModel
import RuleEngine

/// What `wlkp pack test` prints: failures to standard error, counts and gaps to standard output.
enum PackTestReport {
  /// The share of wrong versions, in percent, that the cases must notice.
  static let noticedPercent = 95

  /// Writes the outcome of the cases; false when one failed.
  static func write(_ outcome: PackTrial.Outcome) -> Bool {
    for fault in outcome.faults { Terminal.complain(fault.description) }
    for failure in outcome.failures { Terminal.complain(sentence(failure)) }
    for rule in outcome.untested { Terminal.complain("\(rule): no case") }
    let failed = outcome.failures.count + outcome.faults.count + outcome.untested.count
    Terminal.write(
      "\(outcome.rules) rules, \(outcome.cases) cases: \(outcome.cases - outcome.failures.count) passed, \(failed) failed\n"
    )
    let sides = outcome.dates * 2
    Terminal.write(
      "\(outcome.dates) days on which an answer changes: \(sides - outcome.holes.count) of \(sides) sides have a case\n"
    )
    for hole in outcome.holes {
      Terminal.write("  \(hole.rule): no case \(hole.isBefore ? "before" : "from") \(hole.day)\n")
    }
    return failed == 0
  }

  private static func sentence(_ failure: PackTrial.Failure) -> String {
    let ruleCase = failure.ruleCase
    let name = ruleCase.name.map { " “\($0)”" } ?? ""
    let wanted = ruleCase.grade.map { " as \($0.name)" } ?? ""
    let rows = ruleCase.count.map { " in \($0) rows" } ?? ""
    let grade = failure.answer.grade.map { " as \($0.name)" } ?? ""
    let found = ruleCase.count == nil ? "" : " in \(failure.answer.count) rows"
    let missing =
      failure.answer.missing.isEmpty
      ? "" : " (unknown: \(failure.answer.missing.joined(separator: ", ")))"
    let broken = failure.answer.faults.map { " [\($0.rule) broke: \($0.error)]" }.joined()
    return
      "\(ruleCase.place): \(ruleCase.rule) case \(ruleCase.number)\(name): expected \(ruleCase.expectation)\(wanted)\(rows), "
      + "the rule said \(failure.answer.said)\(grade)\(found)\(missing)\(broken)"
  }

  /// Writes what the cases noticed of wrong versions; false when too few rules are guarded.
  static func write(_ caught: [CaseExaminer.Catch]) -> Bool {
    let caught = caught.filter { $0.tried > 0 }
    for one in caught {
      for survivor in one.survivors {
        let place = survivor.offset.map { " (byte \($0))" } ?? ""
        Terminal.write(
          "  \(one.rule) \(survivor.key): \(survivor.before) → \(survivor.after)\(place): not noticed\n"
        )
      }
    }
    let tried = caught.reduce(0) { $0 + $1.tried }
    let noticed = tried - caught.reduce(0) { $0 + $1.survivors.count }
    let touched = caught.count { $0.survivors.count < $0.tried }
    let complete = caught.count { $0.isComplete }
    Terminal.write(
      "\(tried) wrong versions of \(caught.count) rules: \(noticed) noticed (\(percent(noticed, tried)) %)\n"
        + "\(touched) rules with one noticed (\(percent(touched, caught.count)) %), "
        + "\(complete) with all noticed (\(percent(complete, caught.count)) %)\n"
    )
    return noticed * 100 >= noticedPercent * tried && touched == caught.count
  }

  /// A share in percent with one digit behind the point, rounded down: 99.9 is not 100.
  private static func percent(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "100.0" }
    let thousandths = part * 1000 / whole
    return "\(thousandths / 10).\(thousandths % 10)"
  }
}
