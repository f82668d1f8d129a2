package io.margrid.server;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A collector of traces on loopback: takes OTLP over HTTP and keeps the spans. The messages' numbers are those of
 * OpenTelemetry's protos, read without generated code.
 */
final class SpanCollector implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_SPANS = 1_000;
  /** {@code Status.STATUS_CODE_ERROR}. */
  private static final long ERROR = 2;

  /** What a span says; absent ids are empty, attributes texts or longs. */
  record Span(String traceId, String spanId, String parentId, String name, long kind,
      Map<String, Object> attributes, int events, boolean failed) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final CountDownLatch open;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  private SpanCollector(CountDownLatch open) throws IOException {
    this.open = open;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers at once. */
  static SpanCollector prompt() throws IOException {
    return new SpanCollector(new CountDownLatch(0));
  }

  /** Takes requests, and answers none until it is closed. */
  static SpanCollector silent() throws IOException {
    return new SpanCollector(new CountDownLatch(1));
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** The span of that name, once it is there. */
  Span await(String name) throws InterruptedException {
    Eventually.until("a span " + name, () -> spans.stream().anyMatch(span -> span.name.equals(name)));
    return spans.stream().filter(span -> span.name.equals(name)).findFirst().orElseThrow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      if (!open.await(60, TimeUnit.SECONDS) || spans.size() >= MOST_SPANS) {
        return;
      }
      UnknownFieldSet request = UnknownFieldSet.parseFrom(body);
      for (UnknownFieldSet resource : messages(request, 1)) {
        for (UnknownFieldSet scope : messages(resource, 2)) {
          for (UnknownFieldSet span : messages(scope, 2)) {
            spans.add(span(span));
          }
        }
      }
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Span span(UnknownFieldSet span) throws InvalidProtocolBufferException {
    Map<String, Object> attributes = new HashMap<>();
    for (UnknownFieldSet attribute : messages(span, 9)) {
      UnknownFieldSet value = messages(attribute, 2).getFirst();
      attributes.put(text(attribute, 1), value.hasField(3) ? number(value, 3) : text(value, 1));
    }
    boolean failed = !messages(span, 15).isEmpty() && number(messages(span, 15).getFirst(), 3) == ERROR;
    return new Span(id(span, 1), id(span, 2), id(span, 4), text(span, 5), number(span, 6), attributes,
        span.getField(11).getLengthDelimitedList().size(), failed);
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
      throws InvalidProtocolBufferException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static ByteString bytes(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().stream().findFirst().orElse(ByteString.EMPTY);
  }

  private static String text(UnknownFieldSet message, int field) {
    return bytes(message, field).toStringUtf8();
  }

  private static String id(UnknownFieldSet message, int field) {
    return HexFormat.of().formatHex(bytes(message, field).toByteArray());
  }

  private static long number(UnknownFieldSet message, int field) {
    return message.getField(field).getVarintList().stream().findFirst().orElse(0L);
  }

  @Override
  public void close() {
    open.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
