import Hummingbird

/// Where a request comes from.
enum Peer {
  /// The address that tries to sign in are counted by; empty where there is no connection.
  static func address(_ request: Request) -> String { request.peerAddress }

  /// How the browser that asks reaches this server, such as `https://wlkp.example`.
  static func origin(_ request: Request, _ configuration: ServerConfiguration) -> String {
    if let origin = request.headers[.origin], origin.hasPrefix("http"), RequestOrigin.isOurs(request) { return origin }
    return "\(request.isSecure ? "https" : "http")://\(request.head.authority ?? configuration.host)"
  }
}
