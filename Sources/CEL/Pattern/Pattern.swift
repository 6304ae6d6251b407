/// A regular expression in the syntax of RE2, as CEL asks for: no back references, matched in time linear in the text.
struct Pattern: Sendable {
  /// As it was written.
  let text: String
  private let code: PatternCode
  private let automaton: PatternAutomaton?
  /// A quicker way for patterns of a fixed length.
  let fixed: FixedPattern?

  /// Why a pattern cannot be used.
  struct Refusal: Error {
    let text: String
  }

  /// Reads a pattern. One that is used often should be `prepared`: that builds a table for it when it is small enough.
  static func compile(_ text: String, prepared: Bool = true) -> Result<Pattern, Refusal> {
    do {
      var parser = PatternParser(text)
      let node = try parser.parse()
      let code = try PatternCode(node, overBytes: false)
      let automaton = prepared ? PatternAutomaton(node) : nil
      return .success(Pattern(text: text, code: code, automaton: automaton, fixed: prepared ? FixedPattern(node) : nil))
    } catch let refusal as Refusal {
      return .failure(refusal)
    } catch {
      return .failure(Refusal(text: "it is not valid"))
    }
  }

  /// Whether the pattern is found anywhere in the text.
  func matches(_ text: String) -> Bool {
    guard let automaton else { return code.matches(text) }
    var text = text
    if let fixed { return text.withUTF8 { fixed.matches($0) } }
    return text.withUTF8 { automaton.matches($0) }
  }
}

extension Pattern {
  /// Whether the pattern is found anywhere in valid UTF-8.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    fixed?.matches(bytes) ?? automaton?.matches(bytes) ?? code.matches(String(decoding: bytes, as: UTF8.self))
  }
}

/// A parsed pattern.
indirect enum PatternNode {
  case empty
  case set(ScalarSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repetition(PatternNode, minimum: Int, maximum: Int?)
  case assertion(Assertion)

  enum Assertion {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }
}

/// A set of code points as sorted, separate ranges.
struct ScalarSet {
  private(set) var ranges: [ClosedRange<UInt32>]

  init(_ ranges: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  static let maximum: UInt32 = 0x10FFFF

  var inverted: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= ScalarSet.maximum { result.append(next...ScalarSet.maximum) }
    return ScalarSet(result)
  }

  func union(_ other: ScalarSet) -> ScalarSet {
    ScalarSet(ranges + other.ranges)
  }

  /// Every letter in both cases. Sets of more than a few thousand code points are taken as caseless already.
  var caseless: ScalarSet {
    var extra: [ClosedRange<UInt32>] = []
    for range in ranges where range.count <= 4_096 {
      for number in range {
        guard let scalar = Unicode.Scalar(number) else { continue }
        for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
          if text.unicodeScalars.count == 1, let other = text.unicodeScalars.first, other != scalar {
            extra.append(other.value...other.value)
          }
        }
      }
    }
    return ScalarSet(ranges + extra)
  }
}
