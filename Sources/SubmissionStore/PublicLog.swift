public import AuditLog
import Glibc

/// The trees of a store. Their numbers stand in the tables and never change.
public enum LogTree: Int, Sendable, CaseIterable {
  /// Accepted submissions, as blinded hashes: public.
  case submissions = 0
  /// Events, as blinded hashes: for auditors; only its checkpoint is public.
  case access = 1
}

/// The log as files that tools we did not write can verify (C2SP tlog-tiles).
extension SubmissionStore {
  /// The public key of a tree.
  public func publicKey(of tree: LogTree) -> VerifierKey {
    switch tree {
    case .submissions: publicKey
    case .access: accessKey
    }
  }

  /// Writes a tree's tiles, entries and checkpoint below a directory, as a web server would serve them: `checkpoint`,
  /// `tile/0/000`, `tile/entries/000` … A later export adds what is new. The checkpoint is written last, so that the
  /// folder is whole at every moment.
  ///
  /// - Parameter progress: called with the number of files written.
  /// - Returns: the size of the exported tree.
  /// - Throws: ``StoreError/exportDiffers(path:)`` when the folder holds another log, or a later state of this one.
  public func exportLog(
    _ tree: LogTree,
    to directory: String,
    progress: (Int) -> Void = { _ in }
  ) throws(StoreError) -> Int {
    let checkpoint = try checkpoint(of: tree)
    let size = checkpoint.unverified.head.size
    let folder = LogFolder(path: directory)
    let before = try folder.exportedSize(key: publicKey(of: tree))
    // Two steps: the operators' closures would widen the typed throw.
    guard before <= size else { throw .exportDiffers(path: directory) }
    guard try isPrefix(before, folder, tree) else { throw .exportDiffers(path: directory) }
    var written = 0
    for tile in Array(Tile.added(from: before, to: size)) + Array(Tile.entries(size: size, beyond: before)) {
      guard let bytes = try self.tile(tile, of: tree) else {
        throw .damaged(.tree(.nodeMissing(level: tile.treeLevel, index: tile.indices.lowerBound)))
      }
      try folder.write(bytes, to: tile.path)
      written += 1
      progress(written)
    }
    try folder.write(Array(checkpoint.text.utf8), to: LogFolder.checkpointName)
    return size
  }

  /// Whether the exported tree is a beginning of this one.
  private func isPrefix(_ size: Int, _ folder: LogFolder, _ tree: LogTree) throws(StoreError) -> Bool {
    guard size > 0, let exported = try folder.checkpoint() else { return true }
    let head = try checkpoint(of: tree).unverified.head
    let proof = try consistency(from: size, to: head.size, of: tree)
    return (try? proof.verify(oldRoot: exported.unverified.head.root, newRoot: head.root)) != nil
  }
}

/// A folder with a log's public files.
struct LogFolder {
  static let checkpointName = "checkpoint"
  private static let forAll: mode_t = 0o644
  private static let folderMode: mode_t = 0o755

  let path: String

  /// The checkpoint that was exported last; `nil` in a new folder.
  func checkpoint() throws(StoreError) -> SignedCheckpoint? {
    let file = path + "/" + Self.checkpointName
    do {
      guard try PosixFile.status(file) != nil else { return nil }
      return try SignedCheckpoint(parsing: PosixFile.small(file))
    } catch let fault as FileFault {
      throw StoreError(fault)
    } catch {
      throw .exportDiffers(path: path)
    }
  }

  /// The size of the tree in the folder, 0 in a new one.
  func exportedSize(key: VerifierKey) throws(StoreError) -> Int {
    guard let checkpoint = try checkpoint() else { return 0 }
    guard let head = try? checkpoint.verified(by: [key], origin: key.name).head else {
      throw .exportDiffers(path: path)
    }
    return head.size
  }

  /// Writes a file in one step, with the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws(StoreError) {
    do throws(FileFault) {
      let target = path + "/" + name
      try makeFolders(for: name)
      try PosixFile.write(bytes, to: target + ".new", mode: Self.forAll)
      try PosixFile.rename(target + ".new", to: target)
    } catch {
      throw StoreError(error)
    }
  }

  private func makeFolders(for name: String) throws(FileFault) {
    var folder = path
    try make(folder)
    for part in name.utf8.split(separator: UInt8(ascii: "/")).dropLast() {
      folder += "/" + String(decoding: part, as: UTF8.self)
      try make(folder)
    }
  }

  private func make(_ folder: String) throws(FileFault) {
    guard mkdir(folder, Self.folderMode) == 0 || errno == EEXIST else { throw FileFault(path: folder, errno: errno) }
  }
}
