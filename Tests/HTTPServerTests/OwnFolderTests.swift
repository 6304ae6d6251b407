import Foundation
import Testing

@testable import HTTPServer

@Suite("Folders of a server's own")
struct OwnFolderTests {
  @Test(
    "What a killed server left is removed at the next start, what a living one holds is not",
    arguments: [OwnFolder.Purpose.drafts, .batches]
  )
  func abandoned(purpose: OwnFolder.Purpose) throws {
    let scratch = try Scratch()
    let killed = scratch.path + "/\(purpose.rawValue)abcdef"
    try FileManager.default.createDirectory(atPath: killed, withIntermediateDirectories: true)
    for name in ["kunci", "wlkp-111111"] { try Data("x".utf8).write(to: URL(filePath: killed + "/" + name)) }
    let living = try OwnFolder(in: scratch.path, for: purpose)
    OwnFolder.removeAbandoned(in: scratch.path, for: purpose)
    #expect(!FileManager.default.fileExists(atPath: killed))
    #expect(FileManager.default.fileExists(atPath: living.path))
  }

  @Test("A start removes the uploaded archives that a killed server left")
  func archives() throws {
    let scratch = try Scratch()
    let killed = scratch.path + "/wlkp-kumpulan-abcdef"
    try FileManager.default.createDirectory(atPath: killed, withIntermediateDirectories: true)
    for name in ["kunci", "1-masuk"] { try Data("x".utf8).write(to: URL(filePath: killed + "/" + name)) }
    var configuration = ServerConfiguration()
    configuration.spoolDirectory = scratch.path
    _ = BatchDesk(configuration, engine: try sharedEngine.get(), clock: { 0 })
    #expect(!FileManager.default.fileExists(atPath: killed))
  }
}
