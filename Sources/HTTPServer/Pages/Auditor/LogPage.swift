import AuditLog
import ReportModel
import SubmissionStore

/// How one tree of the log stands.
struct TreeState: Sendable {
  let tree: LogTree
  let key: VerifierKey
  /// The newest signed checkpoints, the newest first.
  let checkpoints: [SignedCheckpoint]
  /// Whether the newest one verifies with the key.
  let isSigned: Bool

  /// How many checkpoints are listed.
  static let checkpointsListed = 10

  /// Reads the state of a tree from the store.
  static func read(_ tree: LogTree, from store: any SubmissionStore) throws -> TreeState {
    let key = store.publicKey(of: tree)
    let checkpoints = try store.checkpoints(of: tree, limit: checkpointsListed)
    let isSigned = checkpoints.first.map { (try? $0.verified(by: [key], origin: key.name)) != nil } ?? false
    return TreeState(tree: tree, key: key, checkpoints: checkpoints, isSigned: isSigned)
  }
}

/// What the comparison of two sizes of a tree showed.
struct SizeComparison: Sendable {
  let proof: ConsistencyProof
  let oldRoot: Digest
  let newRoot: Digest
  /// Whether the larger tree is the smaller one with entries added at its end.
  let holds: Bool
  /// Whether the smaller tree's root is the one the person holds; `nil` when none was given.
  let isRootKnown: Bool?

  /// Proves two sizes of a tree consistent, with roots derived from its tiles.
  static func make(
    old: Int,
    new: Int,
    givenRoot: Digest?,
    of tree: LogTree,
    in store: any SubmissionStore
  ) throws -> SizeComparison {
    let proof = try store.consistency(from: old, to: new, of: tree)
    let (oldRoot, newRoot) = (try store.root(of: tree, at: old), try store.root(of: tree, at: new))
    let holds = (try? proof.verify(oldRoot: oldRoot, newRoot: newRoot)) != nil
    return SizeComparison(
      proof: proof,
      oldRoot: oldRoot,
      newRoot: newRoot,
      holds: holds,
      isRootKnown: givenRoot.map { $0 == oldRoot }
    )
  }
}

/// The page about the log itself.
struct LogStatePage {
  static let parameters: Set<String> = ["pohon", "lama", "baru", "akar"]
  private static let sizes = 0...Int(Int32.max)

  let language: Language

  /// What is compared, when the form was filled in.
  struct Request {
    let tree: LogTree
    let old: Int
    let new: Int
    let root: Digest?
  }

  /// The form of the comparison.
  static let fields: [FilterField] = [
    FilterField(
      name: "pohon",
      label: Bilingual(id: "Catatan", en: "Log"),
      options: [
        ("laporan", Bilingual(id: "Laporan", en: "Reports")), ("akses", Bilingual(id: "Akses", en: "Access")),
      ],
      takesAll: false
    ),
    FilterField(name: "lama", label: Bilingual(id: "Ukuran lama", en: "Older size"), kind: .number),
    FilterField(name: "baru", label: Bilingual(id: "Ukuran baru", en: "Newer size"), kind: .number),
    FilterField(
      name: "akar",
      label: Bilingual(id: "Akar lama yang Anda pegang", en: "Older root that you hold"),
      hint: Bilingual(id: "Boleh kosong; base64 dari checkpoint", en: "May be empty; base64 from a checkpoint")
    ),
  ]

  /// Reads the form; `nil` when nothing is asked or something cannot be read.
  static func request(_ form: inout FormQuery, sizes: (LogTree) -> Int) -> Request? {
    let tree = form.value("pohon") { ["laporan": LogTree.submissions, "akses": .access][$0] } ?? .submissions
    guard form["lama"] != nil || form["baru"] != nil else { return nil }
    let size = sizes(tree)
    let new = form["baru"] == nil ? size : form.number("baru", in: 0...size)
    let old = form.number("lama", in: 0...(new ?? size))
    let root = form.value("akar") { Digest(base64: $0) }
    guard form.faults.isEmpty, let old, let new else { return nil }
    return Request(tree: tree, old: old, new: new, root: root)
  }

  func content(
    _ trees: [TreeState],
    _ form: FormQuery,
    comparison: SizeComparison?,
    check: LogCheckJob.State
  ) -> [String: Any] {
    var content: [String: Any] = [
      "w": AuditorWording.words(language), "trees": trees.map(tree),
      "fields": Self.fields.map { $0.values(form, language) },
      "check": LogCheckWording.state(check, language),
      "extents": LogCheckJob.Extent.allCases.map { extent in
        [
          "value": extent.rawValue, "label": LogCheckWording.extent(extent)[language],
          "isFirst": extent == LogCheckJob.Extent.allCases.first,
        ] as [String: Any]
      },
    ]
    if let errors = FilterField.errors(form, Self.fields, language) { content["errors"] = errors }
    if let comparison { content["comparison"] = values(comparison) }
    return content
  }

  private func tree(_ state: TreeState) -> [String: Any] {
    let isPublic = state.tree == .submissions
    let path = isPublic ? "/log" : "/log/access"
    let newest = state.checkpoints.first
    var values: [String: Any] = [
      "anchor": isPublic ? "catatan-laporan" : "catatan-akses",
      "name": AuditorWording.word(isPublic ? "submissionsTree" : "accessTree")[language],
      "about": AuditorWording.word(isPublic ? "submissionsTreeText" : "accessTreeText")[language],
      "size": newest?.unverified.head.size ?? 0, "root": newest?.unverified.head.root.base64 ?? "–",
      "key": state.key.text, "checkpoint": newest?.text ?? "", "isSigned": state.isSigned,
      "checkpointFile": path + "/checkpoint", "keyFile": path + "/key",
      "older": state.checkpoints.map { checkpoint in
        ["size": checkpoint.unverified.head.size, "root": checkpoint.unverified.head.root.base64] as [String: Any]
      },
    ]
    if isPublic, let size = newest?.unverified.head.size, size > 0 {
      values["tile"] = Tile.covering(size: size).first { _ in true }.map { "/log/" + $0.path }
    }
    return values
  }

  private func values(_ comparison: SizeComparison) -> [String: Any] {
    let proof = comparison.proof
    var values: [String: Any] = [
      "sentence": AuditorWording.comparison(comparison)[language],
      "tint": comparison.holds && comparison.isRootKnown != false ? "notice-good" : "notice-bad",
      "old": proof.oldSize, "new": proof.newSize, "oldRoot": comparison.oldRoot.base64,
      "newRoot": comparison.newRoot.base64,
    ]
    if !proof.path.isEmpty { values["hashes"] = ["path": proof.path.map(\.base64)] }
    return values
  }
}
