package io.margrid.client;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** TLS 1.3 to a server: whom to trust, and what to show. Immutable; files are read when it is made. */
public final class TransportSecurity {
  private final SslContext context;

  private TransportSecurity(SslContext context) {
    this.context = context;
  }

  /** The client's own certificate for mutual TLS: the chain in PEM, and its key in PEM, PKCS#8. */
  public record Identity(Path certificates, Path key) {}

  /**
   * Reads the files.
   *
   * @param authorities certificates, PEM, that a server's must come from; absent: those that Java trusts
   * @param identity    absent: the client shows none
   * @throws IOException if a file cannot be read, or does not hold what it should
   */
  public static TransportSecurity of(Optional<Path> authorities, Optional<Identity> identity)
      throws IOException {
    SslContextBuilder builder = GrpcSslContexts.forClient().protocols("TLSv1.3");
    try {
      authorities.ifPresent(file -> builder.trustManager(file.toFile()));
    } catch (IllegalArgumentException e) {
      throw new IOException(authorities.get() + ": not readable (expected: certificates, PEM)", e);
    }
    try {
      identity.ifPresent(own -> builder.keyManager(own.certificates().toFile(), own.key().toFile()));
      return new TransportSecurity(builder.build());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          identity.map(own -> own.key().toString()).orElse("TLS")
              + ": not usable (expected: certificate and key, PEM)",
          e);
    }
  }

  SslContext context() {
    return context;
  }
}
