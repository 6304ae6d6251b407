import Foundation
import Glibc
import HummingbirdTesting
import Testing

/// A connection that is written to piece by piece, as no client library would. What waits for the other side waits on a
/// thread of its own: the few threads of Swift's tasks belong to the server under test.
struct RawConnection: Sendable {
  private let descriptor: Int32

  init?(port: Int) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
    }
    guard result == 0 else {
      Glibc.close(descriptor)
      return nil
    }
  }

  /// A connection to the server that a client speaks to.
  static func open(to client: some TestClientProtocol) throws -> RawConnection {
    let port = try #require(client.port)
    return try #require(RawConnection(port: port))
  }

  /// Sends a text again and again; the number of times until the other side closed.
  @discardableResult
  func send(_ text: String, times: Int = 1) async -> Int {
    let bytes = Array(text.utf8)
    let flag = Int32(MSG_NOSIGNAL)
    return await Self.aside {
      (0..<times).prefix { _ in Glibc.send(descriptor, bytes, bytes.count, flag) == bytes.count }.count
    }
  }

  /// The first bytes that come.
  func readSome() async -> String {
    await Self.aside {
      var chunk = [UInt8](repeating: 0, count: 1 << 14)
      let count = read(descriptor, &chunk, chunk.count)
      return String(decoding: chunk.prefix(max(0, count)), as: UTF8.self)
    }
  }

  /// Everything until the server closes.
  func readToEnd() async -> String {
    var text = ""
    while true {
      let more = await readSome()
      guard !more.isEmpty else { break }
      text += more
    }
    hangUp()
    return text
  }

  /// Hangs up in the middle of whatever was going on.
  func hangUp() { Glibc.close(descriptor) }

  private static func aside<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: work()) }
    }
  }
}
