package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.margrid.server.call.CallLog;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.metrics.ServerMetrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A fault of ours: what the caller is told, what is logged and what is counted are of the same call. */
class RequestIdTest {
  private static final Logger LOGS = (Logger) LoggerFactory.getLogger("io.margrid.server");

  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();

  @BeforeEach
  void listen() {
    LOGS.setLevel(Level.DEBUG);
    LOGS.addAppender(seen);
    seen.start();
  }

  @AfterEach
  void listenNoMore() {
    LOGS.detachAppender(seen);
    LOGS.setLevel(null);
  }

  /** Fails as no service of ours is known to. */
  private static final class Faulty extends HealthGrpc.HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> call) {
      call.onError(ErrorStatus.of(new IllegalStateException("nobody foresaw this")));
    }
  }

  private List<String> idsOf(String message) {
    return seen.list.stream().filter(event -> event.getMessage().equals(message))
        .map(event -> event.getMDCPropertyMap().get(ErrorStatus.REQUEST_ID)).toList();
  }

  @Test
  void aFaultHasOneIdInTheErrorAndInItsLogLinesAndIsCountedOnce() throws Exception {
    try (ServerMetrics metrics = new ServerMetrics()) {
      NettyServerBuilder builder = NettyServerBuilder
          .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .addService(new Faulty()).intercept(new CallLog());
      for (ServerInterceptor first : metrics.interceptors().reversed()) {
        builder.intercept(first);
      }
      Server server = builder.build().start();
      ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext()
          .build();
      try {
        Statuses status = Statuses.of(() -> HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS).check(HealthCheckRequest.getDefaultInstance()));
        String id = status.info().getMetadataOrThrow(ErrorStatus.REQUEST_ID);
        assertThat(status.message()).contains(id).doesNotContain("foresaw");
        assertThat(idsOf("internal fault")).containsExactly(id);
        assertThat(idsOf("call ended")).containsExactly(id);
        assertThat(metrics.scrape().lines())
            .contains("margrid_calls_failed_total{reason=\"INTERNAL\"} 1.0")
            .noneMatch(line -> line.contains(id));
      } finally {
        channel.shutdownNow();
        server.shutdownNow();
        server.awaitTermination(10, TimeUnit.SECONDS);
      }
    }
  }
}
