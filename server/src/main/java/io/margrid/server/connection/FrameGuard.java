package io.margrid.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection off when its frames have used up their allowance, before HTTP/2's own code has seen the bytes that did.
 * It looks at the headers of frames and at nothing else.
 */
final class FrameGuard extends ChannelDuplexHandler {
  private static final int PREFACE_BYTES = 24;
  /** GOAWAY: 8 bytes, no flags, stream 0; no stream was taken, ENHANCE_YOUR_CALM. */
  private static final byte[] FAREWELL = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11};

  private final Consumer<FrameType> offence;
  private final FrameAllowance allowance = new FrameAllowance(System.nanoTime());
  private final FrameHeaders received = new FrameHeaders(PREFACE_BYTES, this::received);
  private final FrameHeaders sent = new FrameHeaders(0, this::sent);
  /** Of the frame that was one too many. */
  private @Nullable FrameType tooMany;

  private FrameGuard(Consumer<FrameType> offence) {
    this.offence = offence;
  }

  /**
   * What puts a guard into a connection's pipeline, itself the first there, once something is heard: behind TLS where there
   * is that.
   *
   * @param offence is told of the frame that was one too many
   */
  static ChannelInboundHandlerAdapter place(Consumer<FrameType> offence) {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        ChannelHandlerContext tls = context.pipeline().context(SslHandler.class);
        String before = tls == null ? context.name() : tls.name();
        context.pipeline().addAfter(before, null, new FrameGuard(offence));
        context.pipeline().remove(this);
        context.fireChannelRead(message);
      }
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (tooMany == null) {
      allowance.look(System.nanoTime());
      received.look((ByteBuf) message);
      if (tooMany == null) {
        context.fireChannelRead(message);
        return;
      }
      cutOff(context, tooMany);
    }
    ReferenceCountUtil.release(message);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the promise is the same
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean wasOpen = tooMany == null;
    sent.look((ByteBuf) message);
    context.write(message, promise);
    if (wasOpen && tooMany != null) {
      cutOff(context, tooMany);
    }
  }

  private void received(FrameType type, int flags, int length) {
    allowance.received(type, flags, length);
    check(type);
  }

  private void sent(FrameType type, int flags, int length) {
    if (type == FrameType.RST_STREAM) {
      allowance.look(System.nanoTime()); // the server resets calls of its own accord, too
    }
    allowance.sent(type, length);
    check(type);
  }

  private void check(FrameType type) {
    if (tooMany == null && allowance.usedUp()) {
      tooMany = type;
    }
  }

  /** Below the protocols: neither waits for what the other side may never take. */
  @SuppressWarnings("FutureReturnValueIgnored") // what cannot be said is not said
  private void cutOff(ChannelHandlerContext context, FrameType type) {
    offence.accept(type);
    context.writeAndFlush(Unpooled.wrappedBuffer(FAREWELL));
    context.channel().unsafe().close(context.channel().voidPromise());
  }
}
