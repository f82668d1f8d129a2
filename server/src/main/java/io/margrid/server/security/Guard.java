package io.margrid.server.security;

import io.grpc.netty.NettyServerBuilder;
import io.margrid.server.config.SecurityConfig;
import io.margrid.server.config.Setting;
import io.margrid.server.config.TlsFiles;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between the network and a server's calls. Closed, it reads its files no more. Thread-safe. */
public final class Guard implements AutoCloseable {
  private final SecurityConfig config;
  private final Optional<SslContext> tls;
  private final List<Reloaded<?>> files;
  private final Thread watcher = Thread.ofPlatform().name("margrid-reload").daemon().unstarted(this::lookOn);

  private Guard(SecurityConfig config, Optional<SslContext> tls, List<Reloaded<?>> files) {
    this.config = config;
    this.tls = tls;
    this.files = List.copyOf(files);
  }

  /**
   * Reads the files that the configuration names.
   *
   * @throws IOException if one cannot be read or used
   */
  public static Guard of(SecurityConfig config) throws IOException {
    List<Reloaded<?>> files = new ArrayList<>();
    Optional<SslContext> tls = Optional.empty();
    if (config.tls().isPresent()) {
      Reloaded<SslContext> context = TlsContext.of(config.tls().get());
      files.add(context);
      tls = Optional.of(new ReloadingSslContext(context));
    }
    return new Guard(config, tls, files);
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

  /** Puts the guard before a server that is being built. */
  public void protect(NettyServerBuilder server) {
    tls.ifPresent(server::sslContext);
  }

  /** Looks at the files now. */
  public void reload() {
    files.forEach(Reloaded::refresh);
  }

  /** What a server that others can reach does without, each a phrase. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (tls.isEmpty()) {
      warnings.add("nothing is encrypted (see " + Setting.TLS_CERT.flag() + ")");
    }
    if (!config.tls().map(TlsFiles::showsWhoCalls).orElse(false)) {
      warnings.add("callers are not asked who they are (see " + Setting.TLS_CLIENT_CA.flag() + ")");
    }
    return warnings;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
