import NIOCore
import NIOHTTPTypes

/// Cuts connections that go on sending a body which nobody wants any more: an answered request's rest is read and
/// thrown away so that the client sees its answer, but not for ever.
final class RequestBounds: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  private let bytesMax: Int64
  private let timeMax: TimeAmount
  private var bytes: Int64 = 0
  private var alarm: Scheduled<Void>?

  /// - Parameters:
  ///   - bytesMax: the most bytes of one body, read or thrown away.
  ///   - timeMax: the longest that one body may take.
  init(bytesMax: Int64, timeMax: TimeAmount) {
    self.bytesMax = bytesMax
    self.timeMax = timeMax
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: begin(context)
    case .body(let piece):
      bytes += Int64(piece.readableBytes)
      guard bytes <= bytesMax else {
        context.close(promise: nil)
        return
      }
    case .end: alarm?.cancel()
    }
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    alarm?.cancel()
    context.fireChannelInactive()
  }

  private func begin(_ context: ChannelHandlerContext) {
    bytes = 0
    alarm?.cancel()
    let channel = context.channel
    alarm = context.eventLoop.scheduleTask(in: timeMax) { channel.close(promise: nil) }
  }
}
