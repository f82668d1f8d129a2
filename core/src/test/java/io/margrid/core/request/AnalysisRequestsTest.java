package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.TextFormat;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.TornadoRequest;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AnalysisRequestsTest {
  private static final String DEAL = "{ model_id: 'taas-deal' } ";

  private final AnalysisRequests requests = new AnalysisRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT);

  private static List<String> faults(ThrowingCallable call) {
    InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, call);
    assertThat(thrown).isNotNull();
    return thrown.faults().stream().map(AnalysisRequestsTest::shown).toList();
  }

  private static String shown(Fault fault) {
    assertThat(fault.message()).contains(" (expected: ");
    return fault.field() + " " + fault.reason();
  }

  @Test
  void allFaultsOfAnExplanationComeAtOnce() {
    assertThat(faults(() -> requests.explain(TextFormat.parse(
        "scenario { model_id: 'taas-deal' settings { parameter: 'x' value: 1 } } period: '1Q26'",
        ExplainRequest.class)))).containsExactly("scenario.settings[0].parameter UNKNOWN_PARAMETER",
            "metric REQUIRED", "period UNKNOWN_PERIOD");
  }

  @Test
  void allFaultsOfATornadoComeAtOnce() {
    assertThat(faults(() -> requests.tornado(TextFormat.parse("scenario " + DEAL + """
      metrics: 'm' share: 2 ranges { parameter: 'x' low: 0 high: 1 }
      ranges { parameter: 'revenue_share' low: -1 high: 2 }
      ranges { parameter: 'revenue_share' low: 1 high: 0 }
      ranges { parameter: 'iaas_fee_per_mw' low: nan high: inf }
      ranges { parameter: 'revenue_share' low: 0 high: 1 }""", TornadoRequest.class))))
        .containsExactly("metrics[0] UNKNOWN_METRIC", "ranges[0].parameter UNKNOWN_PARAMETER",
            "ranges[1].low OUT_OF_BOUNDS", "ranges[1].high OUT_OF_BOUNDS", "ranges[2].high INVALID_VALUE",
            "ranges[3].low INVALID_VALUE", "ranges[3].high INVALID_VALUE", "ranges[4].parameter DUPLICATE",
            "share INVALID_VALUE");
  }

  @Test
  void allFaultsOfAComparisonComeAtOnce() {
    assertThat(faults(() -> requests.compare(TextFormat.parse("base " + DEAL + """
      scenarios { model_id: 'lab-arr' } scenarios { settings { parameter: 'revenue_share' value: 2 } }
      scenarios { shocks { parameter: 'x' factor: 2 } } metrics: 'm' periods: '1Q26'""",
        CompareRequest.class)))).containsExactly("scenarios[0] MODEL_MISMATCH",
            "scenarios[1].settings[0].value OUT_OF_BOUNDS",
            "scenarios[2].shocks[0].parameter UNKNOWN_PARAMETER", "metrics[0] UNKNOWN_METRIC",
            "periods[0] UNKNOWN_PERIOD");
  }

  @Test
  void anUnknownModelOutranksTheRest() {
    assertThat(faults(() -> requests.compare(TextFormat.parse(
        "base { model_id: 'x' } scenarios { model_id: 'y' } scenarios { settings { parameter: 'a' value: nan } }",
        CompareRequest.class)))).containsExactly("base.model_id UNKNOWN_MODEL",
            "scenarios[0].model_id UNKNOWN_MODEL", "scenarios[1].settings[0].value INVALID_VALUE");
  }

  @Test
  void moreScenariosThanAllowedAreRefusedBeforeTheyAreRead() {
    assertThat(faults(() -> requests.compare(TextFormat.parse("base " + DEAL
        + "scenarios { settings { parameter: 'x' value: nan } } ".repeat(1_001), CompareRequest.class))))
        .containsExactly("scenarios GRID_TOO_LARGE");
  }

  @Test
  void answersBeyondTheMemoryOfACallAreRefusedBeforeTheyArePlanned() {
    StringBuilder model = new StringBuilder("{ model { parameters { name: 'a' value: 1 } ");
    for (int i = 0; i < 1_000; i++) {
      model.append("periods: 't").append(i).append("' ");
    }
    for (int i = 0; i < 100; i++) {
      model.append("metrics { name: 'm").append(i).append("' formula: 'a' } ");
    }
    assertThat(faults(() -> requests.compare(TextFormat.parse(
        "base " + model + "} } " + "scenarios { } ".repeat(100), CompareRequest.class))))
        .containsExactly("scenarios GRID_TOO_LARGE");
  }

  @Test
  void aSeriesThatIsZeroInThePeriodHasNoRange() {
    assertThat(faults(() -> requests.tornado(TextFormat.parse("""
      scenario { model { periods: ['a', 'b'] parameters { name: 'x' series { values: [1, 0] } }
        metrics { name: 'm' formula: 'x' } } } ranges { parameter: 'x' low: 1 high: 3 }""",
        TornadoRequest.class)))).containsExactly("ranges[0].parameter INVALID_VALUE");
  }

  @Test
  void aSeriesWhoseOtherPeriodsLeaveTheirBoundsHasNotThatRange() {
    assertThat(faults(() -> requests.tornado(TextFormat.parse("""
      scenario { model { periods: ['a', 'b'] parameters { name: 'x' series { values: [3, 1] } maximum: 4 }
        metrics { name: 'm' formula: 'x' } } } ranges { parameter: 'x' low: 1 high: 2 }""",
        TornadoRequest.class)))).containsExactly("ranges[0].high OUT_OF_BOUNDS");
  }
}
