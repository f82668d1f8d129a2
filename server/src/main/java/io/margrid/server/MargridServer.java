package io.margrid.server;

import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.margrid.core.model.Catalog;
import io.margrid.core.plan.Numerics;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.admission.Admission;
import io.margrid.server.admission.AdmissionUse;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.call.WaitingCalls;
import io.margrid.server.config.CallLimits;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.connection.ConnectionCounts;
import io.margrid.server.connection.Connections;
import io.margrid.server.error.ErrorDetailTypes;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.flow.StreamTimes;
import io.margrid.server.metrics.ServerMetrics;
import io.margrid.server.security.Guard;
import io.margrid.server.service.AnalysisService;
import io.margrid.server.service.AnswerCache;
import io.margrid.server.service.CatalogService;
import io.margrid.server.service.PlanCounters;
import io.margrid.server.service.Serving;
import io.margrid.server.service.SweepService;
import io.margrid.server.tracing.Tracing;
import io.margrid.server.wire.StreamCounters;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server. Thread-safe. */
public final class MargridServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MargridServer.class);
  /** For what is closed to be seen as closed. */
  private static final Duration CLOSING = Duration.ofSeconds(5);
  /** How exact the times of streams are. */
  private static final Duration TICK = Duration.ofMillis(250);

  private final ServerConfig config;
  private final Lanes lanes;
  private final StreamCounters counters = new StreamCounters();
  private final OpenCalls openCalls = new OpenCalls();
  private final Health health;
  private final Admission admission;
  private final AnswerCache answers;
  private final PlanCounters plansMade = new PlanCounters();
  private final StreamReplies replies;
  private final Serving serving;
  private final Connections connections;
  private final Server server;
  private final Guard guard;
  private final Admin admin;
  private final Optional<Tracing> tracing;
  private final Thread watch = Thread.ofPlatform().name("margrid-watch").daemon()
      .unstarted(this::watchStreams);
  private final AtomicBoolean closing = new AtomicBoolean();

  private MargridServer(ServerConfig config, Catalog catalog, Guard guard) {
    this.config = config;
    this.guard = guard;
    this.connections = new Connections(config.security().connections());
    this.lanes = new Lanes(config.computeThreads());
    this.admission = new Admission(config.admission());
    this.answers = new AnswerCache(config.planCacheBytes());
    CallLimits limits = config.calls();
    this.replies = new StreamReplies(ErrorStatus::of,
        new StreamTimes(limits.stall(), RefusedException.readerStalled(limits.stall()), limits.longest(),
            RefusedException.callTooLong(limits.longest())),
        System::nanoTime);
    this.serving = new Serving(admission, lanes.turns(), lanes.questions(), replies, limits.requestBytes(),
        limits.maxWait(), limits.longest());
    List<ServerServiceDefinition> services = services(catalog);
    this.health = new Health(services);
    Optional<ServerMetrics> metrics = config.admin().port().isPresent()
        ? Optional.of(measured(services))
        : Optional.empty();
    this.tracing = tracing(config, services);
    this.admin = new Admin(config.admin(), health, metrics);
    this.server = Transport.of(config, services, health, openCalls,
        new WaitingCalls(admission, lanes::waitingCalls, limits.maxWaiting()), lanes,
        connections, guard, interceptors(metrics));
  }

  /** What sees every call before anything else does. */
  private List<ServerInterceptor> interceptors(Optional<ServerMetrics> metrics) {
    List<ServerInterceptor> interceptors = new ArrayList<>(
        metrics.map(ServerMetrics::interceptors).orElse(List.of()));
    if (tracing.isPresent()) {
      interceptors.add(tracing.get().interceptor());
    }
    return interceptors;
  }

  /** Nobody reads meters without a port for them; then nothing pays for them either. */
  private ServerMetrics measured(List<ServerServiceDefinition> services) {
    ServerMetrics metrics = new ServerMetrics();
    metrics.expect(services);
    metrics.server(ServerInfo.version(), Numerics.REVISION, health::isServing);
    metrics.connections(connections);
    metrics.streams(counters, replies, openCalls);
    metrics.plans(plansMade, answers);
    metrics.admission(admission, config.admission());
    metrics.lanes(lanes.use(), config.computeThreads());
    return metrics;
  }

  /** Lambdas and method references would load its classes, and OpenTelemetry's, where nothing is traced. */
  private static Optional<Tracing> tracing(ServerConfig config, List<ServerServiceDefinition> services) {
    if (config.traces().isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = services.stream().map(service -> service.getServiceDescriptor().getName())
        .collect(Collectors.toUnmodifiableSet());
    return Optional.of(Tracing.to(config.traces().get(), ServerInfo.version(), names));
  }

  private void closeTracing() {
    if (tracing.isPresent()) {
      tracing.get().close();
    }
  }

  private List<ServerServiceDefinition> services(Catalog catalog) {
    SweepRequests sweeps = new SweepRequests(catalog, config.gridLimits(), config.modelLimits(),
        answers.models());
    AnalysisRequests analyses = new AnalysisRequests(catalog, config.gridLimits(), config.modelLimits(),
        answers.models());
    return List.of(
        ErrorDetailTypes.reflectedWith(
            new CatalogService(catalog, config.modelLimits(), serving, ServerInfo.of(config)).bindService()),
        new SweepService(sweeps, answers, serving, counters, plansMade).definition(),
        new AnalysisService(analyses, serving, counters, plansMade).bindService());
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
    try {
      server.server.start();
      server.admin.start();
    } catch (IOException | RuntimeException cannotListen) {
      server.server.shutdownNow();
      server.closeAll();
      throw cannotListen;
    }
    server.watch.start();
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

  private void watchStreams() {
    try {
      while (true) {
        Thread.sleep(TICK);
        endOverdueStreams();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A fault here must not end the watch: without it nobody who stalls would be given up. */
  private void endOverdueStreams() {
    try {
      replies.endOverdue();
    } catch (RuntimeException fault) {
      LOG.error("streams that are overdue were not ended", fault);
    }
  }

  /** That calls are taken on. */
  public int port() {
    return server.getPort();
  }

  /** For metrics and health over HTTP; absent if there is none. */
  public OptionalInt adminPort() {
    return admin.port();
  }

  /** For channelz; absent if there is none. */
  public OptionalInt channelzPort() {
    return admin.channelzPort();
  }

  /** What streams did so far. */
  public StreamCounters counters() {
    return counters;
  }

  /** Connections that were refused or cut off so far. */
  public ConnectionCounts connectionCounts() {
    return connections.counts();
  }

  /** What is under way, and how much was refused. */
  public AdmissionUse admission() {
    return admission.use();
  }

  /** Models and answers that are kept. */
  public AnswerCache answers() {
    return answers;
  }

  /** Streams that were given up so far because their readers had stopped. */
  public long stalledStreams() {
    return replies.stalledCount();
  }

  /** Waits until the server has stopped. */
  public void awaitStop() throws InterruptedException {
    server.awaitTermination();
  }

  /**
   * Stops: health says NOT_SERVING, no new calls are taken, running ones get the configured time and then end with
   * UNAVAILABLE, reason DRAINING, which invites their callers to resume elsewhere. Those who do not take it in time find
   * their connection closed, which is UNAVAILABLE too. Returns when all is stopped.
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
    health.end();
    server.shutdown();
    try {
      endCalls();
      server.shutdownNow();
      server.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } finally {
      server.shutdownNow();
      closeAll();
    }
    LOG.atInfo().log("stopped");
  }

  /** Each step when the one before was not enough. */
  private void endCalls() throws InterruptedException {
    if (!openCalls.awaitNone(config.stop().drain())) {
      LOG.atInfo().addKeyValue("open_calls", openCalls.count())
          .log("ending the calls that are still running");
      serving.stopAll(RefusedException.draining());
      if (!openCalls.awaitNone(config.stop().farewell())) {
        LOG.atInfo().addKeyValue("open_calls", openCalls.count())
            .log("closing the connections of readers who have not taken their last message");
        connections.hangUp();
        openCalls.awaitNone(CLOSING);
      }
    }
  }

  /** All but the server itself, whether it was begun or not. */
  private void closeAll() {
    guard.close();
    connections.close();
    watch.interrupt();
    admin.close();
    closeTracing();
  }
}
