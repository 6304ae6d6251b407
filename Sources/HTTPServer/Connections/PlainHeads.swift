import NIOCore
import NIOHTTP1

/// Refuses heads that a server in front may read differently, before they become requests: what names two hosts or
/// none, and what has an end that not all would agree on. Answered 400, and the connection is closed, since what follows
/// on it is nobody's request.
final class PlainHeads: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests whose answer has not been written yet.
  private var waiting = 0
  private var isRefused = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    if case .head(let head) = unwrapInboundIn(data) {
      guard Self.isPlain(head) else { return refuse(context) }
      waiting += 1
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
    context.write(data, promise: promise)
    guard isEnd else { return }
    waiting -= 1
    if isRefused, waiting == 0 { answer(context) }
  }

  /// One host of usual letters (RFC 9112 section 3.2), and no other coding than chunks, and these as HTTP/1.1 has them
  /// (section 6.1).
  static func isPlain(_ head: HTTPRequestHead) -> Bool {
    let isNew = head.version == .http1_1
    let hosts = head.headers["host"]
    guard hosts.count == 1 || (hosts.isEmpty && !isNew), hosts.allSatisfy(isHost) else { return false }
    let codings = head.headers["transfer-encoding"]
    return codings.isEmpty || (isNew && codings.count == 1 && codings[0].lowercased() == "chunked")
  }

  /// A name or address with a port, as long as names can be (RFC 1035 section 2.3.4) with one.
  private static func isHost(_ text: String) -> Bool {
    text.utf8.count <= 261
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-._~:[]%".utf8.contains(byte)
        }
      }
  }

  /// Requests that came before get their answers first.
  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    if waiting == 0 { answer(context) }
  }

  private func answer(_ context: ChannelHandlerContext) {
    let fields: HTTPHeaders = ["connection": "close", "content-length": "0"]
    let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }
}
