import Glibc
import HTTPServer
import ReportModel

/// `wlkp serve --check-config`: looks at everything a start needs, and changes nothing.
struct ServeCheck {
  let configuration: ServerConfiguration
  let store: String

  /// What stands in the way of a start.
  func hindrances() async -> [ServeHindrance] {
    var found: [ServeHindrance] = []
    if let tls = configuration.tls {
      do {
        try tls.check()
      } catch {
        found.append(.tlsUnusable("\(error)"))
      }
    }
    found += storeHindrances() + spoolHindrances()
    if let issuer = configuration.tokenIssuer { found += await keysHindrances(issuer) }
    let ports =
      [(configuration.host, configuration.port)] + (configuration.metricsPort.map { [("127.0.0.1", $0)] } ?? [])
    for (host, port) in ports where port != 0 {
      if let why = Self.refusal(host, port) { found.append(.addressTaken("\(host):\(port): \(why)")) }
    }
    return found
  }

  /// What a start would do, line by line.
  func plan(_ language: Language) -> [String] {
    let scheme = configuration.tls == nil ? "http" : "https"
    let isNew = access(store, F_OK) != 0
    func word(_ id: String, _ en: String) -> String { language == .id ? id : en }
    var lines = [
      word("alamat", "address") + ": \(scheme)://\(configuration.host):\(configuration.port)",
      word("penyimpanan", "store") + ": \(store)" + (isNew ? word(" (akan dibuat)", " (would be made)") : ""),
      word("berkas sementara", "uploads") + ": \(configuration.spoolDirectory ?? Self.temporaryDirectory)",
      word("batas berkas", "body limit") + ": \(configuration.bodyLimit >> 20) MiB",
      word("penilai", "judging") + ": \(configuration.judgingThreads) + \(configuration.judgingQueue)",
    ]
    if let port = configuration.metricsPort { lines.append("metrics: http://127.0.0.1:\(port)/metrics") }
    if !configuration.proxies.isEmpty {
      lines.append(word("proksi", "proxies") + ": " + configuration.proxies.joined(separator: ", "))
    }
    return lines
  }

  /// The store with its keys; one that would be made needs a folder that takes it.
  private func storeHindrances() -> [ServeHindrance] {
    guard access(store, F_OK) == 0 else {
      let folder = store.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      return Self.unusable(folder.isEmpty ? (store.hasPrefix("/") ? "/" : ".") : folder, W_OK | X_OK)
    }
    return Self.unusable(store, R_OK | W_OK) + Self.unusable(store + ".key", R_OK)
      + Self.unusable(store + ".datakey", R_OK)
  }

  private func keysHindrances(_ issuer: TokenIssuer) async -> [ServeHindrance] {
    let found = Self.unusable(issuer.keysFile, R_OK)
    guard found.isEmpty else { return found }
    return await issuer.hasKeys() ? [] : [.keysUnusable(path: issuer.keysFile)]
  }

  private func spoolHindrances() -> [ServeHindrance] {
    let folder = configuration.spoolDirectory ?? Self.temporaryDirectory
    let found = Self.unusable(folder, W_OK | X_OK)
    guard found.isEmpty else { return found }
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return Self.unusable(folder, R_OK) }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    return free < UInt64(configuration.diskReserve) ? [.noRoom(path: folder)] : []
  }

  private static func unusable(_ path: String, _ mode: Int32) -> [ServeHindrance] {
    access(path, mode) == 0 ? [] : [.fileUnusable(path: path, why: String(cString: strerror(errno)))]
  }

  static var temporaryDirectory: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// Takes the address for a moment; why it cannot be taken, when it cannot.
  private static func refusal(_ host: String, _ port: Int) -> String? {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0, let first = list?.pointee else { return String(cString: gai_strerror(code)) }
    defer { freeaddrinfo(list) }
    let descriptor = socket(first.ai_family, first.ai_socktype, first.ai_protocol)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    // As the server itself does: a port whose last connections still fade may be taken.
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    return bind(descriptor, first.ai_addr, first.ai_addrlen) == 0 ? nil : String(cString: strerror(errno))
  }
}
