import ReportReading
import Testing

@Suite("docs/INPUT.md names every limit with its default")
struct LimitTableTests {
  /// `name` and value of each limit, those of archives and workbooks with their group in front.
  private static func limits(_ value: Any, _ group: String = "") -> [(name: String, value: String)] {
    Mirror(reflecting: value).children.flatMap { child -> [(name: String, value: String)] in
      let name = group + (child.label ?? "")
      let isGroup = Mirror(reflecting: child.value).displayStyle == .struct && !(child.value is any BinaryInteger)
      return isGroup ? limits(child.value, name + ".") : [(name: name, value: grouped("\(child.value)"))]
    }
  }

  private static func grouped(_ digits: String) -> String {
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  @Test("The table and the code agree")
  func agree() throws {
    let folder = String(#filePath.split(separator: "/").dropLast(3).joined(separator: "/"))
    let source = try FileSource(path: "/\(folder)/docs/INPUT.md")
    var bytes = [UInt8](repeating: 0, count: Int(source.size))
    _ = try bytes.withUnsafeMutableBytes { try source.read(into: $0, at: 0) }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("| `") }
    let limits = Self.limits(ReadingLimits())
    #expect(limits.count > 20)
    for limit in limits {
      #expect(lines.contains { $0.hasPrefix("| `\(limit.name)` | \(limit.value) |") }, "\(limit)")
    }
    let named = lines.filter { line in
      let cell = line.split(separator: "|").dropFirst().first?.filter { $0 != " " } ?? ""
      return !cell.isEmpty && cell.allSatisfy { $0.isNumber || $0 == "," }
    }
    #expect(named.count == limits.count)
  }
}
