package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.rpc.Code;
import io.margrid.server.config.Setting;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Metric;
import io.margrid.v1.Parameter;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.StreamGridRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is answered with code, reason and field, through a real socket, by every call. */
class BadInputTest {
  private static final String DEAL = "scenario { model_id: 'taas-deal' } ";
  private static final RunningServer SERVER = new RunningServer(Map.of(Setting.MAX_CELLS, "1000000000000"));

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private static Statuses stream(StreamGridRequest request) {
    return Statuses.of(() -> SERVER.sweep().streamGrid(request).forEachRemaining(message -> {}));
  }

  /** In {@code GRID}, DEAL stands for the scenario of the deal's model, and AXIS(…) for an axis over its IaaS fee. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "unknown model | scenario { model_id: 'taas-daal' } | NOT_FOUND | UNKNOWN_MODEL | scenario.model_id | nearest: taas-deal",
      "unknown parameter | scenario { model_id: 'taas-deal' settings { parameter: 'revenue_shore' value: 1 } } | INVALID_ARGUMENT | UNKNOWN_PARAMETER | scenario.settings[0].parameter | nearest: revenue_share",
      "unknown metric | DEAL metrics: 'lab_gros_margin' | INVALID_ARGUMENT | UNKNOWN_METRIC | metrics[0] | nearest: lab_gross_margin",
      "no points | DEAL AXIS(list { }) | INVALID_ARGUMENT | INVALID_AXIS | axes[0].zipped.members[0].list.values | 0",
      "point not finite | DEAL AXIS(list { values: nan }) | INVALID_ARGUMENT | INVALID_VALUE | axes[0].zipped.members[0].list.values[0] | NaN",
      "end not finite | DEAL AXIS(linear { start: 0 stop: inf count: 3 }) | INVALID_ARGUMENT | INVALID_VALUE | axes[0].zipped.members[0].linear.stop | Infinity",
      "count zero | DEAL AXIS(linear { start: 0 stop: 1 count: 0 }) | INVALID_ARGUMENT | INVALID_AXIS | axes[0].zipped.members[0].linear.count | : 0 (",
      "count negative | DEAL AXIS(linear { start: 0 stop: 1 count: -1 }) | INVALID_ARGUMENT | INVALID_AXIS | axes[0].zipped.members[0].linear.count | : -1 (",
      "logarithmic through zero | DEAL AXIS(logarithmic { start: -1 stop: 1 count: 3 }) | INVALID_ARGUMENT | INVALID_AXIS | axes[0].zipped.members[0].logarithmic | below zero",
      "parameter twice | DEAL AXIS(list { values: 1 }) AXIS(list { values: 1 }) | INVALID_ARGUMENT | DUPLICATE | axes[1].zipped.members[0].parameter | iaas_fee_per_mw",
      "out of bounds | scenario { model_id: 'taas-deal' settings { parameter: 'revenue_share' value: 1.5 } } | INVALID_ARGUMENT | OUT_OF_BOUNDS | scenario.settings[0].value | 1.5",
      "grid too large | DEAL AXIS(linear { start: 0 stop: 1 count: 1000000000001 }) | RESOURCE_EXHAUSTED | GRID_TOO_LARGE | axes | 1000000000000",
      "product overflows | DEAL AXIS(linear { start: 0 stop: 1 count: 1000000000000 }) axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 1000000000000 } } } } | RESOURCE_EXHAUSTED | GRID_TOO_LARGE | axes | cells",
      "syntax error | scenario { model { parameters { name: 'a' value: 1 } metrics { name: 'm' formula: 'a +' } } } | INVALID_ARGUMENT | FORMULA_SYNTAX | scenario.model.metrics[0].formula | :1:",
      "unit mismatch | scenario { model { parameters { name: 'a' unit: 'h' value: 1 } metrics { name: 'm' formula: 'a + 1' } } } | INVALID_ARGUMENT | FORMULA_UNITS | scenario.model.metrics[0].formula | h",
      "cycle | scenario { model { parameters { name: 'a' value: 1 } metrics { name: 'm' formula: 'n + a' } metrics { name: 'n' formula: 'm' } } } | INVALID_ARGUMENT | FORMULA_CYCLE | scenario.model.metrics[0].formula | m"})
  void faultsOfAGridAreAnsweredAlikeByPlanAndStream(String what, String grid, Code code, String reason,
      String field,
      String said) throws TextFormat.ParseException {
    GridSpec spec = TextFormat.parse(grid.replace("DEAL", DEAL)
        .replaceAll("AXIS\\((.*?)\\)", "axes { zipped { members { parameter: 'iaas_fee_per_mw' $1 } } }"),
        GridSpec.class);
    assertStatus(stream(StreamGridRequest.newBuilder().setGrid(spec).build()), code, reason, "grid." + field,
        said);
    assertStatus(
        Statuses.of(() -> SERVER.sweep().planGrid(PlanGridRequest.newBuilder().setGrid(spec).build())), code,
        reason, "grid." + field, said);
  }

  private static void assertStatus(Statuses status, Code code, String reason, String field, String said) {
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.info().getReason()).isEqualTo(reason);
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly(field);
    assertThat(status.violations().getFirst().getReason()).isEqualTo(reason);
    assertThat(status.info().getMetadataMap()).containsEntry("field", field).containsKeys("value",
        "expected");
    assertThat(status.message()).startsWith(field).contains(said).contains(" (expected: ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "range { first_cell: 6 } | OUT_OF_RANGE | CELL_RANGE | range.first_cell",
      "range { first_cell: 2 cell_count: 4 } | OUT_OF_RANGE | CELL_RANGE | range.cell_count",
      "range { first_cell: 2 digest: \"x\" } | FAILED_PRECONDITION | RESUME_MISMATCH | range.digest",
      "max_chunk_bytes: 4095 | INVALID_ARGUMENT | INVALID_VALUE | max_chunk_bytes"})
  void faultsOfARange(String rest, Code code, String reason, String field) {
    Statuses status = stream(RunningServer.streamRequest("grid { " + DEAL
        + "axes { zipped { members { parameter: 'iaas_fee_per_mw' list { values: [1, 2, 3, 4, 5] } } } } } "
        + rest));
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.info().getReason()).isEqualTo(reason);
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly(field);
  }

  @Test
  void faultsOfAScenarioAreAnsweredByEvaluate() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder().addMetrics("no_such_metric");
    request.getScenarioBuilder().setModelId("taas-deal");
    Statuses status = Statuses.of(() -> SERVER.sweep().evaluate(request.build()));
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.info().getReason()).isEqualTo("UNKNOWN_METRIC");
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("metrics[0]");
  }

  @Test
  void allFaultsComeAtOnceAndAnUnknownModelDecides() {
    Statuses status = stream(
        RunningServer.streamRequest("grid { scenario { model_id: 'x' } axes { } } max_chunk_bytes: 1"));
    assertThat(status.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("grid.scenario.model_id", "grid.axes[0]", "max_chunk_bytes");
  }

  @Test
  void moreThanSixteenFaultsAreCounted() {
    StreamGridRequest.Builder request = StreamGridRequest.newBuilder();
    request.getGridBuilder().getScenarioBuilder().setModelId("taas-deal");
    for (int i = 0; i < 40; i++) {
      request.getGridBuilder().addMetrics("m" + i);
    }
    Statuses status = stream(request.build());
    int named = status.violations().size();
    assertThat(named).isBetween(1, 16);
    assertThat(status.info().getMetadataMap()).containsEntry("violations_omitted",
        Integer.toString(40 - named));
  }

  @Test
  void formulasTooDeepOrTooLongAreRefused() {
    assertFormula("(".repeat(100) + "a" + ")".repeat(100), "64");
    assertFormula("(".repeat(30_000) + "a" + ")".repeat(30_000), "64");
    assertFormula("a" + " + a".repeat(20_000), "65536");
  }

  private static void assertFormula(String formula, String limit) {
    StreamGridRequest.Builder request = StreamGridRequest.newBuilder();
    request.getGridBuilder().getScenarioBuilder().getModelBuilder()
        .addParameters(Parameter.newBuilder().setName("a").setValue(1))
        .addMetrics(Metric.newBuilder().setName("m").setFormula(formula));
    Statuses status = stream(request.build());
    assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.info().getReason()).isEqualTo("MODEL_TOO_LARGE");
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("grid.scenario.model.metrics[0].formula");
    assertThat(status.message()).contains(limit);
  }

  @Test
  void anUnknownModelOfTheCatalogueOffersTheNearest() {
    Statuses status = Statuses
        .of(() -> SERVER.catalog().getModel(GetModelRequest.newBuilder().setId("owned").build()));
    assertThat(status.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(status.info().getReason()).isEqualTo("UNKNOWN_MODEL");
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly("id");
    assertThat(status.message()).contains("nearest:").contains("owned-model");
  }
}
