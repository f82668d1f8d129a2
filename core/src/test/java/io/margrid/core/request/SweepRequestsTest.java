package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.StreamGridRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepRequestsTest {
  private static final String DEAL = "scenario { model_id: 'taas-deal' }";
  private static final String SHARE = "axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 5 } } } }";

  private final SweepRequests requests = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT,
      ModelLimits.DEFAULT);

  /** One fault each: what stands in the grid, the field it is reported for, the reason. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "scenario { model_id: 'taas-daal' } | grid.scenario.model_id | UNKNOWN_MODEL",
      "scenario { } | grid.scenario | REQUIRED",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_shore' value: 1 } } | grid.scenario.settings[0].parameter | UNKNOWN_PARAMETER",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' value: nan } } | grid.scenario.settings[0].value | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' } } | grid.scenario.settings[0] | REQUIRED",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' value: 1.5 } } | grid.scenario.settings[0].value | OUT_OF_BOUNDS",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' value: 1 } settings { parameter: 'revenue_share' value: 1 } } | grid.scenario.settings[1].parameter | DUPLICATE",
      "scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' series { values: 1 } } } | grid.scenario.settings[0].series | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' shocks { parameter: 'revenue_share' factor: 8 } } | grid.scenario.shocks[0].factor | OUT_OF_BOUNDS",
      "scenario { model_id: 'taas-deal' shocks { parameter: 'revenue_share' } } | grid.scenario.shocks[0] | REQUIRED",
      "scenario { model_id: 'taas-deal' shocks { parameter: 'revenue_share' addition: inf } } | grid.scenario.shocks[0].addition | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' } metrics: 'margin' | grid.metrics[0] | UNKNOWN_METRIC",
      "scenario { model_id: 'taas-deal' } metrics: 'lab_gross_margin' metrics: 'lab_gross_margin' | grid.metrics[1] | DUPLICATE",
      "scenario { model_id: 'taas-deal' } periods: '1Q26' | grid.periods[0] | UNKNOWN_PERIOD",
      "scenario { model_id: 'taas-deal' } axes { } | grid.axes[0] | REQUIRED",
      "scenario { model_id: 'taas-deal' } axes { zipped { } } | grid.axes[0].zipped.members | REQUIRED",
      "scenario { model_id: 'taas-deal' } axes { cases { } } | grid.axes[0].cases.cases | REQUIRED",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' } } } | grid.axes[0].zipped.members[0] | REQUIRED",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { } } } } | grid.axes[0].zipped.members[0].list.values | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { values: 0.1 values: nan } } } } | grid.axes[0].zipped.members[0].list.values[1] | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { values: 0.1 values: 2 } } } } | grid.axes[0].zipped.members[0] | OUT_OF_BOUNDS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 0 } } } } | grid.axes[0].zipped.members[0].linear.count | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: -3 } } } } | grid.axes[0].zipped.members[0].linear.count | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 1 } } } } | grid.axes[0].zipped.members[0].linear.count | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: inf count: 2 } } } } | grid.axes[0].zipped.members[0].linear.stop | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: -1e308 stop: 1e308 count: 2 } } } } | grid.axes[0].zipped.members[0].linear | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 2 count: 1000000 } } } } | grid.axes[0].zipped.members[0] | OUT_OF_BOUNDS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' logarithmic { start: 0 stop: 1 count: 5 } } } } | grid.axes[0].zipped.members[0].logarithmic | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'iaas_fee_per_mw' logarithmic { start: -1 stop: 1 count: 5 } } } } | grid.axes[0].zipped.members[0].logarithmic | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' period: '1Q26' list { values: 1 } } } } | grid.axes[0].zipped.members[0].period | UNKNOWN_PERIOD",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' mode: 9 list { values: 1 } } } } | grid.axes[0].zipped.members[0].mode | INVALID_VALUE",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'nothing' list { values: 1 } } } } | grid.axes[0].zipped.members[0].parameter | UNKNOWN_PARAMETER",
      "scenario { model_id: 'taas-deal' } axes { labels: 'a' zipped { members { parameter: 'revenue_share' list { values: 1 values: 0 } } } } | grid.axes[0].labels | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { values: 1 } } members { parameter: 'iaas_fee_per_mw' list { values: 1 values: 2 } } } } | grid.axes[0].zipped.members[1] | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { values: 1 } } members { parameter: 'revenue_share' list { values: 1 } } } } | grid.axes[0].zipped.members[1].parameter | DUPLICATE",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'revenue_share' list { values: 1 } } } } axes { zipped { members { parameter: 'revenue_share' list { values: 1 } } } } | grid.axes[1].zipped.members[0].parameter | DUPLICATE",
      "scenario { model_id: 'taas-deal' shocks { parameter: 'revenue_share' factor: 1 } } axes { zipped { members { parameter: 'revenue_share' list { values: 1 } } } } | grid.axes[0].zipped.members[0].parameter | INVALID_AXIS",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: 0 stop: 1 count: 9007199254740993 } } } } | grid.axes[0].zipped.members[0].linear.count | GRID_TOO_LARGE",
      "scenario { model_id: 'taas-deal' } axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: 0 stop: 1 count: 9007199254740992 } } } } axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 9007199254740992 } } } } | grid.axes | GRID_TOO_LARGE",
      "scenario { model { parameters { name: 'a' value: 1 } metrics { name: 'm' formula: 'a +' } } } | grid.scenario.model.metrics[0].formula | FORMULA_SYNTAX",
      "scenario { model { parameters { name: 'a' unit: 'h' value: 1 } metrics { name: 'm' formula: 'a + 1' } } } | grid.scenario.model.metrics[0].formula | FORMULA_UNITS",
      "scenario { model { parameters { name: 'a' value: 1 } metrics { name: 'm' formula: 'm + a' } } } | grid.scenario.model.metrics[0].formula | FORMULA_CYCLE"})
  void eachFaultHasItsFieldAndReason(String grid, String field, Reason reason) {
    List<Fault> faults = faultsOf("grid { " + grid + " }");
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().field()).hasToString(field);
    assertThat(faults.getFirst().reason()).isEqualTo(reason);
    assertThat(faults.getFirst().message()).startsWith(field).contains(" (expected: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "range { first_cell: -1 } | range.first_cell | CELL_RANGE",
      "range { first_cell: 6 } | range.first_cell | CELL_RANGE",
      "range { first_cell: 2 cell_count: 4 } | range.cell_count | CELL_RANGE",
      "range { cell_count: -1 } | range.cell_count | CELL_RANGE",
      "range { digest: 'x' } | range.digest | RESUME_MISMATCH",
      "max_chunk_bytes: 100 | max_chunk_bytes | INVALID_VALUE",
      "max_chunk_bytes: 1000000 | max_chunk_bytes | INVALID_VALUE"})
  void rangesAreHeldAgainstTheGrid(String rest, String field, Reason reason) {
    List<Fault> faults = faultsOf("grid { " + DEAL + SHARE + " } " + rest);
    assertThat(faults).singleElement().satisfies(fault -> {
      assertThat(fault.field()).hasToString(field);
      assertThat(fault.reason()).isEqualTo(reason);
    });
  }

  @Test
  void allFaultsComeAtOnceInFieldOrder() {
    List<Fault> faults = faultsOf(
        "grid { scenario { model_id: 'taas-deal' settings { parameter: 'x' value: 1 } } "
            + "axes { } axes { zipped { members { parameter: 'y' list { values: inf } } } } metrics: 'z' } max_chunk_bytes: 1");
    assertThat(faults).extracting(fault -> fault.field().toString()).containsExactly(
        "grid.scenario.settings[0].parameter", "grid.axes[0]",
        "grid.axes[1].zipped.members[0].list.values[0]",
        "grid.metrics[0]", "max_chunk_bytes");
  }

  @Test
  void anUnknownModelOutranksTheRest() {
    List<Fault> faults = faultsOf(
        "grid { scenario { model_id: 'x' settings { parameter: 'x' value: nan } } }");
    assertThat(faults.getFirst().reason()).isEqualTo(Reason.UNKNOWN_MODEL);
    assertThat(faults).hasSize(2);
  }

  @Test
  void unknownNamesOfferTheNearest() {
    assertThat(faultsOf("grid { " + DEAL + " metrics: 'lab_gros_margin' }").getFirst().message())
        .contains("nearest: lab_gross_margin");
  }

  @Test
  void moreAxesThanAllowedAreRefusedBeforeTheyAreRead() {
    assertThat(faultsOf("grid { " + DEAL + SHARE.repeat(17) + " }")).singleElement()
        .satisfies(
            fault -> assertThat(fault.message()).isEqualTo("grid.axes: 17 axes (expected: at most 16)"));
  }

  @Test
  void casesThatTouchTooMuchAreRefusedBeforeTheyAreLaidOut() {
    StringBuilder model = new StringBuilder("scenario { model { metrics { name: 'm' formula: 'p0' } ");
    StringBuilder changes = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      model.append("parameters { name: 'p").append(i).append("' value: 1 } ");
      changes.append("cases { settings { parameter: 'p").append(i).append("' value: 2 } } ");
    }
    String cases = changes + "cases { } ".repeat(6_000);
    assertThat(faultsOf("grid { " + model + "} } axes { cases { " + cases + " } } }")).singleElement()
        .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.GRID_TOO_LARGE));
  }

  @Test
  void manyUnknownNamesAreAnsweredAtOnce() {
    List<Fault> faults = faultsOf("grid { " + DEAL + " metrics: 'x'".repeat(100_000) + " }");
    assertThat(faults.getFirst().message()).contains("nearest");
    assertThat(faults.getLast().message()).doesNotContain("nearest");
  }

  @Test
  void theDigestOfTheGridIsAcceptedAndAnEmptyRangeAtItsEnd() {
    GridPlan plan = plan("grid { " + DEAL + SHARE + " }").plan();
    StreamGridRequest.Builder again = request("grid { " + DEAL + SHARE + " } range { first_cell: 5 }")
        .toBuilder();
    again.getRangeBuilder().setDigest(ByteString.copyFrom(plan.digest().bytes()));
    StreamPlan end = requests.plan(again.build());
    assertThat(end.firstCell()).isEqualTo(5);
    assertThat(end.cellCount()).isZero();
  }

  @Test
  void digestsFollowWhatDecidesValuesAndNothingElse() {
    String base = digest(DEAL + SHARE);
    assertThat(digest(
        "scenario { model_id: 'taas-deal' settings { parameter: 'iaas_fee_per_mw' value: 7.5 } }" + SHARE))
        .as("a default given").isEqualTo(base);
    assertThat(
        digest("scenario { name: 'n' model_id: 'taas-deal' }" + SHARE.replace("axes {", "axes { name: 'n'")))
        .as("names").isEqualTo(base);
    assertThat(digest(
        "scenario { model_id: 'taas-deal' settings { parameter: 'iaas_fee_per_mw' value: 8 } }" + SHARE))
        .as("a value").isNotEqualTo(base);
    assertThat(digest(DEAL + SHARE.replace("count: 5", "count: 6"))).as("an axis").isNotEqualTo(base);
    assertThat(digest(DEAL + SHARE + " metrics: 'lab_gross_margin'")).as("metrics").isNotEqualTo(base);
  }

  @Test
  void chunksHoldAsManyCellsAsTheirBytesAllow() {
    assertThat(plan("grid { " + DEAL + SHARE + " metrics: 'lab_gross_margin' } max_chunk_bytes: 4096")
        .maxChunkCells())
        .isEqualTo(512);
  }

  private String digest(String grid) {
    return plan("grid { " + grid + " }").plan().digest().toString();
  }

  private StreamPlan plan(String request) {
    return requests.plan(request(request));
  }

  private List<Fault> faultsOf(String request) {
    InvalidRequestException thrown = catchThrowableOfType(InvalidRequestException.class, () -> plan(request));
    assertThat(thrown).isNotNull();
    return thrown.faults();
  }

  private static StreamGridRequest request(String text) {
    try {
      return TextFormat.parse(text, StreamGridRequest.class);
    } catch (TextFormat.ParseException exception) {
      throw new AssertionError(text, exception);
    }
  }
}
