package io.margrid.server.call;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import io.margrid.server.wire.MessageBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Refuses requests that are larger than the limit, are no message of their type, or are absent, in the error model of
 * the contract: gRPC alone would end such calls without details, or as a fault of the server.
 */
public final class RequestGuard {
  /** Leaves a request to the listener: what goes wrong there is answered in the error model. */
  private static final Marshaller<InputStream> UNREAD = new Marshaller<>() {
    @Override
    public InputStream stream(InputStream message) {
      return message;
    }

    @Override
    public InputStream parse(InputStream bytes) {
      return bytes;
    }
  };

  private final int maxBytes;

  private RequestGuard(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The service behind a guard that sees its requests before they are parsed. */
  public static ServerServiceDefinition before(ServerServiceDefinition service, int maxBytes) {
    RequestGuard guard = new RequestGuard(maxBytes);
    return ServiceMethods.each(service, guard::guarded);
  }

  private <Q, R> ServerMethodDefinition<InputStream, R> guarded(ServerMethodDefinition<Q, R> method) {
    MethodDescriptor<Q, R> descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder(UNREAD, descriptor.getResponseMarshaller()).build(),
        (call, headers) -> new GuardedListener<>(call, descriptor.getRequestMarshaller(),
            method.getServerCallHandler().startCall(asTyped(call), headers)));
  }

  /** The same call for a handler that wants parsed requests: the call itself has to do with answers only. */
  @SuppressWarnings("unchecked")
  private static <Q, R> ServerCall<Q, R> asTyped(ServerCall<InputStream, R> call) {
    return (ServerCall<Q, R>) (ServerCall<?, R>) call;
  }

  private final class GuardedListener<Q> extends ServerCall.Listener<InputStream> {
    private final ServerCall<InputStream, ?> call;
    private final Marshaller<Q> marshaller;
    private final ServerCall.Listener<Q> delegate;
    private boolean given;
    private boolean refused;

    GuardedListener(ServerCall<InputStream, ?> call, Marshaller<Q> marshaller,
        ServerCall.Listener<Q> delegate) {
      this.call = call;
      this.marshaller = marshaller;
      this.delegate = delegate;
    }

    @Override
    public void onMessage(InputStream message) {
      given = true;
      Q request;
      try {
        request = marshaller.parse(read(message).input());
      } catch (RefusedException refusal) {
        refuse(refusal);
        return;
      } catch (StatusRuntimeException unreadable) { // from the marshaller
        refuse(RefusedException.malformedRequest());
        return;
      }
      delegate.onMessage(request);
    }

    @Override
    public void onHalfClose() {
      if (!given) {
        refuse(RefusedException.malformedRequest());
      }
      if (!refused) {
        delegate.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      delegate.onCancel();
    }

    @Override
    public void onComplete() {
      delegate.onComplete();
    }

    @Override
    public void onReady() {
      delegate.onReady();
    }

    private void refuse(RefusedException reason) {
      refused = true;
      StatusRuntimeException status = ErrorStatus.of(reason);
      call.close(status.getStatus(), Objects.requireNonNull(status.getTrailers()));
    }
  }

  /**
   * All bytes of a request. What is compressed has no known length: of it no more is unpacked than shows that it is too
   * long.
   */
  private MessageBytes read(InputStream message) {
    try {
      boolean known = message instanceof KnownLength;
      int length = known ? message.available() : maxBytes + 1;
      if (known && length > maxBytes) {
        throw RefusedException.requestTooLarge(maxBytes);
      }
      byte[] bytes = message.readNBytes(length);
      if (bytes.length > maxBytes) {
        throw RefusedException.requestTooLarge(maxBytes);
      }
      return new MessageBytes(bytes);
    } catch (IOException unreadable) {
      throw RefusedException.malformedRequest();
    } catch (StatusRuntimeException limit) {
      throw limit.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED
          ? RefusedException.requestTooLarge(maxBytes)
          : RefusedException.malformedRequest();
    }
  }
}
