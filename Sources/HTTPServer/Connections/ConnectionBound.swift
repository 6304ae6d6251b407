import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Turns away connections beyond the limit: the first request is answered 503, and the connection is closed. Far beyond
/// the limit it is closed without an answer.
final class ConnectionBound: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundOut = HTTPResponsePart

  private let count: ConnectionCount
  private var admission: ConnectionCount.Admission?

  init(_ count: ConnectionCount) { self.count = count }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if admission != nil { count.leave() }
    admission = nil
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard admission == .answeredBusy else {
      context.fireChannelRead(data)
      return
    }
    guard case .head = unwrapInboundIn(data) else { return }
    let fields: HTTPFields = [
      .retryAfter: String(Problem.retryAfterSeconds), .connection: "close", .contentLength: "0",
    ]
    context.write(wrapOutboundOut(.head(HTTPResponse(status: .serviceUnavailable, headerFields: fields))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard admission == nil else { return }
    let admission = count.enter()
    self.admission = admission
    if admission == .closed { context.close(promise: nil) }
  }
}
