package io.margrid.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

class ErrorStatusTest {
  private static final FieldPath FIELD = FieldPath.ROOT.field("grid", 1).field("axes", 2).index(1);

  private static Status status(Throwable thrown) {
    return StatusProto.fromThrowable(ErrorStatus.of(thrown));
  }

  private static ErrorInfo info(Status status) throws InvalidProtocolBufferException {
    assertThat(status.getDetailsList().stream().filter(any -> any.is(ErrorInfo.class))).hasSize(1);
    ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getDomain()).isEqualTo("margrid.io");
    return info;
  }

  private static BadRequest badRequest(Status status) throws InvalidProtocolBufferException {
    Any any = status.getDetails(1);
    return any.unpack(BadRequest.class);
  }

  private static Fault fault(int number, String value) {
    return new Fault(FIELD.field("f" + number, number), Reason.INVALID_VALUE, value, "something else");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasTheCodeOfItsKind(Reason reason) throws InvalidProtocolBufferException {
    Status status = status(new InvalidRequestException(new Fault(FIELD, reason, "7", "8")));
    assertThat(Code.forNumber(status.getCode()).name()).isEqualTo(reason.kind().name());
    assertThat(status.getMessage()).isEqualTo("grid.axes[1]: 7 (expected: 8)");
    assertThat(info(status).getReason()).isEqualTo(reason.name());
    assertThat(info(status).getMetadataMap())
        .containsExactlyInAnyOrderEntriesOf(Map.of("field", "grid.axes[1]", "value", "7", "expected", "8"));
    assertThat(badRequest(status).getFieldViolationsList()).containsExactly(
        BadRequest.FieldViolation.newBuilder().setField("grid.axes[1]").setReason(reason.name())
            .setDescription("grid.axes[1]: 7 (expected: 8)").build());
  }

  @Test
  void unknownModelDecidesWhateverElseIsWrong() throws InvalidProtocolBufferException {
    Faults faults = new Faults();
    faults.add(FieldPath.ROOT.field("a", 1), Reason.GRID_TOO_LARGE, "1", "2");
    faults.add(FieldPath.ROOT.field("b", 2), Reason.UNKNOWN_MODEL, "x", "y");
    Status status = status(new InvalidRequestException(faults.inFieldOrder(), faults.count()));
    assertThat(status.getCode()).isEqualTo(Code.NOT_FOUND.getNumber());
    assertThat(info(status).getReason()).isEqualTo("UNKNOWN_MODEL");
    assertThat(badRequest(status).getFieldViolationsList()).extracting(BadRequest.FieldViolation::getField)
        .containsExactly("b", "a");
  }

  @Test
  void sixteenFaultsAreNamedAndTheRestCounted() throws InvalidProtocolBufferException {
    List<Fault> faults = IntStream.range(0, 20).mapToObj(i -> fault(i, "v")).toList();
    Status status = status(new InvalidRequestException(faults, 5_000));
    assertThat(badRequest(status).getFieldViolationsCount()).isEqualTo(16);
    assertThat(info(status).getMetadataMap()).containsEntry("violations_omitted", "4984");
  }

  @Test
  void longFaultsStayWithinFourKibibytesAndEightOfHeaders() throws InvalidProtocolBufferException {
    String wide = "\uD83D\uDE00".repeat(500);
    List<Fault> faults = IntStream.range(0, 16)
        .mapToObj(i -> new Fault(FIELD.field("f" + i, i), Reason.FORMULA_CYCLE, wide, wide)).toList();
    StatusRuntimeException exception = ErrorStatus.of(new InvalidRequestException(faults, 16));
    Status status = StatusProto.fromThrowable(exception);
    assertThat(status.getSerializedSize()).isLessThanOrEqualTo(4_096);
    int named = badRequest(status).getFieldViolationsCount();
    assertThat(named).isBetween(1, 15);
    assertThat(info(status).getMetadataMap()).containsEntry("violations_omitted",
        Integer.toString(16 - named));
    Metadata trailers = Objects.requireNonNull(exception.getTrailers());
    int base64 = Objects.requireNonNull(trailers.get(Metadata.Key.of("grpc-status-details-bin",
        Metadata.BINARY_BYTE_MARSHALLER))).length * 4 / 3;
    int percentEncoded = status.getMessage().getBytes(StandardCharsets.UTF_8).length * 3;
    assertThat(base64 + percentEncoded).isLessThan(7_500);
  }

  @Test
  void oneFaultOfAnyLengthIsNamed() throws InvalidProtocolBufferException {
    String wide = "é".repeat(100_000);
    Status status = status(new InvalidRequestException(new Fault(FIELD, Reason.FORMULA_SYNTAX, wide, wide)));
    assertThat(badRequest(status).getFieldViolationsCount()).isOne();
    assertThat(info(status).getMetadataMap()).doesNotContainKey("violations_omitted");
  }

  @Test
  void placesInFormulasAreInTheMetadata() throws InvalidProtocolBufferException {
    Fault fault = new Fault(FIELD, Reason.FORMULA_SYNTAX, "+", "a number", new Fault.Position(3, 14));
    assertThat(info(status(new InvalidRequestException(fault))).getMetadataMap()).containsEntry("line", "3")
        .containsEntry("column", "14");
  }

  @Test
  void whatNobodyForesawIsInternalWithAnIdAndNothingElse() throws InvalidProtocolBufferException {
    MDC.put("request", "abc-1");
    try {
      Status status = status(new IllegalStateException("secret"));
      assertThat(status.getCode()).isEqualTo(Code.INTERNAL.getNumber());
      assertThat(status.getMessage()).isEqualTo("internal fault of the server, id abc-1");
      assertThat(info(status).getReason()).isEqualTo("INTERNAL");
      assertThat(info(status).getMetadataMap()).isEqualTo(Map.of("request", "abc-1"));
      assertThat(status.toString()).doesNotContain("secret").doesNotContain("Exception");
    } finally {
      MDC.remove("request");
    }
  }

  @Test
  void everyErrorOfACallHasItsId() throws InvalidProtocolBufferException {
    MDC.put("request", "abc-1");
    try {
      for (Throwable thrown : List.of(RefusedException.draining(),
          new InvalidRequestException(fault(1, "v")))) {
        StatusRuntimeException status = ErrorStatus.of(thrown);
        assertThat(info(status(thrown)).getMetadataMap()).containsEntry("request", "abc-1");
        assertThat(ErrorStatus.reason(Objects.requireNonNull(status.getTrailers())))
            .contains(info(status(thrown)).getReason());
      }
    } finally {
      MDC.remove("request");
    }
  }

  @Test
  void aStatusWithoutDetailsHasNoReason() {
    assertThat(ErrorStatus.reason(new Metadata())).isEmpty();
  }

  @Test
  void internalFaultsOutsideOfACallHaveAnIdToo() throws InvalidProtocolBufferException {
    assertThat(info(status(new StackOverflowError())).getMetadataMap().get("request")).isNotEmpty();
  }

  @Test
  void refusalsHaveTheirCodeAndReason() throws InvalidProtocolBufferException {
    assertRefusal(RefusedException.requestTooLarge(9), Code.RESOURCE_EXHAUSTED, "REQUEST_TOO_LARGE",
        Map.of("max_request_bytes", "9"));
    assertRefusal(RefusedException.responseTooLarge(10, 9), Code.RESOURCE_EXHAUSTED, "RESPONSE_TOO_LARGE",
        Map.of("response_bytes", "10", "max_response_bytes", "9"));
    assertRefusal(RefusedException.streamTooLarge(10, 9), Code.RESOURCE_EXHAUSTED, "STREAM_TOO_LARGE",
        Map.of("working_bytes", "10", "max_working_bytes", "9"));
    assertRefusal(RefusedException.malformedRequest(), Code.INVALID_ARGUMENT, "MALFORMED_REQUEST", Map.of());
    assertRefusal(RefusedException.readerStalled(Duration.ofMinutes(1)), Code.ABORTED, "READER_STALLED",
        Map.of("stall_seconds", "60"));
    assertRefusal(RefusedException.callTooLong(Duration.ofHours(1)), Code.DEADLINE_EXCEEDED, "CALL_TOO_LONG",
        Map.of("max_call_seconds", "3600"));
    assertRefusal(RefusedException.draining(), Code.UNAVAILABLE, "DRAINING", Map.of());
  }

  @Test
  void overloadSaysWhenToTryAgain() throws InvalidProtocolBufferException {
    Status status = status(RefusedException.overloaded("streams", 8, 7));
    assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED.getNumber());
    assertThat(info(status).getReason()).isEqualTo("OVERLOADED");
    long millis = Long.parseLong(info(status).getMetadataOrThrow("retry_millis"));
    assertThat(millis).isBetween(500L, 1_500L);
    assertThat(info(status).getMetadataMap())
        .containsAllEntriesOf(Map.of("what", "streams", "wanted", "8", "limit", "7"));
    assertThat(status.getMessage())
        .isEqualTo("streams: 8 (expected: at most 7; try again in " + millis + " ms)");
    com.google.protobuf.Duration delay = status.getDetails(1).unpack(RetryInfo.class).getRetryDelay();
    assertThat(Duration.ofSeconds(delay.getSeconds(), delay.getNanos())).isEqualTo(Duration.ofMillis(millis));
  }

  private static void assertRefusal(RefusedException refused, Code code, String reason,
      Map<String, String> metadata)
      throws InvalidProtocolBufferException {
    Status status = status(refused);
    assertThat(status.getCode()).isEqualTo(code.getNumber());
    assertThat(info(status).getReason()).isEqualTo(reason);
    assertThat(info(status).getMetadataMap()).isEqualTo(metadata);
    assertThat(status.getDetailsCount()).isOne();
  }
}
