package io.margrid.server.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages over HTTP, each made when it is asked for. Bounded in threads, in connections and in the time of a request and
 * of an answer, so that whoever looks costs the calls little, however many look and however slowly. Thread-safe.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int THREADS = 2;
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration MAX_TIME = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int FAULT = 500;
  private static final long NO_BODY = -1;

  static {
    bound("sun.net.httpserver.maxReqTime", MAX_TIME.toSeconds());
    bound("sun.net.httpserver.maxRspTime", MAX_TIME.toSeconds());
    bound("sun.net.httpserver.idleInterval", 3 * MAX_TIME.toSeconds());
    bound("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
  }

  private final Map<String, Supplier<Page>> pages;
  private final HttpServer server;
  private final ExecutorService threads;

  private AdminServer(Map<String, Supplier<Page>> pages, HttpServer server) {
    this.pages = Map.copyOf(pages);
    this.server = server;
    ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, MAX_TIME.toSeconds(), TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(MAX_CONNECTIONS),
        Thread.ofPlatform().name("margrid-admin-", 0).daemon().factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /** The JDK's server reads these once, and lets whoever starts the JVM say something else. */
  private static void bound(String property, long value) {
    System.getProperties().putIfAbsent(property, Long.toString(value));
  }

  /**
   * Serves from now on.
   *
   * @param port  0: any free one
   * @param pages by path; what is thrown while one is made is logged, and the answer says no more than that
   * @throws IOException if the address cannot be listened on
   */
  public static AdminServer start(String host, int port, Map<String, Supplier<Page>> pages)
      throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(address(host, port), MAX_CONNECTIONS);
    } catch (IOException cannotListen) {
      throw new IOException("--admin-host, --admin-port: " + host + ":" + port, cannotListen);
    }
    AdminServer server = new AdminServer(pages, http);
    http.createContext("/", server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  static InetSocketAddress address(String host, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(host), port);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Supplier<Page> page = pages.get(exchange.getRequestURI().getPath());
      boolean headOnly = exchange.getRequestMethod().equals("HEAD");
      if (!headOnly && !exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, Page.text(METHOD_NOT_ALLOWED, "only GET and HEAD"), false);
      } else {
        send(exchange, page == null ? Page.text(NOT_FOUND, "no such page; / lists them") : made(page),
            headOnly);
      }
    }
  }

  private static Page made(Supplier<Page> page) {
    try {
      return page.get();
    } catch (RuntimeException fault) {
      LOG.error("a page of the admin port could not be made", fault);
      return Page.text(FAULT, "the server could not make this page; its log says why");
    }
  }

  private static void send(HttpExchange exchange, Page page, boolean headOnly) throws IOException {
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", page.contentType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (headOnly) {
      exchange.sendResponseHeaders(page.code(), NO_BODY);
    } else {
      exchange.sendResponseHeaders(page.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Stops at once: what is being answered is cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
