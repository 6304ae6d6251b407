import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

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

  /// What a piece of a body counts at least, in bytes: pieces of one byte cost as much as pieces of many.
  private static let pieceMin = 256

  private let limits: Limits
  private let wire = WireBytes()
  private var bytes: Int64 = 0
  private var alarm: Scheduled<Void>?

  init(_ limits: Limits) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    do {
      try addGuards(context.pipeline.syncOperations)
    } catch {
      // Without them no connection is safe: better none.
      context.close(promise: nil)
    }
    if context.channel.isActive { set(context, limits.head) }
  }

  func channelActive(context: ChannelHandlerContext) {
    set(context, limits.head)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    wire.heard()
    switch unwrapInboundIn(data) {
    case .head:
      bytes = 0
      set(context, limits.body)
    case .body(let piece):
      bytes += Int64(max(piece.readableBytes, Self.pieceMin))
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

  /// Puts what looks at bytes and at heads in front of where they become requests.
  private func addGuards(_ pipeline: ChannelPipeline.SynchronousOperations) throws {
    let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
    try pipeline.addHandler(wire, position: .before(decoder))
    let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
    try pipeline.addHandler(PlainHeads(), position: .before(codec))
  }

  private func set(_ context: ChannelHandlerContext, _ time: TimeAmount) {
    alarm?.cancel()
    let channel = context.channel
    alarm = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
