package io.margrid.server.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import io.margrid.server.error.RefusedException;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  /** A call whose caller reads nothing: it does not hear of its end. */
  private static final class UnreadCall extends ServerCall<StreamGridRequest, StreamGridResponse> {
    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(StreamGridResponse message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<StreamGridRequest, StreamGridResponse> getMethodDescriptor() {
      return SweepServiceGrpc.getStreamGridMethod();
    }
  }

  private static Gate gate(String limits) throws Exception {
    TenantFile file = TenantFile.of(Path.of("tenants"), limits.getBytes(StandardCharsets.UTF_8));
    Credentials anyone = token -> new CallerIdentity(token, new Tenant("acme"));
    return new Gate(new Identities(Optional.of(anyone), Optional.empty()), new Tenants(() -> file, () -> 0),
        false);
  }

  private static ServerCall.Listener<StreamGridRequest> begin(Gate gate,
      ServerCallHandler<StreamGridRequest, StreamGridResponse> handler) {
    Metadata headers = new Metadata();
    headers.put(Identities.AUTHORIZATION, "Bearer somebody");
    return gate.interceptCall(new UnreadCall(), headers, handler);
  }

  private static ServerCallHandler<StreamGridRequest, StreamGridResponse> taking(long cells) {
    return (call, headers) -> {
      TenantCall.takeCells(cells);
      return new ServerCall.Listener<>() {
      };
    };
  }

  @Test
  void cellsOfACallThatIsRefusedAfterPlanningAreGivenBackAtOnce() throws Exception {
    Gate gate = gate("acme.cells-in-flight = 10");
    ServerCall.Listener<StreamGridRequest> refused = begin(gate, (call, headers) -> {
      ServerCall.Listener<StreamGridRequest> listener = taking(10).startCall(call, headers);
      call.close(Status.RESOURCE_EXHAUSTED, new Metadata());
      return listener;
    });
    assertThatCode(() -> begin(gate, taking(10))).doesNotThrowAnyException();
    refused.onComplete();
    assertThatThrownBy(() -> begin(gate, taking(1))).isInstanceOf(RefusedException.class)
        .hasMessage("cells in flight of the tenant: 11 (expected: at most 10; try again later)");
  }

  @Test
  void cellsOfACallThatIsCancelledAreGivenBack() throws Exception {
    Gate gate = gate("acme.cells-in-flight = 10");
    ServerCall.Listener<StreamGridRequest> running = begin(gate, taking(10));
    assertThatThrownBy(() -> begin(gate, taking(1))).isInstanceOf(RefusedException.class);
    running.onCancel();
    assertThatCode(() -> begin(gate, taking(10))).doesNotThrowAnyException();
  }
}
