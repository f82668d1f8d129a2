package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.GridRow;
import io.margrid.client.MargridClient;
import io.margrid.v1.StreamGridRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two published sensitivity tables through the whole path: client, socket, server, core. */
class PublishedTablesTest {
  private static final String CSV = "/io/margrid/core/taas_deal_sensitivity.csv";

  /** By printed row: gross revenue, then the five figures of that column of the tables. */
  private static List<double[]> published() throws IOException {
    try (InputStream csv = PublishedTablesTest.class.getResourceAsStream(CSV);
        BufferedReader reader = new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(csv, CSV), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).skip(1)
          .map(line -> Stream.of(line.split(",", -1)).mapToDouble(Double::parseDouble).toArray()).toList();
    }
  }

  @Test
  void all35CellsAreAsPrinted() throws IOException {
    StreamGridRequest request = RunningServer.streamRequest("grid { scenario { model_id: 'taas-deal' }"
        + " axes { zipped { members { parameter: 'gross_revenue_per_mw' linear { start: 10 stop: 40 count: 7 } } } }"
        + " metrics: 'provider_net_revenue_per_mw' metrics: 'provider_ebit_per_mw' metrics: 'provider_ebit_margin'"
        + " metrics: 'lab_gross_margin_per_mw' metrics: 'lab_gross_margin' }");
    try (RunningServer server = new RunningServer(); MargridClient client = server.client()) {
      List<GridRow> rows = client.streamRows(request).collectList().block(Duration.ofSeconds(30));
      GridRow row = Objects.requireNonNull(rows).getFirst();
      List<double[]> published = published();
      int[] scale = {1, 1, 100, 1, 100};
      int checked = 0;
      for (int point = 0; point < 7; point++) {
        assertThat(published.get(point)[0]).isEqualTo(10 + 5 * point);
        for (int metric = 0; metric < 5; metric++) {
          assertThat(rounded(scale[metric] * row.values(metric)[point]))
              .isEqualTo(published.get(point)[metric + 1]);
          checked++;
        }
      }
      assertThat(checked).isEqualTo(35);
    }
  }

  /** To nine decimals, and then as the source does: half up to whole numbers. */
  private static double rounded(double value) {
    return new BigDecimal(value).setScale(9, RoundingMode.HALF_UP).setScale(0, RoundingMode.HALF_UP)
        .doubleValue();
  }
}
