import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Writes into every request who sent it and whether it came over TLS, in fields of our own that nobody else can set.
/// A proxy that was named is believed when it says for whom it speaks; others are not.
final class PeerFields: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let isTLS: Bool
  private let proxies: Set<String>

  init(isTLS: Bool, proxies: [String]) {
    self.isTLS = isTLS
    self.proxies = Set(proxies)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      context.fireChannelRead(data)
      return
    }
    let direct = context.channel.remoteAddress?.ipAddress ?? ""
    let peer = Requester(direct: direct, isTLS: isTLS, proxies: proxies, fields: head.headerFields)
    // Assigning replaces whatever the caller sent under these names.
    head.headerFields[.peerAddress] = peer.address
    head.headerFields[.peerScheme] = peer.isSecure ? "https" : "http"
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}

/// Who is at the other end of a request.
struct Requester: Hashable, Sendable {
  /// The address of the caller, as far as it can be believed; empty when unknown.
  let address: String
  /// Whether what is sent goes over TLS to the caller.
  let isSecure: Bool

  init(direct: String, isTLS: Bool, proxies: Set<String>, fields: HTTPFields) {
    guard proxies.contains(direct) else {
      address = direct
      isSecure = isTLS
      return
    }
    // The nearest hop that is not one of our own proxies; what stands before it, anybody may have written.
    let hops = (fields[.forwardedFor] ?? "").split(separator: ",").map { $0.trimmed }
    address = hops.last { !proxies.contains($0) }.flatMap(Self.plausible) ?? direct
    isSecure = isTLS || fields[.forwardedProto]?.lowercased() == "https"
  }

  /// An address as it may look: digits, letters of hexadecimal, points and colons.
  private static func plausible(_ text: String) -> String? {
    let isPlausible = (2...45).contains(text.utf8.count) && text.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
    return isPlausible ? text : nil
  }
}

extension Request {
  /// The address of the caller; empty when it is not known (in tests without a socket).
  var peerAddress: String { headers[.peerAddress] ?? "" }
  /// Whether the answer goes to the caller over TLS, here or at the proxy in front.
  var isSecure: Bool { headers[.peerScheme] == "https" }
}
