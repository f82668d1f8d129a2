package io.margrid.client;

import io.grpc.Attributes;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Says who calls, by a token that whoever reads it could use: it never travels unencrypted between machines. */
final class BearerToken extends CallCredentials {
  private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
      Metadata.ASCII_STRING_MARSHALLER);

  private final Supplier<String> token;

  BearerToken(Supplier<String> token) {
    this.token = token;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier result) {
    if (call.getSecurityLevel() != SecurityLevel.PRIVACY_AND_INTEGRITY
        && !staysHere(call.getTransportAttrs())) {
      result.fail(Status.UNAUTHENTICATED
          .withDescription("token: not sent over plaintext (expected: TLS, or a server on this machine)"));
      return;
    }
    executor.execute(() -> apply(result));
  }

  private void apply(MetadataApplier result) {
    Metadata headers = new Metadata();
    try {
      headers.put(AUTHORIZATION, "Bearer " + token.get());
    } catch (RuntimeException e) {
      result.fail(Status.UNAUTHENTICATED.withDescription("token: not available").withCause(e));
      return;
    }
    result.apply(headers);
  }

  private static boolean staysHere(Attributes transport) {
    return transport.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress address
        && !address.isUnresolved() && address.getAddress().isLoopbackAddress();
  }
}
