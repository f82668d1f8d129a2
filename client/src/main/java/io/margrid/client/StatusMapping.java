package io.margrid.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.margrid.client.wire.ContractViolationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From what gRPC and the checks signal to the client's exceptions: the only place that knows both. */
final class StatusMapping {
  private static final String OMITTED = "violations_omitted";

  private StatusMapping() {}

  /** Anything that is neither a status nor a broken contract stays as it is. */
  static Throwable toMargrid(Throwable error) {
    if (error instanceof StatusRuntimeException status) {
      return toException(failure(status));
    }
    if (error instanceof ContractViolationException violation) {
      return new StreamCorruptedException(violation.getMessage(), violation);
    }
    return error;
  }

  private static MargridException toException(Failure failure) {
    return switch (failure.code()) {
      case INVALID_ARGUMENT, OUT_OF_RANGE -> new InvalidRequestException(failure);
      case NOT_FOUND -> new UnknownModelException(failure);
      case RESOURCE_EXHAUSTED -> new ResourceExhaustedException(failure);
      case FAILED_PRECONDITION -> failure.reason().equals("RESUME_MISMATCH")
          ? new ResumeMismatchException(failure)
          : new ServerFaultException(failure);
      case UNAVAILABLE -> new ServerUnavailableException(failure);
      case DEADLINE_EXCEEDED -> new DeadlineExceededException(failure);
      case CANCELLED -> new CallCancelledException(failure);
      case UNAUTHENTICATED, PERMISSION_DENIED -> new AccessDeniedException(failure);
      case ABORTED -> new ReaderStalledException(failure);
      case OK, UNKNOWN, ALREADY_EXISTS, UNIMPLEMENTED, INTERNAL, DATA_LOSS ->
        new ServerFaultException(failure);
    };
  }

  private static Failure failure(StatusRuntimeException error) {
    List<Any> details = details(error);
    ErrorInfo info = find(details, ErrorInfo.class).orElse(ErrorInfo.getDefaultInstance());
    List<Violation> violations = find(details, BadRequest.class).orElse(BadRequest.getDefaultInstance())
        .getFieldViolationsList().stream().map(StatusMapping::violation).toList();
    return new Failure(code(error), message(error), info.getReason(), info.getDomain(),
        info.getMetadataMap(), violations, omitted(info),
        find(details, RetryInfo.class).map(StatusMapping::delay),
        Optional.of(error));
  }

  /**
   * That of the status, but UNAVAILABLE where gRPC says UNKNOWN of a connection that was closed under a call. A cause is
   * this side's own: none comes over the wire.
   */
  private static Status.Code code(StatusRuntimeException error) {
    Status status = error.getStatus();
    return status.getCode() == Status.Code.UNKNOWN && status.getCause() instanceof IOException
        ? Status.Code.UNAVAILABLE
        : status.getCode();
  }

  /** Details that cannot be read are as good as absent: the status itself must still arrive. */
  private static List<Any> details(StatusRuntimeException error) {
    try {
      com.google.rpc.Status status = StatusProto.fromStatusAndTrailers(error.getStatus(),
          error.getTrailers());
      return status.getDetailsList();
    } catch (IllegalArgumentException e) {
      // What gRPC throws for trailers that are not the message they should be.
      return List.of();
    }
  }

  private static <T extends Message> Optional<T> find(List<Any> details, Class<T> type) {
    for (Any detail : details) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Violation violation(BadRequest.FieldViolation violation) {
    return new Violation(violation.getField(), violation.getReason(), oneLine(violation.getDescription()));
  }

  private static Duration delay(RetryInfo info) {
    return Duration.ofSeconds(info.getRetryDelay().getSeconds(), info.getRetryDelay().getNanos());
  }

  private static int omitted(ErrorInfo info) {
    String count = info.getMetadataOrDefault(OMITTED, "0");
    return count.matches("[0-9]{1,9}") ? Integer.parseInt(count) : 0;
  }

  private static String message(StatusRuntimeException error) {
    String description = error.getStatus().getDescription();
    return description == null || description.isBlank()
        ? error.getStatus().getCode().name()
        : oneLine(description);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\p{Cntrl}[\\p{Cntrl}\\s]*", " ").strip();
  }
}
