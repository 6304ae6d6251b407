import CQREncode

/// A QR code (ISO/IEC 18004) as a square of dark and light modules.
struct QRCode {
  /// Modules on a side.
  let side: Int
  /// Whether each module is dark, row by row.
  private let dark: [Bool]

  /// The code of a text with the lowest error correction, which holds most; `nil` for one that no code can hold.
  init?(_ text: String) {
    guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_L, QR_MODE_8, 1) else { return nil }
    defer { QRcode_free(code) }
    let side = Int(code.pointee.width)
    self.side = side
    // The lowest bit of each byte is the colour.
    dark = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Runs of dark modules: row and columns, from 0.
  var runs: [(row: Int, columns: Range<Int>)] {
    (0..<side).flatMap { row -> [(row: Int, columns: Range<Int>)] in
      var runs: [(row: Int, columns: Range<Int>)] = []
      var start: Int?
      for column in 0...side {
        let isDark = column < side && dark[row * side + column]
        if isDark, start == nil { start = column }
        if !isDark, let from = start {
          runs.append((row, from..<column))
          start = nil
        }
      }
      return runs
    }
  }

  /// The light border that readers need, in modules.
  static let quietZone = 4

  /// As SVG that scales to its box.
  func svg(label: String) -> String {
    let size = side + 2 * Self.quietZone
    let path = runs.map { run in
      "M\(run.columns.lowerBound + Self.quietZone) \(run.row + Self.quietZone)h\(run.columns.count)v1h-\(run.columns.count)z"
    }.joined()
    return """
      <svg class="wlkp-qr" role="img" aria-label="\(HTMLText.escape(label))" viewBox="0 0 \(size) \(size)" \
      shape-rendering="crispEdges"><rect width="\(size)" height="\(size)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}
