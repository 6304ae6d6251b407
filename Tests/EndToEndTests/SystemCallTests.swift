import Foundation
import Testing

/// A file that asks its reader to fetch something else.
struct LuringFile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: Data
  var testDescription: String { name }

  init(_ name: String, _ text: String) {
    self.name = name
    bytes = Data(text.utf8)
  }

  init(sample url: URL) {
    name = url.lastPathComponent
    bytes = (try? Data(contentsOf: url)) ?? Data()
  }

  /// What the lures point at; neither may ever be opened.
  static let lure = "/etc/hostname"
  static let server = "http://127.0.0.1:9"

  private static let root = "<laporanWlkp xmlns=\"urn:wlkp:laporan:1\""

  static let made: [LuringFile] = [
    LuringFile("external-entity.xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file://\(lure)\">]>\(root)>&x;</laporanWlkp>"),
    LuringFile("external-dtd.xml", "<!DOCTYPE laporanWlkp SYSTEM \"\(server)/a.dtd\">\(root)/>"),
    LuringFile("public-dtd.xml", "<!DOCTYPE laporanWlkp PUBLIC \"-//A//B\" \"\(lure)\">\(root)/>"),
    LuringFile("parameter-entity.xml", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file://\(lure)\"> %p;]>\(root)/>"),
    LuringFile(
      "xinclude.xml",
      "\(root) xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"\(lure)\" parse=\"text\"/></laporanWlkp>"
    ),
    LuringFile(
      "schema-location.xml",
      "\(root) xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:wlkp:laporan:1 \(server)/a.xsd\"/>"
    ),
    LuringFile("stylesheet.xml", "<?xml-stylesheet href=\"\(server)/a.xsl\" type=\"text/xsl\"?>\(root)/>"),
    LuringFile("catalog.xml", "<?oasis-xml-catalog catalog=\"\(lure)\"?>\(root)/>"),
    LuringFile("links.csv", "[kepala]\nversi_skema,kode_unit\n\"=HYPERLINK(\"\"\(server)\"\")\",=cmd|' /C calc'!A0\n"),
    LuringFile("path.csv", "[kepala]\nversi_skema,kode_unit\nfile://\(lure),\(lure)\n"),
    LuringFile("separator.csv", "sep=\(lure)\n[kepala]\nversi_skema\n1.0\n"),
  ]

  /// The hostile samples, and the archives and workbooks of the reader's own tests.
  static let kept: [LuringFile] = ["Samples/hostile", "Tests/ReportReadingTests/Fixtures"].flatMap { folder in
    SourceFiles.files(under: folder).filter { !["json", "md"].contains($0.pathExtension) }
      .map { LuringFile(sample: $0) }
  }
}

/// What strace saw of one run.
private struct Trace {
  var opened: Set<String> = []
  /// Lines of calls that may not happen at all.
  var others: [String] = []

  /// The tracer, if there is one and it may trace: containers often forbid it.
  static let program: String? = ["/usr/bin/strace", "/bin/strace"].first { path in
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["-f", "-qq", "-o", "/dev/null", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  init(validating file: URL, in folder: URL) throws {
    let strace = try #require(Self.program)
    let log = folder.appendingPathComponent("calls")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: strace)
    let calls = "open,openat,openat2,creat,socket,connect,bind,execve,execveat,link,symlink,rename,mkdir"
    process.arguments = ["-f", "-qq", "-s", "4096", "-e", "trace=" + calls, "-o", log.path]
    process.arguments? += [BuiltProgram.url.path, "validate", "--quiet", file.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    for line in lines.dropFirst() {
      if line.contains("open"), let path = line.split(separator: "\"", maxSplits: 2).dropFirst().first {
        opened.insert(Self.general(String(path)))
      } else if !line.contains("+++"), !line.contains("---"), !line.contains("resumed") {
        others.append(String(line))
      }
    }
  }

  /// What the C library opens by itself to tell the hour and to compare names, whatever the file says; and temporary
  /// files without a name.
  static func isOfTheMachine(_ path: String) -> Bool {
    path == "/etc/localtime" || path.contains("/gconv/")
      || path == FileManager.default.temporaryDirectory.path + "/wlkp-"
  }

  /// A process looks into `/proc` under its own number, and temporary files have names of their own.
  private static func general(_ path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    if last.hasPrefix("wlkp-"), last.count == "wlkp-XXXXXX".count { return String(path.dropLast(6)) }
    return path.split(separator: "/", omittingEmptySubsequences: false)
      .map { Int($0) == nil ? String($0) : "#" }.joined(separator: "/")
  }
}

@Suite(
  "Nothing is opened because a file says so",
  .enabled(if: Trace.program != nil, "strace is not installed, or may not trace here")
)
struct SystemCallTests {
  @Test("Judging a hostile file opens what judging a good one opens, that file, and nothing else")
  func calls() throws {
    let folder = try Folder()
    let report = try #require(
      SourceFiles.files(under: "Samples/accepted").first { $0.pathExtension == "csv" || $0.pathExtension == "xml" }
    )
    let good = folder.file(report.lastPathComponent)
    try Data(contentsOf: report).write(to: good)
    let allowed = try Trace(validating: good, in: folder.url)
    try #require(allowed.opened.contains(good.path))
    for file in LuringFile.made + LuringFile.kept {
      let url = folder.file(file.name)
      try file.bytes.write(to: url)
      let trace = try Trace(validating: url, in: folder.url)
      #expect(trace.opened.contains(url.path), "\(file.name) was not read")
      let more = trace.opened.subtracting(allowed.opened).filter { $0 != url.path && !Trace.isOfTheMachine($0) }
      #expect(more.isEmpty, "\(file.name) opened \(more)")
      #expect(trace.others == [], "\(file.name)")
    }
  }
}
