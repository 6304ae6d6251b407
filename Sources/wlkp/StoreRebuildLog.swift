import ArgumentParser
import AuditLog
import ReportModel
import SubmissionStore

/// `wlkp store rebuild-log`: the log's entries and nodes from the data.
struct StoreRebuildLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild-log",
    abstract: "Make a damaged log anew from submissions and events, if they lead to the signed root.",
    discussion: """
      Example: wlkp store rebuild-log --store wlkp.sqlite

      Nothing is signed: what the data give must be what the newest checkpoint signs for. Otherwise the first \\
      difference is named and nothing changes; then go back to a backup.
      """
  )

  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let rebuilt = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.rebuildLog() }
    for tree in LogTree.allCases {
      guard let head = rebuilt.heads[tree] else { continue }
      Terminal.write(Self.line(tree, head, speaking.lang))
    }
  }

  private static func line(_ tree: LogTree, _ head: TreeHead, _ language: Language) -> String {
    let name =
      switch (tree, language) {
      case (.submissions, .id): "Log laporan"
      case (.submissions, .en): "Log of submissions"
      case (.access, .id): "Log akses"
      case (.access, .en): "Access log"
      }
    return language == .id
      ? "\(name): \(head.size) entri dibuat ulang, akar sama dengan yang ditandatangani (\(head.root.hex))\n"
      : "\(name): \(head.size) entries made anew, the root is the signed one (\(head.root.hex))\n"
  }
}
