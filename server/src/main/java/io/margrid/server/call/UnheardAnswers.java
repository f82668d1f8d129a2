package io.margrid.server.call;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what is said to callers whom nothing reaches any more. A stop cancels the calls that outlast it and ends the
 * threads of their connections, but waits for nobody who still computes: the transport takes no answer of his.
 */
public final class UnheardAnswers implements ServerInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(UnheardAnswers.class);

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    return next.startCall(new HeardCall<>(call), headers);
  }

  private static final class HeardCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private boolean unheard;

    HeardCall(ServerCall<Q, R> call) {
      super(call);
    }

    @Override
    public void sendHeaders(Metadata headers) {
      say(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(R message) {
      say(() -> super.sendMessage(message));
    }

    @Override
    public void close(Status status, Metadata trailers) {
      say(() -> super.close(status, trailers));
    }

    private void say(Runnable words) {
      if (!unheard) {
        try {
          words.run();
        } catch (RejectedExecutionException threadsEnded) {
          unheard = true;
          LOG.debug("an answer came after the end of its connection", threadsEnded);
        }
      }
    }
  }
}
