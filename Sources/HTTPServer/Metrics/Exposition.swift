/// Numbers in Prometheus' text format (version 0.0.4).
struct Exposition {
  /// The media type.
  static let type = "text/plain; version=0.0.4; charset=utf-8"

  /// What a family of numbers is.
  enum Kind: String { case counter, gauge, histogram }

  /// The document so far.
  private(set) var text = ""

  /// Writes a family with one number, or one for every set of labels.
  mutating func family(_ name: String, _ kind: Kind, _ help: String, _ samples: [([(String, String)], Double)]) {
    head(name, kind, help)
    for (labels, value) in samples { sample(name, labels, value) }
  }

  /// Writes a family of one number without labels.
  mutating func number(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    family(name, kind, help, [([], value)])
  }

  /// Writes a family of one number for every value of a label, in order.
  mutating func table(_ name: String, _ help: String, label: String, _ counts: [String: Int]) {
    family(name, .counter, help, counts.sorted { $0.key < $1.key }.map { ([(label, $0.key)], Double($0.value)) })
  }

  /// Writes a family of histograms, one for every value of a label.
  mutating func histograms(_ name: String, _ help: String, label: String, _ histograms: [String: Histogram]) {
    head(name, .histogram, help)
    for (value, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
      var running = 0
      for (bound, count) in zip(Histogram.bounds, histogram.counts) {
        running += count
        sample(name + "_bucket", [(label, value), ("le", Self.number(bound))], Double(running))
      }
      sample(name + "_bucket", [(label, value), ("le", "+Inf")], Double(histogram.total))
      sample(name + "_sum", [(label, value)], histogram.sum)
      sample(name + "_count", [(label, value)], Double(histogram.total))
    }
  }

  private mutating func head(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
    let written = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
    text += name + (written.isEmpty ? "" : "{\(written)}") + " " + Self.number(value) + "\n"
  }

  /// Whole numbers without a point.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
