package io.margrid.bench.load;

import io.grpc.InternalConfigurator;
import io.grpc.InternalConfiguratorRegistry;
import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the server had each successful call of one method: from its headers, as the transport has read them, to its
 * last frame, as the transport has written it. Thread-safe.
 */
final class ServerTimes extends ServerStreamTracer.Factory {
  private final String method;
  private List<Long> nanos = new ArrayList<>();

  /** @param method its full name */
  ServerTimes(String method) {
    this.method = method;
  }

  /** Watches every server that is built from now on in this process. */
  void watch() {
    InternalConfiguratorRegistry.setConfigurators(List.of(new InternalConfigurator() {
      @Override
      public void configureServerBuilder(ServerBuilder<?> builder) {
        builder.addStreamTracerFactory(ServerTimes.this);
      }
    }));
  }

  /** What was measured since the last time. */
  synchronized List<Long> take() {
    List<Long> taken = nanos;
    nanos = new ArrayList<>();
    return taken;
  }

  private synchronized void add(long time) {
    nanos.add(time);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
    long started = System.nanoTime();
    return new ServerStreamTracer() {
      @Override
      public void streamClosed(Status status) {
        if (status.isOk() && fullMethodName.equals(method)) {
          add(System.nanoTime() - started);
        }
      }
    };
  }
}
