package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.GridRow;
import io.margrid.client.MargridClient;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Model;
import io.margrid.v1.StreamGridRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Published figures at the models' defaults, through the whole path: client, socket, server, core. */
class GoldenPathTest {
  private static final RunningServer SERVER = new RunningServer();
  private static final MargridClient CLIENT = SERVER.client();

  @AfterAll
  static void close() {
    CLIENT.close();
    SERVER.close();
  }

  @Test
  void everyPrintedCellOfTheQuarterlyTableIsMet() throws IOException {
    List<String[]> rows = rows("lab_arr_quarterly.csv", 8);
    String[] head = rows.getFirst();
    assertThat(head).startsWith("period");
    int checked = 0;
    for (int column = 1; column < head.length; column++) {
      double[] values = column(head[column]);
      for (int row = 1; row < rows.size(); row++) {
        String printed = rows.get(row)[column];
        if (!printed.isEmpty()) {
          assertThat(rounded(values[row - 1], 0)).as("%s in %s", head[column], rows.get(row)[0])
              .isEqualByComparingTo(printed);
          checked++;
        }
      }
    }
    assertThat(rows).hasSize(13);
    assertThat(checked).as("cells that are not empty").isEqualTo(12 * 3 + 11 * 4);
  }

  private static double[] column(String name) {
    return switch (name) {
      case "arr_end" -> metric("lab-arr", "arr", List.of());
      case "revenue" -> metric("lab-arr", name, List.of());
      case "net_new_arr" -> parameter("lab-arr", name, List.of());
      default -> parameter("lab-segments", name, List.of());
    };
  }

  @Test
  void everyReportedFactIsMet() throws IOException {
    List<String[]> rows = rows("facts.csv", 7);
    for (String[] row : rows.subList(1, rows.size())) {
      double[] value = metric(row[1], row[2], periods(row[3]));
      assertThat(value).hasSize(1);
      assertThat(rounded(value[0], Integer.parseInt(row[5]))).as("%s: %s of %s", row[0], row[2], row[1])
          .isEqualByComparingTo(row[4]);
    }
    assertThat(rows).hasSize(24);
  }

  @Test
  void everyFactThatIsADefaultIsTheDefault() throws IOException {
    List<String[]> rows = rows("fact_defaults.csv", 6);
    for (String[] row : rows.subList(1, rows.size())) {
      double[] value = parameter(row[1], row[2], periods(row[3]));
      assertThat(value).hasSize(1);
      assertThat(value[0]).as("%s: %s of %s", row[0], row[2], row[1]).isEqualTo(Double.parseDouble(row[4]));
    }
    assertThat(rows).hasSize(21);
  }

  private static List<String> periods(String period) {
    return period.isEmpty() ? List.of() : List.of(period);
  }

  private static double[] metric(String model, String metric, List<String> periods) {
    GridSpec.Builder grid = GridSpec.newBuilder().addMetrics(metric).addAllPeriods(periods);
    grid.getScenarioBuilder().setModelId(model);
    return values(grid.build());
  }

  /** The default of a parameter as a formula sees it: a model that takes the other in makes a metric of it. */
  private static double[] parameter(String model, String parameter, List<String> periods) {
    Model definition = Objects
        .requireNonNull(CLIENT.getModel(model).block(Duration.ofSeconds(30))).getModel();
    GridSpec.Builder grid = GridSpec.newBuilder().addMetrics("asked").addAllPeriods(periods);
    Model.Builder asking = grid.getScenarioBuilder().getModelBuilder()
        .addAllPeriods(definition.getPeriodsList());
    asking.addIncludesBuilder().setModelId(model);
    asking.addMetricsBuilder().setName("asked").setFormula(parameter);
    return values(grid.build());
  }

  /** Of the only metric, by period. */
  private static double[] values(GridSpec grid) {
    List<GridRow> rows = CLIENT.streamRows(StreamGridRequest.newBuilder().setGrid(grid).build()).collectList()
        .block(Duration.ofSeconds(30));
    assertThat(rows).singleElement().satisfies(row -> assertThat(row.isWhole()).isTrue());
    return Objects.requireNonNull(rows).getFirst().values(0);
  }

  /** To nine decimals, and then half up, as the tables do. */
  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).setScale(9, RoundingMode.HALF_UP).setScale(digits, RoundingMode.HALF_UP);
  }

  /** The head and the rows; the last column, of notes, may hold commas. */
  private static List<String[]> rows(String file, int columns) throws IOException {
    try (InputStream csv = GoldenPathTest.class.getResourceAsStream("/golden/" + file);
        BufferedReader reader = new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(csv, file), StandardCharsets.UTF_8))) {
      List<String[]> rows = new ArrayList<>();
      reader.lines().filter(line -> !line.startsWith("#"))
          .forEach(line -> rows.add(line.split(",", columns)));
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(columns));
      return rows;
    }
  }
}
