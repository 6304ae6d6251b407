import ReportModel
import SubmissionStore

/// The first administrator's link, which `wlkp serve` shows while a store has no administrator: there is no default
/// password.
enum StartLink {
  /// Makes the link; `nil` when there is an administrator.
  static func make(in store: SQLiteSubmissionStore, _ language: Language) throws(CommandFault) -> IssuedLink? {
    try withStoreFaults(language) { () throws(StoreError) in try store.persons.startLink(now: nowMilliseconds()) }
  }

  /// Says where to go, on standard error.
  static func announce(_ link: IssuedLink?, at server: String, _ language: Language) {
    guard let link else { return }
    let address = "\(server)/mulai/\(link.secret)"
    Terminal.complain(
      language == .id
        ? "wlkp: belum ada administrator. Buat akunnya di \(address) (sekali pakai, berlaku 1 jam)"
        : "wlkp: there is no administrator yet. Make the account at \(address) (once, within an hour)"
    )
  }
}
