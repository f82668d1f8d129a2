package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.rpc.Code;
import io.margrid.v1.GridSpec;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.StreamGridRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with series and periods is answered with code, reason and field, through a real socket. */
class BadPeriodsTest {
  private static final RunningServer SERVER = new RunningServer();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "scenario { model_id: 'lab-arr' settings { parameter: 'net_new_arr' series { values: [1, 2] } } } | INVALID_VALUE | scenario.settings[0].series",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' series { values: [0.1, 0.2] } } } | INVALID_VALUE | scenario.settings[0].series",
      "scenario { model_id: 'lab-arr' } periods: '1Q27' | UNKNOWN_PERIOD | periods[0]",
      "scenario { model_id: 'lab-arr' } periods: '2Q24' periods: '1Q24' | INVALID_VALUE | periods[1]",
      "scenario { model_id: 'lab-arr' } periods: '2Q24' periods: '2Q24' | DUPLICATE | periods[1]",
      "scenario { model_id: 'lab-arr' shocks { parameter: 'net_new_arr' periods: '5Q26' factor: 2 } } | UNKNOWN_PERIOD | scenario.shocks[0].periods[0]",
      "scenario { model_id: 'lab-arr' } axes { zipped { members { parameter: 'net_new_arr' series { points { values: 1 } } } } } | INVALID_VALUE | axes[0].zipped.members[0].series.points[0]",
      "scenario { model_id: 'lab-arr' } axes { zipped { members { parameter: 'net_new_arr' period: '2Q26' list { values: 1 } } } } axes { zipped { members { parameter: 'net_new_arr' period: '2Q26' list { values: 2 } } } } | DUPLICATE | axes[1].zipped.members[0].parameter",
      "scenario { model { periods: ['a', 'b'] metrics { name: 'm' unit: '1' formula: 'prev(m) + 1' } } } | FORMULA_CYCLE | scenario.model.metrics[0].formula"})
  void faultsOfPeriodsAreAnsweredAlikeByPlanAndStream(String grid, String reason, String field)
      throws TextFormat.ParseException {
    GridSpec spec = TextFormat.parse(grid, GridSpec.class);
    StreamGridRequest request = StreamGridRequest.newBuilder().setGrid(spec).build();
    assertStatus(Statuses.of(() -> SERVER.sweep().streamGrid(request).forEachRemaining(message -> {})),
        reason,
        field);
    assertStatus(
        Statuses.of(() -> SERVER.sweep().planGrid(PlanGridRequest.newBuilder().setGrid(spec).build())),
        reason,
        field);
  }

  private static void assertStatus(Statuses status, String reason, String field) {
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.info().getReason()).isEqualTo(reason);
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("grid." + field);
    assertThat(status.violations().getFirst().getReason()).isEqualTo(reason);
    assertThat(status.message()).startsWith("grid." + field).contains(" (expected: ");
  }
}
