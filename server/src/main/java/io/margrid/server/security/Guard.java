package io.margrid.server.security;

import io.grpc.netty.NettyServerBuilder;
import io.margrid.server.config.ConnectionLimits;
import io.margrid.server.config.SecurityConfig;
import io.margrid.server.config.Setting;
import io.margrid.server.config.TlsFiles;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What stands between the network and a server's calls. Closed, it reads its files no more. Thread-safe. */
public final class Guard implements AutoCloseable {
  /** As many as one client can mean; a client library queues what is beyond. */
  private static final int MAX_CALLS_PER_CONNECTION = 1_000;
  /** Clients may probe this often, calls or not. */
  private static final int PROBE_SECONDS = 10;
  /** Of the headers of one call: a signed token with room to spare. */
  private static final int MAX_HEADER_BYTES = 16_384;

  private final SecurityConfig config;
  private final Optional<SslContext> tls;
  private final Optional<Gate> gate;
  private final List<Runnable> files;
  private final Thread watcher = Thread.ofPlatform().name("margrid-reload").daemon().unstarted(this::lookOn);

  private Guard(SecurityConfig config, Optional<SslContext> tls, Optional<Gate> gate, List<Runnable> files) {
    this.config = config;
    this.tls = tls;
    this.gate = gate;
    this.files = List.copyOf(files);
  }

  /**
   * Reads the files that the configuration names.
   *
   * @throws IOException if one cannot be read or used
   */
  public static Guard of(SecurityConfig config) throws IOException {
    List<Runnable> files = new ArrayList<>();
    Optional<SslContext> tls = Optional.empty();
    if (config.tls().isPresent()) {
      Reloaded<SslContext> context = TlsContext.of(config.tls().get());
      files.add(context::refresh);
      tls = Optional.of(new ReloadingSslContext(context));
    }
    return new Guard(config, tls, GateFiles.gate(config, files), files);
  }

  /** Looks at the files from now on, as often as configured. */
  public void watch() {
    if (!files.isEmpty()) {
      watcher.start();
    }
  }

  private void lookOn() {
    try {
      while (true) {
        Thread.sleep(config.reloadInterval());
        reload();
      }
    } catch (InterruptedException closed) {
      // That is how it ends.
    }
  }

  /** Puts the guard before a server that is being built: interceptors that are added later run before it. */
  public void protect(NettyServerBuilder server) {
    ConnectionLimits limits = config.connections();
    server.handshakeTimeout(limits.handshake().toSeconds(), TimeUnit.SECONDS)
        .maxConnectionIdle(limits.idle().toSeconds(), TimeUnit.SECONDS)
        .maxConnectionAge(limits.age().toSeconds(), TimeUnit.SECONDS)
        .maxConnectionAgeGrace(limits.grace().toSeconds(), TimeUnit.SECONDS)
        .maxInboundMetadataSize(MAX_HEADER_BYTES)
        .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
        .permitKeepAliveTime(PROBE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
    tls.ifPresent(server::sslContext);
    gate.ifPresent(server::intercept);
  }

  /** Looks at the files now. */
  public void reload() {
    files.forEach(Runnable::run);
  }

  /** What a server that others can reach does without, each a phrase. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (tls.isEmpty()) {
      warnings.add("nothing is encrypted (see " + Setting.TLS_CERT.flag() + ")");
    }
    if (gate.isEmpty() && !config.tls().map(TlsFiles::showsWhoCalls).orElse(false)) {
      warnings.add("callers are not asked who they are (see " + Setting.AUTH.flag() + ")");
    }
    return warnings;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
