package io.margrid.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operating guide's table of metrics is that of the code. */
class MetricTableTest {
  private static final Path GUIDE = Path.of("../docs/operations.md");

  @Test
  void theGuideHasALineForEveryMetricAndNoOther() throws IOException {
    List<String> rows = Files.readAllLines(GUIDE).stream()
        .filter(line -> line.matches("\\| `(margrid|grpc|jvm|process|system)_.*")).toList();
    assertThat(rows).isEqualTo(Stream.of(Metric.values()).map(Metric::row).toList());
  }

  @Test
  void namesFollowThoseOfPrometheus() {
    for (Metric metric : Metric.values()) {
      assertThat(metric.exposed()).matches("[a-z][a-z0-9_]*");
      metric.families().forEach((name, type) -> assertThat(name.endsWith("_total"))
          .as(name + ", a " + type).isEqualTo(type.equals("counter")));
    }
  }
}
