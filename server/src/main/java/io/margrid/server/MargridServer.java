package io.margrid.server;

import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.margrid.core.model.Catalog;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.security.Guard;
import io.margrid.server.service.AnalysisService;
import io.margrid.server.service.CatalogService;
import io.margrid.server.service.SweepService;
import io.margrid.server.wire.StreamCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class MargridServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MargridServer.class);
  /** For the last statuses to reach their callers. */
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ServerConfig config;
  private final Executor compute;
  private final StreamCounters counters = new StreamCounters();
  private final OpenCalls openCalls = new OpenCalls();
  private final HealthStatusManager health = new HealthStatusManager();
  private final StreamReplies replies = new StreamReplies(ErrorStatus::of);
  private final Server server;
  private final Guard guard;
  private final AtomicBoolean closing = new AtomicBoolean();

  private MargridServer(ServerConfig config, Catalog catalog, Guard guard) {
    this.config = config;
    this.guard = guard;
    this.compute = computeThreads(config.computeThreads());
    List<ServerServiceDefinition> services = List.of(
        new CatalogService(catalog, config.modelLimits(), config.maxRequestBytes(), ServerInfo.of(config))
            .bindService(),
        new SweepService(new SweepRequests(catalog, config.gridLimits(), config.modelLimits()),
            config.maxRequestBytes(), compute, counters, replies).definition(),
        new AnalysisService(new AnalysisRequests(catalog, config.gridLimits(), config.modelLimits()),
            config.maxRequestBytes(), compute, counters, replies).bindService());
    services.forEach(
        service -> health.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING));
    this.server = Transport.of(config, services, health, openCalls, compute, guard);
  }

  /**
   * Reads the models, and answers calls from then on.
   *
   * @throws IOException if the address cannot be listened on, or a file of keys or tokens cannot be used
   * @throws io.margrid.core.request.ModelFileException if the model files cannot be used
   */
  public static MargridServer start(ServerConfig config) throws IOException {
    Catalog catalog = config.models().isPresent()
        ? ModelFiles.shippedAnd(config.models().get(), config.modelLimits())
        : ModelFiles.shipped(config.modelLimits());
    MargridServer server = new MargridServer(config, catalog, Guard.of(config.security()));
    server.server.start();
    server.guard.watch();
    LOG.atInfo().addKeyValue("host", config.host()).addKeyValue("port", server.port())
        .addKeyValue("models", catalog.models().size()).addKeyValue("threads", config.computeThreads())
        .log("listening");
    if (!new InetSocketAddress(config.host(), 0).getAddress().isLoopbackAddress()) {
      server.guard.warnings().forEach(warning -> LOG.atWarn().addKeyValue("host", config.host())
          .log("reachable from other machines: " + warning));
    }
    return server;
  }

  /**
   * Serves calls and takes the turns of streams, in order. Its queue is as long as there are open calls. It is never
   * shut down, since callbacks come after the last call has ended: its threads end when they have nothing to do.
   */
  private static Executor computeThreads(int threads) {
    ThreadPoolExecutor executor = new ThreadPoolExecutor(threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), Thread.ofPlatform().name("margrid-compute-", 0).daemon().factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
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
    guard.close();
    server.shutdownNow();
    server.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS);
    LOG.atInfo().log("stopped");
  }
}
