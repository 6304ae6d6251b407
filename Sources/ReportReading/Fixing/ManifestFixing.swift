import AuditLog
import CSV
import ReportModel

/// Writes the new hashes of repaired files into the manifest of a package. A hash that was wrong before stays: it tells of
/// something else.
struct ManifestFixing {
  let limits: ReadingLimits
  let manifest: CSVTable
  /// The files that were repaired, as they were and as they are.
  let originals: [Int: CSVTable]
  let copies: [Int: any ByteSource]

  func copy(to sink: any FixSink) throws(ReadingFault) {
    var hashes: [String: (before: String, after: String)] = [:]
    for (number, original) in originals {
      guard let copy = copies[number] else { continue }
      let name = MemberName(Array(original.place.name.utf8))
      let pair = (try hash(original.source), try hash(copy))
      hashes[name.key] = pair
      hashes[name.lastPart.lowercased()] = pair
    }
    let patches = PatchedCopy(manifest.source, chunkBytes: limits.chunkBytes, to: sink)
    let cells = DelimitedCells(delimiter: manifest.dialect.delimiter.rawValue, patches: patches)
    let rows = ManifestHashes(hashes, place: manifest.place, cells: cells, sink: sink)
    _ = try manifest.feed(from: .fileStart, into: rows, RecordOutput(sink: DeafSink(), limits: limits))
    try patches.finish()
  }

  private func hash(_ source: any ByteSource) throws(ReadingFault) -> String {
    var hasher = DigestHasher()
    try BytePump(source: source, chunkBytes: limits.chunkBytes).run(from: 0) { bytes in
      hasher.update(bytes)
      return true
    }
    return hasher.finalize().hex
  }
}

/// Goes through the rows of a manifest and replaces hashes.
private final class ManifestHashes: CSVRowSink {
  private let hashes: [String: (before: String, after: String)]
  private let place: TablePlace
  private let cells: DelimitedCells
  private let sink: any FixSink
  private var columns: (name: Int, hash: Int)?

  init(
    _ hashes: [String: (before: String, after: String)],
    place: TablePlace,
    cells: DelimitedCells,
    sink: any FixSink
  ) {
    self.hashes = hashes
    self.place = place
    self.cells = cells
    self.sink = sink
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if row.isBlank { return .continue }
    guard let columns else {
      var found: [String: Int] = [:]
      for column in 0..<row.fieldCount { found[text(row, column).lowercased()] = column }
      guard let name = found["nama_berkas"], let hash = found["sha256"] else { return .stop }
      self.columns = (name, hash)
      return .continue
    }
    guard max(columns.name, columns.hash) < row.fieldCount,
      let pair = hashes[MemberName(Array(text(row, columns.name).utf8)).key],
      text(row, columns.hash).lowercased() == pair.before
    else { return .continue }
    let location = place.located(
      Location(
        column: "sha256",
        cell: Location.cellName(column: columns.hash, line: row.line),
        position: SourcePosition(row.position(ofField: columns.hash))
      )
    )
    sink.changed(FixChange(location: location, kind: .manifest, before: .plain(pair.before), after: .plain(pair.after)))
    cells.write(row, columns.hash, Array(pair.after.utf8))
    return cells.fault == nil ? .continue : .stop
  }

  private func text(_ row: borrowing CSVRow, _ column: Int) -> String {
    let raw = row.field(column)
    return TidyCell(raw).withBytes(of: raw) { String(decoding: $0, as: UTF8.self) }
  }
}
