package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.server.config.Setting;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RequestGuardTest {
  private static final int LIMIT = 10_000;
  private static final RunningServer SERVER = new RunningServer(
      Map.of(Setting.MAX_REQUEST_BYTES, Integer.toString(LIMIT)));

  @AfterAll
  static void close() {
    SERVER.close();
  }

  /** A good request whose description makes it that long. */
  private static EvaluateRequest request(int bytes) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    int rest = bytes - request.build().getSerializedSize() - 8;
    request.getScenarioBuilder().setName("x".repeat(rest));
    while (request.build().getSerializedSize() < bytes) {
      request.getScenarioBuilder().setName(request.getScenario().getName() + "x");
    }
    assertThat(request.build().getSerializedSize()).isEqualTo(bytes);
    return request.build();
  }

  @Test
  void aRequestOfExactlyTheLimitIsTaken() {
    assertThat(SERVER.sweep().evaluate(request(LIMIT)).getMetricsCount()).isPositive();
    assertThat(SERVER.sweep().withCompression("gzip").evaluate(request(LIMIT)).getMetricsCount())
        .isPositive();
  }

  @Test
  void aByteMoreIsRefusedWithTheLimit() {
    assertTooLarge(Statuses.of(() -> SERVER.sweep().evaluate(request(LIMIT + 1))));
  }

  @Test
  void aCompressedRequestIsHeldToItsFullLength() {
    assertTooLarge(Statuses.of(() -> SERVER.sweep().withCompression("gzip").evaluate(request(LIMIT + 1))));
    assertTooLarge(Statuses.of(() -> SERVER.sweep().withCompression("gzip").evaluate(request(15_000_000))));
  }

  private static void assertTooLarge(Statuses status) {
    assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.info().getReason()).isEqualTo("REQUEST_TOO_LARGE");
    assertThat(status.info().getMetadataMap()).containsEntry("max_request_bytes", "10000");
    assertThat(status.message()).isEqualTo("request: too large (expected: at most 10000 bytes)");
  }

  @Test
  void aRequestFarBeyondTheLimitIsDroppedByTheTransport() {
    StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class,
        () -> SERVER.sweep().evaluate(request(10_000_000)));
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void bytesThatAreNoMessageAreTheCallersFault() {
    Statuses status = Statuses.of(() -> sendBytes(ByteString.fromHex("0affffffff0f")));
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.info().getReason()).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void aCallWithoutAMessageIsTheCallersFault() {
    Statuses status = Statuses.of(RequestGuardTest::sendNothing);
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.info().getReason()).isEqualTo("MALFORMED_REQUEST");
  }

  /** The method as if it took a stream, which lets a client send no message at all. */
  private static void sendNothing() throws Throwable {
    MethodDescriptor<EvaluateRequest, EvaluateResponse> method = SweepServiceGrpc.getEvaluateMethod()
        .toBuilder().setType(MethodDescriptor.MethodType.CLIENT_STREAMING).build();
    CompletableFuture<EvaluateResponse> answer = new CompletableFuture<>();
    ClientCalls.asyncClientStreamingCall(
        SERVER.channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS)),
        new StreamObserver<EvaluateResponse>() {
          @Override
          public void onNext(EvaluateResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError(Throwable thrown) {
            answer.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {}
        }).onCompleted();
    try {
      answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  private static EvaluateResponse sendBytes(ByteString bytes) {
    MethodDescriptor<ByteString, EvaluateResponse> method = SweepServiceGrpc.getEvaluateMethod()
        .toBuilder(new Bytes(), SweepServiceGrpc.getEvaluateMethod().getResponseMarshaller()).build();
    return ClientCalls.blockingUnaryCall(SERVER.channel, method,
        CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), bytes);
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<ByteString> {
    @Override
    public InputStream stream(ByteString value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public ByteString parse(InputStream stream) {
      try {
        return ByteString.readFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
