package io.margrid.server;

import io.margrid.core.plan.Numerics;
import io.margrid.server.admin.AdminServer;
import io.margrid.server.admin.ChannelzServer;
import io.margrid.server.admin.Page;
import io.margrid.server.config.AdminConfig;
import io.margrid.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators look at, as far as it is asked for. Thread-safe once started. */
final class Admin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Admin.class);
  private static final String METRICS = "/metrics";
  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";

  private final AdminConfig config;
  private final Health health;
  private final Optional<ServerMetrics> metrics;
  private Optional<AdminServer> http = Optional.empty();
  private Optional<ChannelzServer> channelz = Optional.empty();

  /** @param metrics present if there is an admin port */
  Admin(AdminConfig config, Health health, Optional<ServerMetrics> metrics) {
    this.config = config;
    this.health = health;
    this.metrics = metrics;
  }

  /**
   * Opens the ports that are asked for.
   *
   * @throws IOException if one cannot be listened on; the other is closed then
   */
  void start() throws IOException {
    try {
      if (config.port().isPresent() && metrics.isPresent()) {
        http = Optional.of(AdminServer.start(config.host(), config.port().getAsInt(), pages(metrics.get())));
      }
      if (config.channelzPort().isPresent()) {
        channelz = Optional.of(ChannelzServer.start(config.host(), config.channelzPort().getAsInt()));
      }
    } catch (IOException cannotListen) {
      close();
      throw cannotListen;
    }
    tell();
  }

  private void tell() {
    port().ifPresent(port -> LOG.atInfo().addKeyValue("host", config.host()).addKeyValue("port", port)
        .log("metrics and health"));
    channelzPort().ifPresent(port -> LOG.atInfo().addKeyValue("host", config.host()).addKeyValue("port", port)
        .log("channelz"));
    boolean open = http.isPresent() || channelz.isPresent();
    if (open && !new InetSocketAddress(config.host(), 0).getAddress().isLoopbackAddress()) {
      LOG.atWarn().addKeyValue("host", config.host()).log("the admin port is reachable from other machines:"
          + " whoever reaches it reads metrics and health, in plaintext, and is not asked who it is"
          + " (see --admin-host)");
    }
  }

  private Map<String, Supplier<Page>> pages(ServerMetrics all) {
    return Map.of("/", Admin::index,
        METRICS, () -> Page.of(ServerMetrics.CONTENT_TYPE, all.scrape()),
        LIVE, () -> Page.probe(true, "live", ""),
        READY, () -> Page.probe(health.isServing(), "ready", "stopping"));
  }

  private static Page index() {
    return Page.of("text/html; charset=utf-8", """
      <!DOCTYPE html>
      <html lang="en">
      <title>Margrid</title>
      <h1>Margrid %s</h1>
      <p>Numerics revision %d</p>
      <ul>
      <li><a href="%s">Metrics</a>, for Prometheus
      <li><a href="%s">Live</a>: the process answers
      <li><a href="%s">Ready</a>: it takes calls; 503 once it stops
      </ul>
      </html>
      """.formatted(ServerInfo.version(), Numerics.REVISION, METRICS, LIVE, READY));
  }

  /** Of metrics and health. */
  OptionalInt port() {
    return http.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
  }

  OptionalInt channelzPort() {
    return channelz.map(server -> OptionalInt.of(server.port())).orElse(OptionalInt.empty());
  }

  @Override
  public void close() {
    http.ifPresent(AdminServer::close);
    channelz.ifPresent(ChannelzServer::close);
    metrics.ifPresent(ServerMetrics::close);
  }
}
