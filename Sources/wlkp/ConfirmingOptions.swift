import ArgumentParser
import Intake
import ReportModel
import SubmissionStore

/// Options of `wlkp submit` about confirmations beside the file.
struct ConfirmingOptions: ParsableArguments {
  @Flag(name: .long, help: "Keep a report that needs confirmation waiting for it, and print its number.")
  var wait = false

  @Option(name: .long, help: ArgumentHelp("How long it waits.", valueName: "days"))
  var waitDays = SubmissionState.confirmationDaysDefault

  @Option(name: .long, help: ArgumentHelp("Confirm a report that waits, instead of a file.", valueName: "number"))
  var pending: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Confirm what stands in the section [konfirmasi] of this file (CSV or XLSX).", valueName: "file")
  )
  var confirm: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Confirm all that is asked with this reason, such as SESUAI_KTP.", valueName: "code")
  )
  var reason: String?

  @Option(name: .long, help: ArgumentHelp("The remark to that reason; LAINNYA needs one.", valueName: "text"))
  var note: String?

  /// Options that do not go together are the caller's mistake.
  func check(file: String?) throws(CommandFault) {
    guard (file == nil) != (pending == nil) else { throw CommandFault(.usage, "wlkp: submit FILE | --pending NUMBER") }
    guard confirm == nil || reason == nil else { throw CommandFault(.usage, "wlkp: --confirm FILE | --reason CODE") }
    guard note == nil || reason != nil else { throw CommandFault(.usage, "wlkp: --note TEXT --reason CODE") }
    guard pending == nil || !wait else { throw CommandFault(.usage, "wlkp: --wait FILE") }
    guard pending == nil || confirm != nil || reason != nil else {
      throw CommandFault(.usage, "wlkp: --pending NUMBER --confirm FILE | --reason CODE")
    }
    guard (1...PendingReport.daysMax).contains(waitDays) else {
      throw CommandFault(.usage, "wlkp: --wait-days: 1–\(PendingReport.daysMax)")
    }
  }

  /// What is confirmed; `judgement` is asked for only when it decides what.
  func rows(
    _ assessor: ReportAssessor,
    _ language: Language,
    judgement: () throws -> Assessment
  ) throws -> [Confirmation] {
    if let confirm {
      let rows = try assessor.confirmations(in: InputFile(confirm, language).source)
      if let fault = assessor.fault(in: rows) { throw IntakeDesk.Fault.confirmation(fault) }
      return rows
    }
    guard let reason else { return [] }
    let rules = Set(try judgement().questions.map(\.rule)).sorted()
    return rules.map { Confirmation(rule: $0, reason: reason.uppercased(), note: note) }
  }
}
