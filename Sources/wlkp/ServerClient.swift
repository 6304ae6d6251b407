import AsyncHTTPClient
import AuditLog
import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL
import ReportModel

/// Speaks to a server: one file up, small answers down. Never follows to another address, and shows the token only to
/// the server that was named.
struct ServerClient: Sendable {
  /// The most bytes of an answer: a result with findings in every row of a very large report.
  static let answerMax = 256 << 20
  /// How often a request is tried when the server is busy or the line breaks. The key for retries makes that safe.
  static let triesMax = 6
  /// The longest wait between two tries, in seconds; a server that asks for more has closed for today.
  static let waitMax = 60
  /// How long a connection may take to come about, in seconds.
  static let connectTimeout: Int64 = 15
  /// How long the server may think about a report, in seconds: twice what ours takes for the largest.
  static let answerTimeout: Int64 = 600

  /// The server's address without a path.
  let base: String
  private let token: String?
  private let language: Language
  private let client: HTTPClient

  /// What a server answered.
  struct Answer: Sendable {
    let status: Int
    let bytes: [UInt8]
    let type: String
    /// How long to wait before the next try, in seconds.
    let retryAfter: Int?
  }

  /// Why no answer came: the library's own word, without what was sent.
  struct Fault: Error {
    let why: String
  }

  /// - Parameter authority: a PEM file with the certificates to believe instead of the system's.
  init(_ address: ServerAddress, token: String?, authority: String?, _ language: Language) {
    base = address.base
    self.token = token
    self.language = language
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout = HTTPClient.Configuration.Timeout(
      connect: .seconds(Self.connectTimeout),
      read: .seconds(Self.answerTimeout)
    )
    if let authority {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.trustRoots = .file(authority)
      configuration.tlsConfiguration = tls
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Ends all connections.
  func close() async { try? await client.shutdown() }

  /// Asks for something small.
  func get(_ path: String, accept: String) async throws(Fault) -> Answer {
    var request = request(path)
    request.headers.add(name: "Accept", value: accept)
    return try await execute(request)
  }

  /// Sends a file and waits for what comes of it; tries again as long as the server says that it is busy.
  func file(_ file: OutgoingFile) async throws(Fault) -> Answer {
    for attempt in 1... {
      let wait: Int
      do throws(Fault) {
        let answer = try await execute(submission(of: file))
        guard answer.status == 503 || answer.status == 429, attempt < Self.triesMax,
          let asked = answer.retryAfter, asked <= Self.waitMax
        else { return answer }
        wait = asked
      } catch {
        guard attempt < Self.triesMax else { throw error }
        wait = attempt
      }
      // The machine's own time is enough: nobody is hurt by a second more or less.
      try? await Task.sleep(for: .seconds(wait))
    }
    throw Fault(why: "")
  }

  private func submission(of file: OutgoingFile) -> HTTPClientRequest {
    var request = request("/v1/submissions")
    request.method = .POST
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "Content-Type", value: file.mediaType)
    request.headers.add(name: "X-File-Name", value: file.encodedName)
    request.headers.add(name: "Content-Digest", value: "sha-256=:\(file.digest.base64):")
    // The file itself is the word for the request: sending it again does nothing twice.
    request.headers.add(name: "Idempotency-Key", value: file.digest.hex)
    request.body = .stream(FilePieces(path: file.path), length: .known(file.size))
    return request
  }

  private func request(_ path: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: base + path)
    request.headers.add(name: "Accept-Language", value: language.rawValue)
    request.headers.add(name: "User-Agent", value: "wlkp-submit")
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    return request
  }

  private func execute(_ request: HTTPClientRequest) async throws(Fault) -> Answer {
    do {
      let response = try await client.execute(request, timeout: .seconds(2 * Self.answerTimeout))
      let body = try await response.body.collect(upTo: Self.answerMax)
      return Answer(
        status: Int(response.status.code),
        bytes: Array(body.readableBytesView),
        type: response.headers.first(name: "content-type") ?? "",
        retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) }
      )
    } catch {
      throw Fault(why: "\(error)")
    }
  }
}

/// The address of a server, as its user typed it.
struct ServerAddress {
  /// Scheme, host and port.
  let base: String

  /// Reads `https://host[:port]`; plain `http` only for this machine, since a token travels with every request.
  ///
  /// - Returns: `nil` when it is no such address.
  init?(_ text: String) {
    var base = text[...]
    while base.hasSuffix("/") { base.removeLast() }
    let isSecure = base.hasPrefix("https://")
    guard isSecure || base.hasPrefix("http://") else { return nil }
    let authority = base.dropFirst(isSecure ? 8 : 7)
    guard !authority.isEmpty, authority.allSatisfy({ $0.isLetter || $0.isNumber || ".:-[]".contains($0) }) else {
      return nil
    }
    guard isSecure || Self.isThisMachine(authority) else { return nil }
    self.base = String(base)
  }

  private static func isThisMachine(_ authority: Substring) -> Bool {
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
    return host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}

/// A file on its way to a server: what it is called, how large it is, and its hash.
struct OutgoingFile: Sendable {
  let path: String
  let name: String
  let size: Int64
  let digest: Digest

  /// Hashes a file; `nil` when it cannot be read.
  init?(path: String, name: String) {
    guard let pieces = FilePieces(path: path).reader() else { return nil }
    var hasher = DigestHasher()
    var size: Int64 = 0
    while let piece = pieces.next() {
      hasher.update(piece[...])
      size += Int64(piece.count)
    }
    guard !pieces.hasFailed else { return nil }
    self.path = path
    self.name = name
    self.size = size
    digest = hasher.finalize()
  }

  /// The media type by the name's ending; the server looks at the bytes.
  var mediaType: String {
    switch name.lowercased().split(separator: ".").last {
    case "xml": "application/xml"
    case "csv": "text/csv"
    case "zip": "application/zip"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "application/octet-stream"
    }
  }

  /// The name, percent-encoded UTF-8.
  var encodedName: String {
    name.utf8.map { byte in
      let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      let isMark = byte == 45 || byte == 46 || byte == 95
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain || isMark ? String(UnicodeScalar(byte)) : "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

/// A file in pieces, read while they are sent: memory does not grow with the file.
struct FilePieces: AsyncSequence, Sendable {
  typealias Element = ByteBuffer
  /// Bytes read at a time.
  static let pieceBytes = 1 << 17

  let path: String

  func makeAsyncIterator() -> Iterator { Iterator(reader: reader()) }

  func reader() -> Reader? { Reader(path) }

  struct Iterator: AsyncIteratorProtocol {
    let reader: Reader?

    func next() async throws -> ByteBuffer? {
      guard let reader else { throw ServerClient.Fault(why: "file") }
      guard let piece = reader.next() else {
        if reader.hasFailed { throw ServerClient.Fault(why: "file") }
        return nil
      }
      return ByteBuffer(bytes: piece)
    }
  }

  /// Reads one piece after the other.
  final class Reader {
    private let descriptor: Int32
    /// Whether the system refused to read on.
    private(set) var hasFailed = false

    init?(_ path: String) {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
    }

    deinit { Glibc.close(descriptor) }

    func next() -> [UInt8]? {
      let piece = [UInt8](unsafeUninitializedCapacity: FilePieces.pieceBytes) { buffer, count in
        var got = read(descriptor, buffer.baseAddress, buffer.count)
        while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, buffer.count) }
        hasFailed = got < 0
        count = Swift.max(0, got)
      }
      return piece.isEmpty ? nil : piece
    }
  }
}
