package io.margrid.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.v1.BridgeResponse;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.ComparedMetric;
import io.margrid.v1.ComparedScenario;
import io.margrid.v1.Contribution;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;
import io.margrid.v1.ExplainedNode.Kind;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import io.margrid.v1.Model;
import io.margrid.v1.ParameterRange;
import io.margrid.v1.Solution;
import io.margrid.v1.TornadoBar;
import io.margrid.v1.TornadoMetric;
import io.margrid.v1.TornadoResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static final Hints HINTS = new Hints(Model.getDefaultInstance());
  private static final GridMetric PROFIT = GridMetric.newBuilder().setName("profit").setUnit("USD").build();

  @Test
  void explanationFoldsAMetricAndItsFormulaIntoOneLineAndShowsSharedNodesOnce() {
    ExplainResponse explained = ExplainResponse.newBuilder()
        .addNodes(node(Kind.KIND_PARAMETER, "price", 10).setSource("printed"))
        .addNodes(node(Kind.KIND_OPERATION, "+", 20).addOperands(0).addOperands(0))
        .addNodes(node(Kind.KIND_OPERATION, "*", 400).addOperands(1).addOperands(1))
        .addNodes(node(Kind.KIND_METRIC, "profit", 400).addOperands(2)).build();
    assertThat(ExplanationTree.render(explained, HINTS, List.of())).isEqualTo("""
      profit = *   400  USD
      ├─ +          20  USD
      │  ├─ price   10  USD  [printed]
      │  └─ price   10  USD  [printed]
      └─ +          20  USD  (as above)
      """);
    assertThat(ExplanationDot.render(explained)).contains("n0 [label=\"price\\n10 USD\\nprinted\"",
        "n2 -> n3;");
  }

  @Test
  void whatALagReadsIsNamedWithItsPeriod() {
    ExplainResponse explained = ExplainResponse.newBuilder().setPeriod("3Q26")
        .addNodes(node(Kind.KIND_METRIC, "stock", 10))
        .addNodes(node(Kind.KIND_OPERATION, "lag 2", 10).addOperands(0))
        .addNodes(node(Kind.KIND_METRIC, "profit", 10).addOperands(1)).build();
    assertThat(ExplanationTree.render(explained, HINTS, List.of("1Q26", "2Q26", "3Q26")))
        .contains("└─ stock in 1Q26  10  USD");
    assertThat(ExplanationTree.render(explained, HINTS, List.of("3Q26"))).doesNotContain("stock in");
  }

  @Test
  void tornadoDrawsLowAndHighOnTheirSidesAndNamesWhatHasNoEffect() {
    TornadoResponse tornado = TornadoResponse.newBuilder()
        .addMetrics(TornadoMetric.newBuilder().setMetric(PROFIT).setBase(10).addBars(bar("cost", 14, 6))
            .addBars(bar("colour", 10, 10)))
        .build();
    assertThat(TornadoText.render(tornado, HINTS)).contains("█".repeat(18) + "│" + "░".repeat(18),
        "no effect: colour\n");
  }

  @Test
  void effectOfRoundingAloneIsNoEffect() {
    double base = 0.1;
    assertThat(TornadoText.moves(bar("cost", Math.nextUp(base), base), base)).isFalse();
    assertThat(TornadoText.moves(bar("cost", base * (1 + 1e-9), base), base)).isTrue();
    assertThat(TornadoText.moves(bar("cost", 1, 2), Double.POSITIVE_INFINITY)).isTrue();
    assertThat(TornadoText.moves(bar("cost", 1e-30, 0), 0)).isTrue();
  }

  @Test
  void bridgeOverOnePeriodNamesItAndWhatDiffersElsewhere() {
    BridgeResponse bridge = BridgeResponse.newBuilder().setMetric(PROFIT).setFrom(10).setTo(6)
        .addContributions(Contribution.newBuilder().setParameter("cost").setFrom(3).setTo(3).setChange(-4))
        .build();
    assertThat(BridgeText.render(bridge, new Hints(Model.getDefaultInstance(), "2Q26"), "plan", "slip"))
        .startsWith("profit [USD] in 2Q26\n").contains("cost in other periods  ").doesNotContain(" 3 ");
  }

  @Test
  void bridgeStepsStartWhereTheOneBeforeEnds() {
    BridgeResponse bridge = BridgeResponse.newBuilder().setMetric(PROFIT).setFrom(0).setTo(35)
        .addContributions(Contribution.newBuilder().setParameter("price").setTo(1).setChange(20))
        .addContributions(Contribution.newBuilder().setParameter("volume").setTo(1).setChange(15)).build();
    assertThat(BridgeText.render(bridge, HINTS, "old", "new").lines().skip(3)).satisfiesExactly(
        line -> assertThat(line).startsWith("old"),
        line -> assertThat(line).contains("+20  " + "▓".repeat(21)),
        line -> assertThat(line).contains("+15  " + " ".repeat(20) + "▓".repeat(16)),
        line -> assertThat(line).startsWith("new").endsWith("█".repeat(36)));
  }

  @Test
  void comparisonShowsDifferencesAndItsCsvReadsBack() {
    CompareResponse compared = CompareResponse.newBuilder()
        .addMetrics(ComparedMetric.newBuilder().setMetric(PROFIT).addBase(10)
            .addScenarios(ComparedScenario.newBuilder().setName("a,b").addValues(12).addDifferences(2)
                .addRelativeDifferences(0.2)))
        .build();
    assertThat(ComparisonText.table(compared, HINTS, "base")).contains("a,b", "+2", "+20.0%");
    assertThat(ComparisonText.csv(compared, "base")).isEqualTo("""
      metric,unit,scenario,value,difference,relative_difference
      profit,USD,base,10,,
      profit,USD,"a,b",12,2,0.2
      """);
    assertThat(ComparedGrids.of(compared, "base").column(0)).containsExactly(10, 12);
  }

  @Test
  void solutionsOfOneCellAreASentenceWithAllDigits() throws IOException {
    assertThat(sentence(Solution.newBuilder().addRoots(250 / 9.0).setMonotone(true)))
        .startsWith("price = 27.7778 USD   (" + 250 / 9.0 + ")\nfor profit = 5");
    Solution.Builder flat = Solution.newBuilder().setAbsence(Solution.Absence.ABSENCE_FLAT).setMinimum(4)
        .setMaximum(4);
    assertThat(sentence(flat)).isEqualTo(
        "no value of price: the metric does not depend on it\nfor profit = 5; on the scan the metric is 4\n");
    assertThat(sentence(flat.setMinimum(5).setMaximum(5))).startsWith("any value of price: ");
  }

  private static String sentence(Solution.Builder solution) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SolutionTable table = new SolutionTable(out, HINTS,
        new SolutionTable.Wanted("price", "USD", "profit", 5, "profit = 5"));
    table.start(GridHeader.newBuilder().setCellCount(1).build());
    table.solutions(List.of(solution.build()));
    table.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void parametersThatABoundStoppedAreMarked() {
    TornadoResponse tornado = TornadoResponse.newBuilder().addMetrics(TornadoMetric.newBuilder()
        .setMetric(PROFIT).setBase(10).addBars(bar("price", 5, 15).toBuilder().setClamped(true))
        .addBars(bar("volume", 10, 10).toBuilder().setClamped(true))).build();
    assertThat(TornadoText.render(tornado, HINTS)).contains("price *", "no effect: volume\n",
        "* stopped by a bound");
    assertThat(TornadoText.csv(tornado)).contains("profit,USD,10,price,1.5,1,2,5,15,true\n");
  }

  private static ExplainedNode.Builder node(Kind kind, String label, double value) {
    return ExplainedNode.newBuilder().setKind(kind).setLabel(label).setValue(value).setUnit("USD");
  }

  private static TornadoBar bar(String parameter, double atLow, double atHigh) {
    return TornadoBar.newBuilder()
        .setRange(ParameterRange.newBuilder().setParameter(parameter).setLow(1).setHigh(2)).setBase(1.5)
        .setAtLow(atLow).setAtHigh(atHigh).build();
  }
}
