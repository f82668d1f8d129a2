package io.margrid.server.call;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every call an id, puts it into the logging context of all work that is done for it, and logs its end at debug. */
public final class CallLog implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

  private final String prefix = String.format("%08x", ThreadLocalRandom.current().nextInt());
  private final AtomicLong calls = new AtomicLong();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    LoggedCall<Q, R> logged = new LoggedCall<>(call, scope(prefix + "-" + calls.incrementAndGet()));
    LoggedListener<Q> listener = new LoggedListener<>(logged);
    logged.scope.run(() -> listener.delegate = next.startCall(logged, headers));
    return listener;
  }

  private static LogScope scope(String id) {
    CallTrace trace = CallTrace.current();
    if (trace == null) {
      return new LogScope(id, null);
    }
    trace.loggedAs(id);
    return new LogScope(id, trace.id());
  }

  private static final class LoggedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final LogScope scope;
    private final long started = System.nanoTime();

    LoggedCall(ServerCall<Q, R> call, LogScope scope) {
      super(call);
      this.scope = scope;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      log(status.getCode());
      super.close(status, trailers);
    }

    void log(Status.Code code) {
      if (LOG.isDebugEnabled()) {
        scope.run(() -> LOG.atDebug().addKeyValue("method", getMethodDescriptor().getFullMethodName())
            .addKeyValue("code", code).addKeyValue("micros", (System.nanoTime() - started) / 1_000)
            .log("call ended"));
      }
    }
  }

  private static final class LoggedListener<Q> extends ServerCall.Listener<Q> {
    private final LoggedCall<Q, ?> call;
    private ServerCall.Listener<Q> delegate = new ServerCall.Listener<>() {
    };

    LoggedListener(LoggedCall<Q, ?> call) {
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      call.scope.run(() -> delegate.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      call.scope.run(delegate::onHalfClose);
    }

    @Override
    public void onCancel() {
      call.log(Status.Code.CANCELLED);
      call.scope.run(delegate::onCancel);
    }

    // Nothing is computed in these two, and nothing logged: streams only take a turn then, which has the id already.

    @Override
    public void onComplete() {
      delegate.onComplete();
    }

    @Override
    public void onReady() {
      delegate.onReady();
    }
  }
}
