import Foundation

/// Good files, and ways to damage them: the bytes of the whole, or what stands in one member of a sound package.
struct FileSeeds {
  private let whole: [[UInt8]]
  private let packages: [[(name: String, bytes: [UInt8])]]

  init() {
    let fixtures = Places.files(Places.root.appending(path: "Tests/ReportReadingTests/Fixtures"))
    let samples = Places.files(Places.root.appending(path: "Samples/hostile")).filter { !$0.name.hasSuffix(".json") }
    whole = (fixtures + samples).map(\.bytes).filter { $0.count < 100_000 }
    let book = Places.files(Places.seeds.appending(path: "workbook")).map { file in
      (name: file.name.split(separator: "!").joined(separator: "/"), bytes: file.bytes)
    }
    let sections = Places.files(Places.seeds.appending(path: "sections"))
    packages = [book, sections]
  }

  /// One damaged file.
  func input(_ random: inout SeededRandom) -> [UInt8] {
    if Int.random(in: 0..<3, using: &random) == 0, let bytes = whole.randomElement(using: &random) {
      return Damage.apply(to: bytes, &random)
    }
    var members = packages.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let place = Int.random(in: 0..<members.count, using: &random)
      members[place].bytes = Damage.apply(to: members[place].bytes, &random)
    }
    var maker = ZipMaker(members.map { ZipMaker.Member($0.name, $0.bytes) })
    switch Int.random(in: 0..<12, using: &random) {
    case 0: maker.members.shuffle(using: &random)
    case 1: maker.members.remove(at: Int.random(in: 0..<maker.members.count, using: &random))
    case 2: return ZipMaker([.init("a.zip", maker.bytes), .init("b.csv", "[kepala]\n")]).bytes
    case 3: lie(&maker.members[Int.random(in: 0..<maker.members.count, using: &random)], &random)
    case 4: return Damage.apply(to: maker.bytes, &random)
    default: break
    }
    return maker.bytes
  }

  /// Has one number of a member be wrong.
  private func lie(_ member: inout ZipMaker.Member, _ random: inout SeededRandom) {
    let number = [0, 1, 0xFFFF, 0xFFFF_FFFF, member.bytes.count * 2].randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<6, using: &random) {
    case 0: member.claimedSize = number
    case 1: member.directorySize = number
    case 2: member.offset = number
    case 3: member.flags = number & 0xFFFF
    case 4: member.method = number & 0xFFFF
    default: member.mode = number & 0xFFFF
    }
  }
}

/// Ways to damage bytes.
enum Damage {
  /// Words that mean something to one of the readers.
  private static let words = [
    "<row r=\"1048576\">", "<c r=\"XFD1\" t=\"s\"><v>99999999999999999999</v></c>", "<v>-1E999</v>", "<f>A1</f>",
    "<is><t>_x0000_</t></is>", "t=\"d\"", "&#0;", "]]>", "<!DOCTYPE a>", "\u{FEFF}", "\"\"", ";", "\r", "\0", "[akhir]",
    "1.234.567,89", "2958466", "0.0000000000000000000000001", "9999999999999999999999", "r:id=\"rId1\"", "../../",
    "<mergeCell ref=\"A1:ZZZZ99999999999999999\"/>", "formatCode=\"\\\"", "numFmtId=\"-5\"", "s=\"4294967295\"",
  ]

  /// The bytes with one to four changes.
  static func apply(to original: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { return Array(words.randomElement(using: &random)?.utf8 ?? "".utf8) }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let length = min(Int.random(in: 1...64, using: &random), bytes.count - place)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 4: bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: place)
      case 5: bytes.removeLast(bytes.count - place)
      default:
        let other = Int.random(in: 0..<bytes.count, using: &random)
        bytes.replaceSubrange(place..<place + length, with: bytes[other..<min(other + length, bytes.count)])
      }
    }
    return bytes
  }
}
