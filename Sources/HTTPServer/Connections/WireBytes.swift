import NIOCore
import NIOHTTP1

/// Counts what comes over the wire without saying anything: bytes that are no part of a head, a body or an end, such as
/// what the grammar allows behind a chunk's size (RFC 9112 section 7.1.1) without limit. Too much of it ends the
/// connection.
final class WireBytes: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  /// The most of it, in bytes: a whole head with the longest fields, and one read from the socket.
  static let most = 128 << 10

  private var silent = 0

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    silent += unwrapInboundIn(data).readableBytes
    guard silent <= Self.most else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }

  /// Something was said.
  func heard() { silent = 0 }
}
