import Foundation
import Testing

/// What the fuzzers found, and what was made to be hostile: `Tests/Fuzzing/Corpus/cel/*.cel`.
@Suite("Sources that once did harm, or were meant to")
struct CorpusReplayTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzzing/Corpus/cel")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
    .filter { $0.hasSuffix(".cel") }.sorted()
  static let subject = HostileSubject()

  @Test("Each is refused or evaluated, the same by rows and by columns", arguments: files)
  func replay(file: String) throws {
    let bytes = try Data(contentsOf: Self.folder.appending(path: file))
    #expect(Self.subject.examine(String(decoding: bytes, as: UTF8.self)).complaint == nil)
  }

  @Test("Canary: the corpus is there, and some of it compiles and some does not")
  func canary() throws {
    #expect(Self.files.count >= 20)
    #expect(Self.subject.examine("r.a > limit && all.exists(x, x.b == 1)").compiles)
    #expect(!Self.subject.examine("r.a >").compiles)
  }
}
