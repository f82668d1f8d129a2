package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.analysis.ExplainedNode.Kind;
import io.margrid.core.engine.RandomModels;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.core.stop.Stop;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {
  private static final String DEAL = "scenario { model_id: 'taas-deal' settings { parameter: 'gross_revenue_per_mw' value: 30 } } ";

  static LongStream seeds() {
    Long seed = Long.getLong("margrid.seed");
    long first = System.nanoTime();
    return seed == null ? LongStream.range(first, first + 200) : LongStream.of(seed);
  }

  private static ExplainedNode node(Explanation explanation, Kind kind, String label) {
    return explanation.nodes().stream().filter(node -> node.kind() == kind && node.label().equals(label))
        .findFirst().orElseThrow(() -> new AssertionError(label + " in " + explanation.nodes()));
  }

  private static ExplainedNode below(Explanation explanation, ExplainedNode node, int operand) {
    return explanation.nodes().get(node.operands().get(operand));
  }

  @Test
  void theLastNodeIsTheMetricAndItsFormulaIsBelow() {
    Explanation margin = Questions.explain(DEAL + "metric: 'provider_ebit_margin'");
    ExplainedNode root = margin.nodes().getLast();
    assertThat(root.kind()).isEqualTo(Kind.METRIC);
    assertThat(root.label()).isEqualTo("provider_ebit_margin");
    assertThat(root.value()).isEqualTo(8.5 / 15);
    assertThat(root.unit()).isEqualTo("1");
    ExplainedNode quotient = below(margin, root, 0);
    assertThat(quotient.kind()).isEqualTo(Kind.OPERATION);
    assertThat(quotient.label()).isEqualTo("/");
    assertThat(below(margin, quotient, 0)).satisfies(ebit -> {
      assertThat(ebit.kind()).isEqualTo(Kind.METRIC);
      assertThat(ebit.label()).isEqualTo("provider_ebit_per_mw");
      assertThat(ebit.value()).isEqualTo(8.5);
      assertThat(ebit.unit()).isEqualTo("MUSD/MW/yr");
    });
    assertThat(below(margin, quotient, 1).label()).isEqualTo("provider_net_revenue_per_mw");
    assertThat(margin.period()).isEmpty();
  }

  @Test
  void inputsSayWhereTheyComeFrom() {
    Explanation margin = Questions.explain(DEAL + "metric: 'provider_ebit_margin'");
    assertThat(node(margin, Kind.PARAMETER, "gross_revenue_per_mw").source())
        .isEqualTo("set by the scenario");
    assertThat(node(margin, Kind.PARAMETER, "iaas_fee_per_mw").source())
        .isEqualTo("SemiAnalysis, 28 May 2026, input of the sensitivity tables");
    assertThat(node(margin, Kind.METRIC, "provider_ebit_margin").source()).isEmpty();
  }

  @Test
  void whatIsNotBelowTheMetricIsNotShown() {
    Explanation share = Questions.explain(DEAL + "metric: 'share_fee_per_mw'");
    assertThat(share.nodes()).extracting(ExplainedNode::label).containsExactly("revenue_share",
        "gross_revenue_per_mw", "demand_realisation", "*", "used_revenue_per_mw", "capacity_take_up", "*",
        "realised_revenue_per_mw", "*", "share_fee_per_mw");
  }

  @Test
  void aRecurrenceStopsAtTheEarlierPeriod() {
    Explanation arr = Questions.explain("scenario { model_id: 'lab-arr' } metric: 'arr' period: '2Q24'");
    assertThat(arr.period()).isEqualTo("2Q24");
    ExplainedNode lag = node(arr, Kind.OPERATION, "lag 1");
    ExplainedNode before = below(arr, lag, 0);
    assertThat(before.kind()).isEqualTo(Kind.METRIC);
    assertThat(before.label()).isEqualTo("arr");
    assertThat(before.operands()).isEmpty();
    double[][] defaults = Questions.model("lab-arr").defaults();
    assertThat(before.value()).isEqualTo(lag.value())
        .isEqualTo(Questions.value(Questions.model("lab-arr"), defaults, "arr", 0));
    assertThat(arr.nodes().getLast().value())
        .isEqualTo(Questions.value(Questions.model("lab-arr"), defaults, "arr", 1));
  }

  @Test
  void theFirstPeriodOfARecurrenceShowsItsStart() {
    Explanation arr = Questions.explain("scenario { model_id: 'lab-arr' } metric: 'arr' period: '1Q24'");
    ExplainedNode start = below(arr, node(arr, Kind.OPERATION, "lag 1"), 0);
    assertThat(start.kind()).isEqualTo(Kind.PARAMETER);
    assertThat(start.label()).isEqualTo("opening_arr");
    assertThat(start.value()).isEqualTo(87);
  }

  @Test
  void withoutAPeriodTheLastOneIsExplained() {
    assertThat(Questions.explain("scenario { model_id: 'lab-arr' } metric: 'arr'").period())
        .isEqualTo("4Q26");
  }

  @Test
  void aValueThatIsNotFiniteHasAReasonAllTheWayUp() {
    Explanation growth = Questions
        .explain("scenario { model_id: 'lab-arr' } metric: 'revenue_growth_yoy' period: '3Q24'");
    assertThat(growth.nodes().getLast().value()).isNaN();
    assertThat(growth.nodes().getLast().reason())
        .isEqualTo("no value 4 periods earlier in revenue_growth_yoy in 3Q24");
    ExplainedNode lag = node(growth, Kind.OPERATION, "lag 4");
    assertThat(lag.operands()).isEmpty();
    assertThat(lag.reason()).isEqualTo(growth.nodes().getLast().reason());
    assertThat(node(growth, Kind.METRIC, "revenue").reason()).isEmpty();
  }

  @Test
  void sumsOverPeriodsShowTheOperandInThePeriodExplained() {
    Explanation sum = Questions.explain("""
      scenario { model { periods: ['a', 'b', 'c'] parameters { name: 'x' series { values: [1, 2, 4] } }
        constants { name: 'two' value: 2 source: 'counted' }
        metrics { name: 'all' formula: 'total(x) * two + npv(0, x) + 0.5' } } } metric: 'all' period: 'b'""");
    assertThat(node(sum, Kind.OPERATION, "total").value()).isEqualTo(7);
    assertThat(below(sum, node(sum, Kind.OPERATION, "total"), 0).value()).isEqualTo(2);
    assertThat(node(sum, Kind.OPERATION, "npv").value()).isEqualTo(7);
    assertThat(node(sum, Kind.CONSTANT, "two").source()).isEqualTo("counted");
    assertThat(node(sum, Kind.LITERAL, "0.5").value()).isEqualTo(0.5);
    assertThat(sum.nodes().getLast().value()).isEqualTo(21.5);
  }

  @Test
  void metricsThatAreOnlyNamesOfOthersAreSteps() {
    Explanation alias = Questions.explain("""
      scenario { model { parameters { name: 'p' value: 3 } metrics { name: 'top' formula: 'middle' }
        metrics { name: 'middle' formula: 'bottom' } metrics { name: 'bottom' formula: 'p' } } }
      metric: 'top'""");
    assertThat(alias.nodes()).extracting(ExplainedNode::label)
        .containsExactly("p", "bottom", "middle", "top");
  }

  @Test
  void equalFormulasCallTheirOperandsByTheirOwnNames() {
    String model = "scenario { model { parameters { name: 'p' value: 3 } metrics { name: 'gross' formula: 'p + 1' }"
        + " metrics { name: 'yield' formula: 'p + 1' } metrics { name: 'one' formula: 'gross * 2' }"
        + " metrics { name: 'other' formula: 'yield * 2' } metrics { name: 'both' formula: 'one - other' } } } ";
    assertThat(Questions.explain(model + "metric: 'one'").nodes()).extracting(ExplainedNode::label)
        .containsExactly("p", "1", "+", "gross", "2", "*", "one");
    assertThat(Questions.explain(model + "metric: 'other'").nodes()).extracting(ExplainedNode::label)
        .containsExactly("p", "1", "+", "yield", "2", "*", "other");
  }

  @Test
  void metricsOfOneFormulaThatNameTheSameNodeKeepTheFirstName() {
    assertThat(Questions.explain("""
      scenario { model { parameters { name: 'p' value: 3 } metrics { name: 'a' formula: 'p + 1' }
        metrics { name: 'b' formula: 'p + 1' } metrics { name: 'sum' formula: 'a + b' } } } metric: 'sum'""")
        .nodes()).extracting(ExplainedNode::label).containsExactly("p", "1", "+", "a", "+", "sum");
  }

  @Test
  void recurrencesThatShareOneFormulaDoNotLoop() {
    Explanation shared = Questions.explain("""
      scenario { model { periods: ['a', 'b'] parameters { name: 'k' value: 2 }
        metrics { name: 'x' unit: '1' formula: 'y' } metrics { name: 'y' unit: '1' formula: 'k * prev(x, 1)' }
        metrics { name: 'z' unit: '1' formula: 'k * prev(x, 1)' } } } metric: 'x'""");
    assertThat(shared.nodes().getLast().label()).isEqualTo("x");
    assertThat(shared.nodes().getLast().value()).isEqualTo(4);
    assertThat(shared.nodes()).hasSizeLessThan(8);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyMetricOfAnyModelIsExplainedOperandsFirst(long seed) {
    CompiledModel model = new RandomModels(new Random(seed)).next(4, 5);
    for (String metric : model.metricNames()) {
      GridPlan plan = plan(model, metric);
      Explanation explanation = Explanation.of(plan, Stop.NEVER);
      double[] cell = Columns.of(plan, Stop.NEVER)[0];
      assertThat(explanation.nodes().getLast().label()).isEqualTo(metric);
      assertThat(Double.doubleToRawLongBits(explanation.nodes().getLast().value()))
          .isEqualTo(Double.doubleToRawLongBits(cell[0]));
      for (int i = 0; i < explanation.nodes().size(); i++) {
        ExplainedNode node = explanation.nodes().get(i);
        int position = i;
        assertThat(node.operands()).allMatch(operand -> operand < position);
        assertThat(node.reason().isEmpty()).isEqualTo(Double.isFinite(node.value()));
      }
    }
  }

  private static GridPlan plan(CompiledModel model, String metric) {
    List<GridQuery.Name> period = model.periods().isEmpty() ? List.of()
        : List.of(new GridQuery.Name(model.periods().getLast(), FieldPath.ROOT));
    return GridPlanner.plan(model,
        new GridQuery(new GridQuery.Changes(List.of(), List.of()), List.of(),
            List.of(new GridQuery.Name(metric, FieldPath.ROOT)), period, FieldPath.ROOT),
        GridLimits.DEFAULT, new Faults()).orElseThrow();
  }
}
