package io.margrid.client;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;

/**
 * Tells the server, when it has first been heard, that it may send frames as large as a chunk. HTTP/2 starts with 16
 * KiB, gRPC leaves it at that, and every frame costs both sides the same whatever its size. Frames of several reads are
 * handed on where they lie: put together in one buffer, most bytes would be copied once more.
 */
final class LargeFrames extends ChannelInboundHandlerAdapter {
  private static final int MAX_FRAME_BYTES = 1 << 20;

  @SuppressWarnings("FutureReturnValueIgnored") // what cannot be written has closed the connection
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // Over TLS it is there only after the handshake.
    Http2ConnectionHandler http2 = context.pipeline().get(Http2ConnectionHandler.class);
    if (http2 != null) {
      http2.setCumulator(Http2ConnectionHandler.COMPOSITE_CUMULATOR);
      ChannelHandlerContext own = context.pipeline().context(http2);
      http2.encoder().writeSettings(own, new Http2Settings().maxFrameSize(MAX_FRAME_BYTES), own.newPromise());
      context.pipeline().remove(this);
    }
    context.fireChannelRead(message);
  }
}
