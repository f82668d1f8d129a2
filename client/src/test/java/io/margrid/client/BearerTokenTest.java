package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import io.margrid.v1.CatalogServiceGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class BearerTokenTest {
  private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
      Metadata.ASCII_STRING_MARSHALLER);

  /** A call to an address. */
  private static final class Call extends CallCredentials.RequestInfo {
    private final SecurityLevel level;
    private final Attributes attributes;

    Call(SecurityLevel level, byte... address) {
      this.level = level;
      try {
        this.attributes = Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR,
            new InetSocketAddress(InetAddress.getByAddress(address), 8_980)).build();
      } catch (UnknownHostException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public MethodDescriptor<?, ?> getMethodDescriptor() {
      return CatalogServiceGrpc.getListModelsMethod();
    }

    @Override
    public SecurityLevel getSecurityLevel() {
      return level;
    }

    @Override
    public String getAuthority() {
      return "margrid.example";
    }

    @Override
    public Attributes getTransportAttrs() {
      return attributes;
    }
  }

  /** What is sent, or why nothing is. */
  private static String outcome(BearerToken token, Call call) {
    StringBuilder outcome = new StringBuilder();
    token.applyRequestMetadata(call, Runnable::run, new CallCredentials.MetadataApplier() {
      @Override
      public void apply(Metadata headers) {
        outcome.append(headers.get(AUTHORIZATION));
      }

      @Override
      public void fail(Status status) {
        outcome.append(status.getCode()).append(": ").append(status.getDescription());
      }
    });
    return outcome.toString();
  }

  @Test
  void aTokenIsSentOverTlsAndToThisMachineOnly() {
    BearerToken token = new BearerToken(() -> "secret");
    byte[] elsewhere = {(byte) 192, 0, 2, 1};
    byte[] here = {127, 0, 0, 1};
    assertThat(outcome(token, new Call(SecurityLevel.PRIVACY_AND_INTEGRITY, elsewhere)))
        .isEqualTo("Bearer secret");
    assertThat(outcome(token, new Call(SecurityLevel.NONE, here))).isEqualTo("Bearer secret");
    String refusal = "UNAUTHENTICATED: token: not sent over plaintext (expected: TLS, or a server on this machine)";
    assertThat(outcome(token, new Call(SecurityLevel.NONE, elsewhere))).isEqualTo(refusal);
    assertThat(outcome(token, new Call(SecurityLevel.INTEGRITY, elsewhere))).isEqualTo(refusal);
  }

  @Test
  void aTokenThatCannotBeHadFailsTheCallWithoutItsReasonBeingTold() {
    BearerToken token = new BearerToken(() -> {
      throw new IllegalStateException("secret");
    });
    assertThat(outcome(token,
        new Call(SecurityLevel.PRIVACY_AND_INTEGRITY, (byte) 127, (byte) 0, (byte) 0, (byte) 1)))
        .isEqualTo("UNAUTHENTICATED: token: not available");
  }
}
