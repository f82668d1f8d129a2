package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a call ended with. */
record Statuses(Code code, String message, ErrorInfo info, List<BadRequest.FieldViolation> violations,
    Optional<Duration> retryAfter) {
  static Statuses of(ThrowingCallable call) {
    StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(thrown).as("the call should fail").isNotNull();
    return of(thrown, StatusProto.fromThrowable(thrown));
  }

  private static Statuses of(StatusRuntimeException thrown, Status status) {
    try {
      if (status.getDetailsCount() == 0) {
        throw new AssertionError("a status without details: " + thrown, thrown);
      }
      ErrorInfo info = status.getDetails(0).unpack(ErrorInfo.class);
      assertThat(info.getDomain()).isEqualTo("margrid.io");
      List<BadRequest.FieldViolation> violations = List.of();
      Optional<Duration> retryAfter = Optional.empty();
      for (Any detail : status.getDetailsList()) {
        if (detail.is(BadRequest.class)) {
          violations = detail.unpack(BadRequest.class).getFieldViolationsList();
        } else if (detail.is(RetryInfo.class)) {
          com.google.protobuf.Duration delay = detail.unpack(RetryInfo.class).getRetryDelay();
          retryAfter = Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
        }
      }
      return new Statuses(Code.forNumber(status.getCode()), status.getMessage(), info, violations,
          retryAfter);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(status.toString(), e);
    }
  }
}
