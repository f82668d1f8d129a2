package io.margrid.server.security;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * Every new connection gets the context of its moment. With the context its sessions are replaced too, so that nobody
 * resumes a session that the new certificates would not have allowed. Connections that are open stay as they are.
 */
final class ReloadingSslContext extends SslContext {
  private final Reloaded<SslContext> context;

  ReloadingSslContext(Reloaded<SslContext> context) {
    this.context = context;
  }

  @Override
  public boolean isClient() {
    return false;
  }

  @Override
  public List<String> cipherSuites() {
    return context.get().cipherSuites();
  }

  // netty marks the type as old and still asks for it.
  @SuppressWarnings("deprecation")
  @Override
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return context.get().applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return context.get().newEngine(allocator);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
    return context.get().newEngine(allocator, peerHost, peerPort);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return context.get().sessionContext();
  }
}
