package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.EvaluateRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a value over periods is not finite. */
class PeriodReasonsTest {
  private static final SweepRequests REQUESTS = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "trailing_sum(huge, 2, 0) | overflow of a sum over periods in m in b",
      "trailing_sum(huge, 2) | no values before the first period in m in a",
      "trailing_sum(huge, -1) | window that is not from 0 to 1200 in m in a",
      "trailing_sum(huge, 1201) | window that is not from 0 to 1200 in m in a",
      "trailing_sum(huge, period_index()) | window that differs between periods in m in a",
      "cumulative(huge) | overflow of a sum over periods in m in b",
      "irr(steep) | overflow of an internal rate in m in a",
      "irr(huge) | internal rate of flows that do not change sign exactly once in m in a",
      "lag(huge, 2) | no value 2 periods earlier in m in a",
      "sqrt(lag(steep, 1, 1)) | square root of a negative number in m in b"})
  void theFirstValueThatIsNotFiniteSaysWhy(String formula, String reason) throws TextFormat.ParseException {
    GridPlan plan = REQUESTS.plan(TextFormat.parse("metrics: 'm' scenario { model { periods: ['a', 'b', 'c']"
        + " parameters { name: 'huge' value: 1e308 }"
        + " parameters { name: 'steep' series { values: [-1e-300, 1e300, 0] } }"
        + " metrics { name: 'm' formula: '" + formula + "' } } }", EvaluateRequest.class));
    BlockCursor cursor = BlockCursor.open(plan, 0, 3, 10);
    assertThat(cursor.advance()).isTrue();
    assertThat(cursor.block().nonFinite().getFirst().reason()).isEqualTo(reason);
  }
}
