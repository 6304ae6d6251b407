import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Cuts connections that are held for their own sake: whose head or body does not end, that send on when nobody wants
/// the rest (it is read and thrown away so that the client sees its answer, but not for ever), or that do not take
/// their answer. Time counts in wholes, not from byte to byte: a client that sends one byte a second is not alive.
final class RequestBounds: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// The limits of one connection.
  struct Limits: Sendable {
    /// The most bytes of one body, read or thrown away.
    let bytes: Int64
    /// The longest that one head may take, from the first moment that it could be sent.
    let head: TimeAmount
    /// The longest that one body may take, and that an answer may stand still.
    let body: TimeAmount
  }

  private let limits: Limits
  private var bytes: Int64 = 0
  private var alarm: Scheduled<Void>?
  private var isRefused = false

  init(_ limits: Limits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { set(context, limits.head) }
  }

  func channelActive(context: ChannelHandlerContext) {
    set(context, limits.head)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head) where !Self.isFramed(head):
      refuse(context)
      return
    case .head:
      bytes = 0
      set(context, limits.body)
    case .body(let piece):
      bytes += Int64(piece.readableBytes)
      guard bytes <= limits.bytes else {
        context.close(promise: nil)
        return
      }
    case .end:
      // From here on the time is ours: a judgement may take what it takes.
      alarm?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head) where head.status.kind == .informational: break
    case .head, .body: set(context, limits.body)
    case .end: set(context, limits.head)
    }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

  /// Another coding than chunks has no end that all would agree on (RFC 9112 section 6.1).
  private static func isFramed(_ head: HTTPRequest) -> Bool {
    (head.headerFields[.transferEncoding] ?? "chunked").lowercased() == "chunked"
  }

  /// Answers 400 and closes: what follows on this connection is nobody's request.
  private func refuse(_ context: ChannelHandlerContext) {
    isRefused = true
    let fields: HTTPFields = [.connection: "close", .contentLength: "0"]
    let head = HTTPResponse(status: .badRequest, headerFields: fields)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }

  private func set(_ context: ChannelHandlerContext, _ time: TimeAmount) {
    alarm?.cancel()
    let channel = context.channel
    alarm = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
