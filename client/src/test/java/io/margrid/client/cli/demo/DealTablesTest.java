package io.margrid.client.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.SampleGrids;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DealTablesTest {
  private static final String PRINTED = """
    # comment
    gross_revenue_per_mw,ebit,margin_pct
    10,4,35
    20,6,48
    """;

  @Test
  void halvesRoundUpAfterNineDecimals() throws IOException {
    assertThat(differences(new double[]{3.5, 5.5000000001}, new double[]{0.35, 0.4749999999999999}))
        .isEmpty();
    assertThat(differences(new double[]{3.4999999999, 6.4999999}, new double[]{0.345, 0.4849999})).isEmpty();
  }

  @Test
  void cellThatDiffersIsNamedWithBothValues() throws IOException {
    assertThat(differences(new double[]{3.499999, 6}, new double[]{0.35, 0.485})).containsExactly(
        "ebit at gross_revenue_per_mw 10: 3 (expected: 4, as published)",
        "margin at gross_revenue_per_mw 20: 49% (expected: 48%, as published)");
  }

  @Test
  void cellWithoutANumberDiffers() throws IOException {
    assertThat(differences(new double[]{Double.NaN, 6}, new double[]{0.35, 0.48}))
        .containsExactly("ebit at gross_revenue_per_mw 10: NaN (expected: 4, as published)");
  }

  @Test
  void bundledTablesHave35Cells() {
    PublishedTables bundled = PublishedTables.bundled();
    assertThat(bundled.grossRevenues()).containsExactly(10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0);
    assertThat(bundled.figures()).hasSize(5);
    assertThat(bundled.printed("provider_ebit_margin_pct", 6)).isEqualTo("63");
  }

  private static List<String> differences(double[] ebit, double[] margin) throws IOException {
    GridHeader header = SampleGrids.header(SampleGrids.axis("gross_revenue_per_mw", "1", 10, 20)).toBuilder()
        .clearMetrics().addMetrics(GridMetric.newBuilder().setName("ebit"))
        .addMetrics(GridMetric.newBuilder().setName("margin")).build();
    List<GridValues> kept = new ArrayList<>();
    SampleGrids.send(header, new CollectedGrid(new CollectedGrid.View() {
      @Override
      public void check(GridShape shape) {
        assertThat(shape.cellCount()).isEqualTo(2);
      }

      @Override
      public void show(GridValues grid) {
        kept.add(grid);
      }
    }), cell -> ebit[cell], cell -> margin[cell]);
    return new DealTables(PublishedTables.read(new StringReader(PRINTED)), kept.get(0)).differences();
  }
}
