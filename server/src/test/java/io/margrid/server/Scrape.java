package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the admin port prints for Prometheus at one moment. */
record Scrape(List<String> lines) {
  static Scrape of(MargridServer server) {
    HttpResponse<String> response = get(server, "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    return new Scrape(response.body().lines().toList());
  }

  static HttpResponse<String> get(MargridServer server, String path) {
    return send(HttpRequest.newBuilder(URI.create(address(server) + path)));
  }

  static String address(MargridServer server) {
    return "http://127.0.0.1:" + server.adminPort().orElseThrow();
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.timeout(Duration.ofSeconds(30)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Type by name. */
  Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    lines.stream().filter(line -> line.startsWith("# TYPE ")).map(line -> line.split(" "))
        .forEach(words -> types.put(words[2], words[3]));
    return types;
  }

  /** The sum over all series of that name with these labels, {@code key="value"} each. */
  double value(String name, String... labels) {
    List<String> found = lines.stream()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> List.of(labels).stream().allMatch(line::contains)).toList();
    assertThat(found).as(name + List.of(labels)).isNotEmpty();
    return found.stream().mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** All of them, without their values. */
  List<String> series() {
    return lines.stream().filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.lastIndexOf(' '))).collect(Collectors.toList());
  }
}
