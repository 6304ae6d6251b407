/// The archive being walked.
struct WalkedArchive {
  let source: any ByteSource
  let name: String
  /// The place of a nested archive in the outer one.
  let outer: ArchivePlace?

  func place(_ index: Int, _ name: MemberName) -> ArchivePlace {
    guard let outer else { return ArchivePlace(index: index, path: name.path) }
    return ArchivePlace(index: outer.index, nestedIndex: index, path: outer.path + "/" + name.path)
  }

  /// The name of the one file in `laporan.csv.gz`.
  var loneName: [UInt8] {
    let last = String(name.split(separator: "/").last ?? "")
    for ending in [".gz", ".zst"] where last.lowercased().hasSuffix(ending) {
      return Array(last.utf8.dropLast(ending.utf8.count))
    }
    return Array((last.isEmpty ? "isi" : last).utf8)
  }
}
