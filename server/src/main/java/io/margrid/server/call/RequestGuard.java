package io.margrid.server.call;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Refuses requests that are larger than the limit, are no message of their type, or are absent, in the error model of
 * the contract: gRPC alone would end such calls without details, or as a fault of the server.
 */
public final class RequestGuard implements ServerInterceptor {
  private final int maxBytes;

  private RequestGuard(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The service behind a guard that sees its requests before they are parsed. */
  public static ServerServiceDefinition before(ServerServiceDefinition service, int maxBytes) {
    return ServerInterceptors.intercept(ServerInterceptors.useInputStreamMessages(service),
        new RequestGuard(maxBytes));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    return new GuardedListener<>(call, next.startCall(call, headers));
  }

  private final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private boolean given;
    private boolean refused;

    GuardedListener(ServerCall<Q, ?> call, ServerCall.Listener<Q> delegate) {
      super(delegate);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      given = true;
      LimitedInput input = new LimitedInput((InputStream) message, maxBytes);
      if (input.knownTooLong()) {
        refuse(RefusedException.requestTooLarge(maxBytes));
        return;
      }
      try {
        @SuppressWarnings("unchecked") // every Q is an InputStream: see before()
        Q guarded = (Q) input;
        super.onMessage(guarded);
      } catch (StatusRuntimeException unreadable) { // from the parser: the handler runs at half-close only
        boolean tooLong = input.tooLong()
            || unreadable.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
        refuse(tooLong ? RefusedException.requestTooLarge(maxBytes) : RefusedException.malformedRequest());
      }
    }

    @Override
    public void onHalfClose() {
      if (!given) {
        refuse(RefusedException.malformedRequest());
      }
      if (!refused) {
        super.onHalfClose();
      }
    }

    private void refuse(RefusedException reason) {
      refused = true;
      StatusRuntimeException status = ErrorStatus.of(reason);
      call.close(status.getStatus(), Objects.requireNonNull(status.getTrailers()));
    }
  }

  /** A request's bytes, of which no more than the limit are handed out. */
  private static final class LimitedInput extends InputStream {
    private final InputStream bytes;
    private final int limit;
    private long read;

    LimitedInput(InputStream bytes, int limit) {
      this.bytes = bytes;
      this.limit = limit;
    }

    /** Before the first read; compressed requests are found out later. */
    boolean knownTooLong() {
      try {
        return bytes instanceof KnownLength && bytes.available() > limit;
      } catch (IOException e) {
        throw new IllegalStateException("bytes in memory have a length", e);
      }
    }

    boolean tooLong() {
      return read > limit;
    }

    @Override
    public int read() throws IOException {
      int value = bytes.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = bytes.read(buffer, offset, length);
      count(Math.max(0, n));
      return n;
    }

    @Override
    public int available() throws IOException {
      return bytes.available();
    }

    private void count(int n) throws IOException {
      read += n;
      if (tooLong()) {
        throw new IOException("more than " + limit + " bytes");
      }
    }
  }
}
