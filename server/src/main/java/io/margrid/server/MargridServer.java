package io.margrid.server;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.margrid.core.model.Catalog;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.service.CatalogService;
import io.margrid.server.service.SweepService;
import io.margrid.server.wire.StreamCounters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class MargridServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MargridServer.class);
  /** For the last statuses to reach their callers. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ServerConfig config;
  private final ExecutorService compute;
  private final StreamCounters counters = new StreamCounters();
  private final OpenCalls openCalls = new OpenCalls();
  private final HealthStatusManager health = new HealthStatusManager();
  private final StreamReplies replies = new StreamReplies(ErrorStatus::of);
  private final Server server;
  private final AtomicBoolean closing = new AtomicBoolean();

  private MargridServer(ServerConfig config, Catalog catalog) {
    this.config = config;
    this.compute = Executors.newFixedThreadPool(config.computeThreads(),
        Thread.ofPlatform().name("margrid-compute-", 0).daemon().factory());
    List<ServerServiceDefinition> services = List.of(
        new CatalogService(catalog, config.modelLimits(), config.maxRequestBytes(), ServerInfo.of(config))
            .bindService(),
        new SweepService(new SweepRequests(catalog, config.gridLimits(), config.modelLimits()), compute,
            counters,
            replies).bindService());
    services.forEach(
        service -> health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING));
    this.server = Transport.of(config, services, health, openCalls, compute);
  }

  /**
   * Reads the models, and answers calls from then on.
   *
   * @throws IOException if the address cannot be listened on
   * @throws io.margrid.core.request.ModelFileException if the model files cannot be used
   */
  public static MargridServer start(ServerConfig config) throws IOException {
    Catalog catalog = config.models().isPresent()
        ? ModelFiles.shippedAnd(config.models().get(), config.modelLimits())
        : ModelFiles.shipped(config.modelLimits());
    MargridServer server = new MargridServer(config, catalog);
    try {
      server.server.start();
    } catch (IOException e) {
      server.compute.shutdown();
      throw e;
    }
    LOG.atInfo().addKeyValue("host", config.host()).addKeyValue("port", server.port())
        .addKeyValue("models", catalog.models().size()).addKeyValue("threads", config.computeThreads())
        .log("listening");
    return server;
  }

  /** That calls are taken on. */
  public int port() {
    return server.getPort();
  }

  /** What streams did so far. */
  public StreamCounters counters() {
    return counters;
  }

  /** Waits until the server has stopped. */
  public void awaitStop() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops: health says NOT_SERVING, no new calls are taken, running ones get the configured time and then end with
   * UNAVAILABLE, reason DRAINING, which invites their callers to resume elsewhere. Returns when all is stopped.
   */
  @Override
  public void close() {
    try {
      if (closing.compareAndSet(false, true)) {
        stop();
      }
      server.awaitTermination();
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws InterruptedException {
    LOG.atInfo().addKeyValue("open_calls", openCalls.count()).log("stopping");
    health.enterTerminalState();
    server.shutdown();
    if (!openCalls.awaitNone(config.drainTime())) {
      LOG.atInfo().addKeyValue("open_calls", openCalls.count())
          .log("ending the calls that are still running");
      replies.stopAll(RefusedException.draining());
      openCalls.awaitNone(FAREWELL);
    }
    server.shutdownNow();
    server.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    compute.shutdown();
    LOG.atInfo().log("stopped");
  }
}
