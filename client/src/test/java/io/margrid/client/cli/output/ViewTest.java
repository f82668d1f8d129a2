package io.margrid.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final Hints HINTS = new Hints(SampleGrids.model());
  private static final double[] SHARES = {0.1, 0.125, 0.4};
  private static final double[] FEES = {5, 7.5, 10};
  private static final GridHeader TWO_AXES = SampleGrids.header(SampleGrids.axis("share", "1", SHARES),
      SampleGrids.axis("fee", "MUSD/MW/yr", FEES));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void oneAxisIsARowForEachPointWithUnits() throws IOException {
    GridHeader header = SampleGrids.header(SampleGrids.axis("share", "1", SHARES));
    SampleGrids.send(header, new CollectedGrid(new TableView(out, HINTS)),
        cell -> SampleGrids.margin(SHARES[cell], 7.5), cell -> SampleGrids.ebit(SHARES[cell], 7.5));
    assertThat(text()).isEqualTo("""
      share  margin        ebit
          %       %  MUSD/MW/yr
      ─────  ──────  ──────────
        10%     36%         3.6
      12.5%     40%        4.25
        40%     64%        11.4
      """);
  }

  @Test
  void twoAxesAreATableForEachMetric() throws IOException {
    show(new TableView(out, HINTS));
    assertThat(text()).isEqualTo("""
      margin [%]
      down: share [%]   across: fee [MUSD/MW/yr]
               5  7.5   10
      ─────  ───  ───  ───
        10%  14%  36%  48%
      12.5%  21%  40%  51%
        40%  58%  64%  68%

      ebit [MUSD/MW/yr]
      down: share [%]   across: fee [MUSD/MW/yr]
                5   7.5    10
      ─────  ────  ────  ────
        10%   1.1   3.6   6.1
      12.5%  1.75  4.25  6.75
        40%   8.9  11.4  13.9
      """);
  }

  @Test
  void heatmapWithoutColourShadesItsNumbers() throws IOException {
    show(new HeatmapView(out, HINTS, Paint.NONE, 80));
    assertThat(text()).startsWith("""
      margin [%]
      down: share [%]   across: fee [MUSD/MW/yr]

                 5   7.5    10
        10%  · 14% ░ 36% ▓ 48%
      12.5%  · 21% ▒ 40% ▓ 51%
        40%  █ 58% █ 64% █ 68%

      14% ··░░▒▒▓▓██ 68%
      """).doesNotContain("\u001b");
  }

  @Test
  void heatmapInColourKeepsTheSamePlaces() throws IOException {
    show(new HeatmapView(out, HINTS, Paint.TRUE_COLOUR, 80));
    assertThat(text()).contains("\u001b[48;2;68;1;84;38;2;255;255;255m",
        "\u001b[48;2;253;231;37;38;2;0;0;0m");
    String plain = text().replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(plain).contains("  10%  14%  36%  48%");
  }

  @Test
  void narrowHeatmapLeavesNumbersOut() throws IOException {
    show(new HeatmapView(out, HINTS, Paint.NONE, 20));
    assertThat(text()).contains("  10% ··░░▓▓\n").contains("  40% ██████\n");
  }

  @Test
  void cellsWithoutANumberAreMarked() throws IOException {
    SampleGrids.send(TWO_AXES, new CollectedGrid(new HeatmapView(out, HINTS, Paint.NONE, 80)),
        cell -> Double.NaN,
        cell -> cell == 4 ? Double.NaN : cell);
    assertThat(text()).contains("? NaN").contains("no finite value");
  }

  @Test
  void gridsThatDoNotFitAreRefusedWithTheWayOut() {
    GridHeader large = SampleGrids.header(SampleGrids.axis("share", "1", new double[5001]));
    assertThatThrownBy(() -> new CollectedGrid(new TableView(out, HINTS)).start(large))
        .isInstanceOf(CommandException.class).hasMessageContaining("--format csv");
    assertThatThrownBy(() -> new CollectedGrid(new HeatmapView(out, HINTS, Paint.NONE, 80)).start(large))
        .hasMessage("heatmap: 1 axis (expected: 2; --format table and --format csv show any number)");
    GridHeader wide = SampleGrids.header(SampleGrids.axis("share", "1", 1),
        SampleGrids.axis("fee", "1", new double[60]));
    assertThatThrownBy(() -> new CollectedGrid(new HeatmapView(out, HINTS, Paint.NONE, 80)).start(wide))
        .hasMessageContaining("--png FILE");
  }

  @Test
  void reasonsAreALineForEachKind() throws IOException {
    ReasonLines reasons = new ReasonLines(out);
    reasons.start(TWO_AXES);
    reasons.summary(GridSummary.newBuilder().setCellCount(9).addMetrics(MetricSummary.newBuilder()
        .addNonFinite(NonFinite.newBuilder().setKind(NonFinite.Kind.KIND_NEGATIVE_INFINITY).setCount(2)
            .setReason("division by zero in margin")))
        .addMetrics(MetricSummary.getDefaultInstance()).build());
    reasons.end();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("margin: -Infinity in 2 of 9 cells: division by zero in margin\n");
  }

  private void show(CollectedGrid.View view) throws IOException {
    SampleGrids.send(TWO_AXES, new CollectedGrid(view),
        cell -> SampleGrids.margin(SHARES[cell / 3], FEES[cell % 3]),
        cell -> SampleGrids.ebit(SHARES[cell / 3], FEES[cell % 3]));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
