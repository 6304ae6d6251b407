import Glibc
import Testing
import XML

/// Tells whether a file has been opened, by anyone, since the watch began.
private final class OpenWatch {
  let path: String
  private let descriptor: Int32

  init() throws {
    path = "/tmp/xml-tests-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    let file = open(path, O_CREAT | O_WRONLY, 0o600)
    try #require(file >= 0)
    close(file)
    descriptor = inotify_init1(Int32(O_NONBLOCK))
    try #require(inotify_add_watch(descriptor, path, UInt32(IN_OPEN)) >= 0)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  func wasOpened() -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 8) { read(descriptor, $0.baseAddress, $0.count) > 0 }
  }
}

@Suite("Hostile documents are refused at once")
struct HostileTests {
  static func externals(_ path: String) -> [String] {
    let uri = "file://\(path)"
    return [
      "<!DOCTYPE a SYSTEM '\(uri)'><a/>",
      "<!DOCTYPE a PUBLIC 'x' '\(uri)'><a/>",
      "<!DOCTYPE a [<!ENTITY x SYSTEM '\(uri)'>]><a>&x;</a>",
      "<!DOCTYPE a [<!ENTITY % x SYSTEM '\(uri)'> %x;]><a/>",
      "<!DOCTYPE a [<!ENTITY x PUBLIC 'p' '\(uri)'>]><a k='&x;'/>",
      "<?xml version='1.0' standalone='no'?><!DOCTYPE a SYSTEM '\(uri)' []><a/>",
      "<!DOCTYPE a [<!NOTATION n SYSTEM '\(uri)'><!ENTITY x SYSTEM '\(uri)' NDATA n>]><a/>",
      "<!-- c --><!DOCTYPE a [<!ATTLIST a k CDATA 'v'>]><a/>",
    ]
  }

  @Test("A DOCTYPE is refused where it stands, and no file is opened", arguments: 0..<8)
  func doctype(index: Int) throws {
    let watch = try OpenWatch()
    let document = Self.externals(watch.path)[index]
    for chunk in [1, 10_000] {
      let reading = Reading(document, chunk: chunk)
      #expect(reading.events.isEmpty)
      guard case .doctypeForbidden(let position) = reading.error else {
        Issue.record("\(String(describing: reading.error))")
        return
      }
      #expect(document.utf8.dropFirst(Int(position.byte)).starts(with: "<!DOCTYPE".utf8))
      #expect(position.line == 1 && position.column == Int(position.byte) + 1)
    }
    #expect(!watch.wasOpened())
  }

  @Test("The watch on opened files can tell")
  func watchCanary() throws {
    let watch = try OpenWatch()
    close(open(watch.path, O_RDONLY))
    #expect(watch.wasOpened())
  }

  @Test("Other ways to name a file open none")
  func otherReferences() throws {
    let watch = try OpenWatch()
    let documents = [
      "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='\(watch.path)' parse='text'/></a>",
      "<?xml-stylesheet href='\(watch.path)'?><a/>",
      "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='x file://\(watch.path)'/>",
      "<a xml:base='file://\(watch.path)'/>",
    ]
    for document in documents { #expect(Reading(document).error == nil) }
    #expect(!watch.wasOpened())
  }

  @Test("A billion laughs and a quadratic blow-up end at the DOCTYPE")
  func entityBombs() {
    var laughs = "<?xml version='1.0'?>\n<!DOCTYPE a [\n<!ENTITY l0 'ha'>\n"
    for level in 1...10 { laughs += "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>\n" }
    laughs += "]>\n<a>&l10;</a>"
    let quadratic =
      "<!DOCTYPE a [<!ENTITY x '" + String(repeating: "x", count: 60_000) + "'>]><a>"
      + String(repeating: "&x;", count: 60_000) + "</a>"
    let place = XMLPosition(byte: 22, line: 2, column: 1)
    for chunk in [1, 4_096, 1_000_000] {
      #expect(Reading(laughs, chunk: chunk).error == .doctypeForbidden(at: place))
    }
    #expect(Reading(quadratic).error == .doctypeForbidden(at: .start))
  }

  @Test("A DOCTYPE that never ends does not fill memory")
  func endlessDoctype() {
    let error = Reading("<!DOCTYPE a " + String(repeating: " ", count: 1_000_000), chunk: 65_536).error
    #expect(error == .limitExceeded(.markupBytes, allowed: 65_536, at: .start))
  }

  @Test("References to entities nobody declared are refused", arguments: ["<a>x&nbsp;</a>", "<a k='&nbsp;'/>"])
  func undeclared(document: String) throws {
    let error = try #require(Reading(document, chunk: 1).error)
    #expect(error == Reading(document).error)
    guard case .entityForbidden("nbsp", let position) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(Array(document.utf8)[Int(position.byte)] == UInt8(ascii: "&"))
  }
}
