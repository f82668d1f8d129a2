package io.margrid.server.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Maps what was thrown to the status that the caller gets: a {@code google.rpc.Status} with one {@code ErrorInfo}, and
 * for a bad request a {@code BadRequest} with its faults in field order. What nobody foresaw is INTERNAL: it is logged
 * here, once, with an id that the caller gets too, and nothing else of it leaves the server.
 */
public final class ErrorStatus {
  /** Domain of every reason. */
  public static final String DOMAIN = "margrid.io";
  /** Key of the request's id, in the logging context and in the metadata of every error of a call. */
  public static final String REQUEST_ID = "request";
  /** Most faults that a status names. */
  static final int MAX_VIOLATIONS = 16;
  /** Most bytes of a status: clients take 8 KiB of headers, and the status travels in base64. */
  static final int MAX_BYTES = 4_096;

  private static final int MAX_TEXT_BYTES = 512;
  /** What wraps the violations: tags, lengths, the type's name. */
  private static final int BAD_REQUEST_FRAME = 64;
  private static final String INTERNAL = "INTERNAL";
  private static final String OMITTED = "violations_omitted";
  /** Where gRPC's libraries of all languages look for a {@code google.rpc.Status}. */
  private static final Metadata.Key<Status> DETAILS = Metadata.Key.of("grpc-status-details-bin",
      ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStatus.class);

  private ErrorStatus() {}

  /** The status for anything thrown while a call was served. */
  public static StatusRuntimeException of(Throwable thrown) {
    Status status = switch (thrown) {
      case InvalidRequestException invalid -> invalid(invalid);
      case RefusedException refused -> refused(refused);
      // The call has ended already; this only keeps it from being logged as a fault.
      case CancellationException _ -> status(Code.CANCELLED, "cancelled", "CANCELLED", Map.of()).build();
      default -> internal(thrown);
    };
    return new Untraced(status);
  }

  /** Without a trace of the stack, which nobody reads, and which would be half of what it costs to refuse a call. */
  private static final class Untraced extends StatusRuntimeException {
    private static final long serialVersionUID = 1L;

    Untraced(Status status) {
      super(io.grpc.Status.fromCodeValue(status.getCode()).withDescription(status.getMessage()),
          trailers(status));
    }

    private static Metadata trailers(Status status) {
      Metadata trailers = new Metadata();
      trailers.put(DETAILS, status);
      return trailers;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Every reason for which a call that still has a caller may end. */
  public static Set<String> reasons() {
    Set<String> reasons = new TreeSet<>(Set.of(INTERNAL));
    Stream.of(Refusal.values()).map(Refusal::name).forEach(reasons::add);
    Stream.of(Reason.values()).map(Reason::name).forEach(reasons::add);
    return reasons;
  }

  /** Why a call ended, read from its trailers; empty unless they were made by this class. */
  public static Optional<String> reason(Metadata trailers) {
    try {
      Status status = trailers.get(DETAILS);
      if (status != null && status.getDetailsCount() > 0 && status.getDetails(0).is(ErrorInfo.class)) {
        return Optional.of(status.getDetails(0).unpack(ErrorInfo.class).getReason());
      }
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("details that this server wrote can be read", e);
    }
  }

  private static Status refused(RefusedException refused) {
    Status.Builder status = status(refused.refusal().code(), refused.getMessage(), refused.refusal().name(),
        refused.metadata());
    refused.retryAfter().ifPresent(wait -> status.addDetails(Any.pack(RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder().setSeconds(wait.getSeconds()).setNanos(wait.getNano()))
        .build())));
    return status.build();
  }

  private static Status invalid(InvalidRequestException invalid) {
    Fault first = invalid.faults().getFirst();
    Code code = Code.valueOf(first.reason().kind().name());
    Map<String, String> metadata = new TreeMap<>(first.metadata());
    metadata.put(OMITTED, Long.toString(invalid.count()));
    String reason = first.reason().name();
    int room = MAX_BYTES - BAD_REQUEST_FRAME
        - status(code, first.message(), reason, metadata).build().getSerializedSize();
    BadRequest badRequest = violations(invalid.faults(), room);
    long omitted = invalid.count() - badRequest.getFieldViolationsCount();
    if (omitted == 0) {
      metadata.remove(OMITTED);
    } else {
      metadata.put(OMITTED, Long.toString(omitted));
    }
    return status(code, first.message(), reason, metadata).addDetails(Any.pack(badRequest)).build();
  }

  private static BadRequest violations(List<Fault> faults, int room) {
    BadRequest.Builder badRequest = BadRequest.newBuilder();
    int left = room;
    for (Fault fault : faults) {
      BadRequest badOne = BadRequest.newBuilder().addFieldViolations(violation(fault)).build();
      left -= badOne.getSerializedSize();
      if (left < 0 || badRequest.getFieldViolationsCount() == MAX_VIOLATIONS) {
        break;
      }
      badRequest.mergeFrom(badOne);
    }
    return badRequest.build();
  }

  private static BadRequest.FieldViolation violation(Fault fault) {
    return BadRequest.FieldViolation.newBuilder()
        .setField(cut(fault.field().toString()))
        .setDescription(cut(fault.message()))
        .setReason(fault.reason().name())
        .build();
  }

  private static Status internal(Throwable thrown) {
    String id = MDC.get(REQUEST_ID) == null ? UUID.randomUUID().toString() : MDC.get(REQUEST_ID);
    LOG.atError().addKeyValue("id", id).setCause(thrown).log("internal fault");
    return status(Code.INTERNAL, "internal fault of the server, id " + id, INTERNAL, Map.of(REQUEST_ID, id))
        .build();
  }

  private static Status.Builder status(Code code, String message, String reason,
      Map<String, String> metadata) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setReason(reason).setDomain(DOMAIN);
    metadata.forEach((key, value) -> info.putMetadata(key, cut(value)));
    String id = MDC.get(REQUEST_ID);
    if (id != null) {
      info.putMetadata(REQUEST_ID, id);
    }
    return Status.newBuilder().setCode(code.getNumber()).setMessage(cut(message))
        .addDetails(Any.pack(info.build()));
  }

  /** The text, or its beginning with an ellipsis, in at most {@value #MAX_TEXT_BYTES} bytes of UTF-8. */
  private static String cut(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      bytes += bytes(text.codePointAt(i));
      if (bytes > MAX_TEXT_BYTES - bytes('…')) {
        return text.substring(0, i) + "…";
      }
    }
    return text;
  }

  private static int bytes(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
