package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.TextFormat;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.PlanGridRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with series, periods and recurrences: one fault each, with its field and its reason. */
class PeriodRequestsTest {
  /** The model over three periods that the inline examples change. */
  private static final String INLINE = "periods: ['a', 'b', 'c'] parameters { name: 'x' series { values: [1, 2, 3] } }";

  private final SweepRequests requests = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT);

  /** LAB stands for a scenario of the quarterly model with what follows in it, AXIS for an axis of one member. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "LAB(settings { parameter: 'net_new_arr' series { values: [1, 2] } }) | scenario.settings[0].series | INVALID_VALUE | 2 values (expected: 12 values, one for each period of the model)",
      "LAB(settings { parameter: 'net_new_arr' series { } }) | scenario.settings[0].series | INVALID_VALUE | 0 values (expected: 12 values",
      "LAB(settings { parameter: 'net_new_arr' series { values: [1, nan, 3] } }) | scenario.settings[0].series.values[1] | INVALID_VALUE | NaN (expected: a finite number)",
      "DEAL(settings { parameter: 'revenue_share' series { values: [0.1, 0.2] } }) | scenario.settings[0].series | INVALID_VALUE | 2 values (expected: one value: the model has no periods)",
      "LAB() periods: '1Q27' | periods[0] | UNKNOWN_PERIOD | 1Q27 (expected: a period of the model",
      "LAB() periods: '1Q24' periods: '1Q27' | periods[1] | UNKNOWN_PERIOD | 1Q27 (expected: a period of the model",
      "DEAL() periods: '1Q26' | periods[0] | UNKNOWN_PERIOD | 1Q26 (expected: no period: the model has none)",
      "LAB() periods: '2Q24' periods: '1Q24' | periods[1] | INVALID_VALUE | 1Q24 (expected: periods in the model's order)",
      "LAB() periods: '2Q24' periods: '2Q24' | periods[1] | DUPLICATE | 2Q24 (expected: each period once)",
      "LAB(shocks { parameter: 'net_new_arr' periods: '5Q26' factor: 2 }) | scenario.shocks[0].periods[0] | UNKNOWN_PERIOD | 5Q26 (expected: a period of the model",
      "LAB(shocks { parameter: 'net_new_arr' periods: ['2Q26', '2Q26'] factor: 2 }) | scenario.shocks[0].periods[1] | DUPLICATE | 2Q26 (expected: each period once)",
      "DEAL(shocks { parameter: 'revenue_share' periods: '1Q26' factor: 1 }) | scenario.shocks[0].periods[0] | UNKNOWN_PERIOD | the model has none",
      "LAB(settings { parameter: 'opening_arr' series { values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1] } }) | scenario.settings[0].series | OUT_OF_BOUNDS | opening_arr = -1 (expected: at least 0)",
      "LAB() AXIS(parameter: 'net_new_arr' period: '5Q26' list { values: 1 }) | axes[0].zipped.members[0].period | UNKNOWN_PERIOD | 5Q26 (expected: a period of the model",
      "LAB() AXIS(parameter: 'net_new_arr' series { points { values: [1, 2] } }) | axes[0].zipped.members[0].series.points[0] | INVALID_VALUE | 2 values (expected: 12 values",
      "LAB() AXIS(parameter: 'net_new_arr' series { }) | axes[0].zipped.members[0].series.points | INVALID_AXIS | no points (expected: at least one)",
      "DEAL() AXIS(parameter: 'revenue_share' series { points { values: 1 } }) | axes[0].zipped.members[0].series.points[0] | INVALID_VALUE | the model has no periods",
      "LAB() AXIS(parameter: 'net_new_arr' period: '2Q26' series { points { values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] } }) | axes[0].zipped.members[0] | INVALID_AXIS | a series in one period (expected: single values, or no period)",
      "LAB() AXIS(parameter: 'net_new_arr' period: '2Q26' list { values: 1 }) AXIS(parameter: 'net_new_arr' period: '2Q26' list { values: 2 }) | axes[1].zipped.members[0].parameter | DUPLICATE | a parameter (in a period) moved by one axis only",
      "LAB() AXIS(parameter: 'net_new_arr' list { values: 1 }) AXIS(parameter: 'net_new_arr' period: '2Q26' list { values: 2 }) | axes[1].zipped.members[0].parameter | DUPLICATE | a parameter (in a period) moved by one axis only",
      "LAB(shocks { parameter: 'net_new_arr' periods: '2Q26' factor: 2 }) AXIS(parameter: 'net_new_arr' list { values: 1 }) | axes[0].zipped.members[0].parameter | INVALID_AXIS | no value axis over a parameter that a shock of the scenario touches",
      "LAB() axes { cases { cases { settings { parameter: 'net_new_arr' series { values: 1 } } } } } | axes[0].cases.cases[0].settings[0].series | INVALID_VALUE | 1 value (expected: 12 values",
      "INLINE(metrics { name: 'm' unit: '1' formula: 'prev(m) + x' }) | scenario.model.metrics[0].formula | FORMULA_CYCLE | m",
      "INLINE(metrics { name: 'm' unit: '1' formula: 'lag(m, 2) + x' }) | scenario.model.metrics[0].formula | FORMULA_CYCLE | m",
      "INLINE(metrics { name: 'm' unit: '1' formula: 'lag(m, 2, 1) + x' }) | scenario.model.metrics[0].formula | FORMULA_SYNTAX | lag over 2 periods with 1 first value",
      "INLINE(metrics { name: 'm' formula: 'prev(m, 0) + x' }) | scenario.model.metrics[0].unit | REQUIRED | a unit where the metric depends on itself",
      "INLINE(metrics { name: 'm' unit: '1' formula: 'prev(m, 0) + total(m)' }) | scenario.model.metrics[0].formula | FORMULA_CYCLE | m",
      "INLINE(parameters { name: 'y' series { values: 1 } } metrics { name: 'm' formula: 'y' }) | scenario.model.parameters[1].series | INVALID_VALUE | 1",
      "scenario { model { periods: ['a', 'b', 'a'] metrics { name: 'm' formula: 'period_index()' } } } | scenario.model.periods[2] | DUPLICATE | a"})
  void eachFaultHasItsFieldAndReason(String grid, String field, Reason reason, String said) {
    List<Fault> faults = faultsOf(grid);
    assertThat(faults).extracting(Fault::message).hasSize(1);
    Fault fault = faults.getFirst();
    assertThat(fault.field()).hasToString("grid." + field);
    assertThat(fault.reason()).isEqualTo(reason);
    assertThat(fault.message()).contains(said);
  }

  @Test
  void everyPointOfTheWrongLengthIsNamed() {
    assertThat(
        faultsOf("LAB() AXIS(parameter: 'net_new_arr' series { points { values: 1 } points { values: 2 } })"))
        .extracting(fault -> fault.field().toString())
        .containsExactly("grid.axes[0].zipped.members[0].series.points[0]",
            "grid.axes[0].zipped.members[0].series.points[1]");
  }

  @Test
  void twoAxesMayMoveOneParameterInDifferentPeriods() {
    GridPlan plan = plan("LAB() AXIS(parameter: 'net_new_arr' period: '1Q26' list { values: [1, 2] })"
        + " AXIS(parameter: 'net_new_arr' period: '2Q26' list { values: [1, 2, 3] }) periods: '4Q26'");
    assertThat(plan.shape().cellCount()).isEqualTo(6);
  }

  private GridPlan plan(String grid) {
    String text = grid.replaceAll("LAB\\((.*?)\\)( |$)", "scenario { model_id: 'lab-arr' $1 }$2")
        .replaceAll("DEAL\\((.*?)\\)( |$)", "scenario { model_id: 'taas-deal' $1 }$2")
        .replaceAll("INLINE\\((.*)\\)", "scenario { model { " + INLINE + " $1 } }")
        .replaceAll("AXIS\\((.*?)\\)( |$)", "axes { zipped { members { $1 } } }$2");
    try {
      return requests.plan(TextFormat.parse("grid { " + text + " }", PlanGridRequest.class));
    } catch (TextFormat.ParseException e) {
      throw new AssertionError(text, e);
    }
  }

  private List<Fault> faultsOf(String grid) {
    InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, () -> plan(grid));
    assertThat(thrown).as("the request should be refused").isNotNull();
    return thrown.faults();
  }
}
