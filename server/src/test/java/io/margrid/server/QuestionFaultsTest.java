package io.margrid.server;

import static io.margrid.server.TextMessages.parse;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.TornadoRequest;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a question is said with code, reason and field, through a real socket. */
class QuestionFaultsTest {
  private static final String DEAL = "scenario { model_id: 'taas-deal' }";
  private static final RunningServer SERVER = new RunningServer();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "bracket upside down | grid { DEAL } parameter: 'gross_revenue_per_mw' bracket { lower: 2 upper: 1 } metric: 'lab_gross_margin' | INVALID_VALUE | bracket",
      "bracket not finite | grid { DEAL } parameter: 'gross_revenue_per_mw' bracket { lower: 2 upper: inf } metric: 'lab_gross_margin' | INVALID_VALUE | bracket.upper",
      "bracket out of bounds | grid { DEAL } parameter: 'revenue_share' bracket { lower: 0 upper: 2 } metric: 'lab_gross_margin' | OUT_OF_BOUNDS | bracket",
      "no bracket and no bounds | grid { DEAL } parameter: 'gross_revenue_per_mw' metric: 'lab_gross_margin' | REQUIRED | bracket",
      "target not finite | grid { DEAL } parameter: 'revenue_share' metric: 'lab_gross_margin' target: nan | INVALID_VALUE | target",
      "moved by an axis too | grid { DEAL axes { zipped { members { parameter: 'revenue_share' list { values: 0.1 } } } } } parameter: 'revenue_share' metric: 'lab_gross_margin' | DUPLICATE | parameter",
      "too few points | grid { DEAL } parameter: 'revenue_share' metric: 'lab_gross_margin' scan_points: 1 | INVALID_VALUE | scan_points",
      "too many points | grid { DEAL } parameter: 'revenue_share' metric: 'lab_gross_margin' scan_points: 65537 | INVALID_VALUE | scan_points",
      "no parameter | grid { DEAL } metric: 'lab_gross_margin' | REQUIRED | parameter",
      "unknown parameter | grid { DEAL } parameter: 'revenue_shore' metric: 'lab_gross_margin' | UNKNOWN_PARAMETER | parameter",
      "no metric | grid { DEAL } parameter: 'revenue_share' | REQUIRED | metric",
      "unknown metric | grid { DEAL } parameter: 'revenue_share' metric: 'lab' | UNKNOWN_METRIC | metric",
      "metrics in the grid | grid { DEAL metrics: 'lab_gross_margin' } parameter: 'revenue_share' metric: 'lab_gross_margin' | INVALID_VALUE | grid.metrics",
      "period of a scalar model | grid { DEAL } parameter: 'revenue_share' metric: 'lab_gross_margin' metric_period: '2Q26' | UNKNOWN_PERIOD | metric_period",
      "no model | grid { } parameter: 'revenue_share' metric: 'lab_gross_margin' | REQUIRED | grid.scenario"})
  void faultsOfASolveNameCodeReasonAndField(String what, String request, String reason, String field) {
    SolveRequest bad = parse(request.replace("DEAL", DEAL), SolveRequest.class);
    Statuses status = Statuses
        .of(() -> SERVER.analysis().solve(bad).forEachRemaining(message -> {}));
    assertFault(status, Code.INVALID_ARGUMENT, reason, field);
  }

  @Test
  void allFaultsOfASolveAreReportedAtOnce() {
    SolveRequest bad = parse(
        "grid { " + DEAL + " metrics: 'x' } parameter: 'revenue_shore' metric: 'lab' target: inf"
            + " bracket { lower: 3 upper: 1 } scan_points: 0",
        SolveRequest.class);
    Statuses status = Statuses.of(() -> SERVER.analysis().solve(bad).forEachRemaining(message -> {}));
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly(
        "grid.metrics", "parameter", "metric", "target", "bracket", "scan_points");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "no end | from { model_id: 'taas-deal' } metric: 'lab_gross_margin' | INVALID_ARGUMENT | REQUIRED | to",
      "another model | from { model_id: 'taas-deal' } to { model_id: 'gpu-iaas' } metric: 'lab_gross_margin' | INVALID_ARGUMENT | MODEL_MISMATCH | to",
      "unknown model | from { model_id: 'taas-daal' } to { } metric: 'lab_gross_margin' | NOT_FOUND | UNKNOWN_MODEL | from.model_id",
      "unknown metric | from { model_id: 'taas-deal' } to { } metric: 'lab' | INVALID_ARGUMENT | UNKNOWN_METRIC | metric",
      "out of bounds | from { model_id: 'taas-deal' } to { settings { parameter: 'revenue_share' value: 2 } } metric: 'lab_gross_margin' | INVALID_ARGUMENT | OUT_OF_BOUNDS | to.settings[0].value",
      "order misses one | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' order: 'revenue_share' | INVALID_ARGUMENT | REQUIRED | order",
      "order twice | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' order: ['revenue_share', 'revenue_share', 'iaas_fee_per_mw'] | INVALID_ARGUMENT | DUPLICATE | order[1]",
      "order of one that stays | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' order: ['revenue_share', 'iaas_fee_per_mw', 'capacity_take_up'] | INVALID_ARGUMENT | INVALID_VALUE | order[2]",
      "order unknown | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' order: ['revenue_share', 'iaas_fee'] | INVALID_ARGUMENT | UNKNOWN_PARAMETER | order[1]",
      "too few samples | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' samples: 1 | INVALID_ARGUMENT | INVALID_VALUE | samples",
      "too many samples | from { model_id: 'taas-deal' } to { TWO } metric: 'lab_gross_margin' samples: 1000001 | INVALID_ARGUMENT | INVALID_VALUE | samples"})
  void faultsOfABridgeNameCodeReasonAndField(String what, String request, Code code, String reason,
      String field) {
    BridgeRequest bad = parse(request.replace("TWO", "settings { parameter: 'revenue_share' value: 0.5 }"
        + " settings { parameter: 'iaas_fee_per_mw' value: 8 }"), BridgeRequest.class);
    Statuses status = Statuses.of(() -> SERVER.analysis().bridge(bad));
    assertFault(status, code, reason, field);
  }

  @Test
  void moreOrdersOfManyParametersThanTheLimitAreTooMany() {
    StringBuilder parameters = new StringBuilder();
    StringBuilder settings = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      parameters.append("parameters { name: 'p" + i + "' value: 0 } ");
      settings.append("settings { parameter: 'p" + i + "' value: 1 } ");
    }
    BridgeRequest bad = parse(
        "from { model { " + parameters + "metrics { name: 'm' formula: 'p0 + p1' } } } to { "
            + settings + "} metric: 'm' samples: 1000000",
        BridgeRequest.class);
    Statuses status = Statuses.of(() -> SERVER.analysis().bridge(bad));
    assertFault(status, Code.RESOURCE_EXHAUSTED, "GRID_TOO_LARGE", "samples");
    BridgeRequest allowed = bad.toBuilder().setSamples(100).build();
    assertThat(SERVER.analysis().bridge(allowed).getSampled()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "one axis | SHARE(linear { start: 0 stop: 1 count: 3 }) | INVALID_ARGUMENT | INVALID_AXIS | grid.axes",
      "no order | SHARE(list { values: [0, 1, 0.5] }) FEE(linear { start: 0 stop: 1 count: 3 }) | INVALID_ARGUMENT | INVALID_AXIS | grid.axes[0]",
      "cases | SHARE(linear { start: 0 stop: 1 count: 3 }) axes { cases { cases { } } } | INVALID_ARGUMENT | INVALID_AXIS | grid.axes[1]",
      "metrics in the grid | SHARE(linear { start: 0 stop: 1 count: 3 }) FEE(linear { start: 0 stop: 1 count: 3 }) metrics: 'lab_gross_margin' | INVALID_ARGUMENT | INVALID_VALUE | grid.metrics",
      "too many cells | SHARE(linear { start: 0 stop: 1 count: 1000 }) FEE(linear { start: 0 stop: 1 count: 1000 }) | RESOURCE_EXHAUSTED | GRID_TOO_LARGE | grid.axes"})
  void faultsOfAFrontierNameCodeReasonAndField(String what, String axes, Code code, String reason,
      String field) {
    String given = axes
        .replaceAll("SHARE\\((.*?)\\)", "axes { zipped { members { parameter: 'revenue_share' $1 } } }")
        .replaceAll("FEE\\((.*?)\\)", "axes { zipped { members { parameter: 'iaas_fee_per_mw' $1 } } }");
    FrontierRequest bad = parse("grid { " + DEAL + given + " } metric: 'lab_gross_margin'",
        FrontierRequest.class);
    Statuses status = Statuses.of(() -> SERVER.analysis().frontier(bad));
    assertFault(status, code, reason, field);
  }

  /** In each request SERIES stands for a model over two periods. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "solve | grid { scenario { SERIES } } parameter: 'x' metric: 'm' metric_period: 'c' | UNKNOWN_PERIOD | metric_period",
      "solve | grid { scenario { SERIES } } parameter: 'x' period: 'c' metric: 'm' | UNKNOWN_PERIOD | period",
      "solve | grid { scenario { SERIES LONG } } parameter: 'y' bracket { upper: 1 } metric: 'm' | INVALID_VALUE | grid.scenario.settings[0].series",
      "solve | grid { scenario { START } } parameter: 'x' bracket { upper: 1 } metric: 'm' | FORMULA_CYCLE | grid.scenario.model.metrics[0].formula",
      "bridge | from { SERIES } to { } metric: 'm' period: 'c' | UNKNOWN_PERIOD | period",
      "bridge | from { SERIES } to { LONG } metric: 'm' | INVALID_VALUE | to.settings[0].series",
      "bridge | from { START } to { } metric: 'm' | FORMULA_CYCLE | from.model.metrics[0].formula",
      "frontier | grid { scenario { SERIES } AXES } metric: 'm' metric_period: 'c' | UNKNOWN_PERIOD | metric_period",
      "frontier | grid { scenario { SERIES } AXES } metric: 'm' target: inf | INVALID_VALUE | target",
      "frontier | grid { scenario { SERIES LONG } AXES } metric: 'm' | INVALID_VALUE | grid.scenario.settings[0].series",
      "frontier | grid { scenario { START } AXES } metric: 'm' | FORMULA_CYCLE | grid.scenario.model.metrics[0].formula",
      "explain | scenario { SERIES } metric: 'm' period: 'c' | UNKNOWN_PERIOD | period",
      "explain | scenario { SERIES LONG } metric: 'm' | INVALID_VALUE | scenario.settings[0].series",
      "explain | scenario { START } metric: 'm' | FORMULA_CYCLE | scenario.model.metrics[0].formula",
      "tornado | scenario { SERIES } share: 0.1 period: 'c' | UNKNOWN_PERIOD | period",
      "tornado | scenario { SERIES LONG } share: 0.1 | INVALID_VALUE | scenario.settings[0].series",
      "tornado | scenario { START } share: 0.1 | FORMULA_CYCLE | scenario.model.metrics[0].formula",
      "compare | base { SERIES } scenarios { } periods: 'c' | UNKNOWN_PERIOD | periods[0]",
      "compare | base { SERIES } scenarios { LONG } | INVALID_VALUE | scenarios[0].settings[0].series",
      "compare | base { START } scenarios { } | FORMULA_CYCLE | base.model.metrics[0].formula"})
  void faultsOverPeriodsNameCodeReasonAndField(String rpc, String request, String reason, String field) {
    String start = "model { periods: ['a', 'b'] parameters { name: 'x' value: 1 minimum: 0 maximum: 9 }"
        + " parameters { name: 'y' value: 1 } metrics { name: 'm' formula: '%s' } }";
    String text = request.replace("SERIES", start.formatted("cumulative(x) * y"))
        .replace("START", start.formatted("x + y * prev(m)"))
        .replace("LONG", "settings { parameter: 'x' series { values: [1, 2, 3] } }")
        .replace("AXES", "axes { zipped { members { parameter: 'x' linear { start: 0 stop: 9 count: 4 } } } }"
            + " axes { zipped { members { parameter: 'y' linear { start: 1 stop: 2 count: 3 } } } }");
    assertFault(Statuses.of(ask(rpc, text)), Code.INVALID_ARGUMENT, reason, field);
  }

  private static ThrowableAssert.ThrowingCallable ask(String rpc, String text) {
    return switch (rpc) {
      case "explain" -> () -> SERVER.analysis().explain(parse(text, ExplainRequest.class));
      case "solve" -> () -> SERVER.analysis().solve(parse(text, SolveRequest.class))
          .forEachRemaining(message -> {});
      case "tornado" -> () -> SERVER.analysis().tornado(parse(text, TornadoRequest.class));
      case "compare" -> () -> SERVER.analysis().compare(parse(text, CompareRequest.class));
      case "bridge" -> () -> SERVER.analysis().bridge(parse(text, BridgeRequest.class));
      case "frontier" -> () -> SERVER.analysis().frontier(parse(text, FrontierRequest.class));
      default -> throw new IllegalArgumentException(rpc);
    };
  }

  private static void assertFault(Statuses status, Code code, String reason, String field) {
    assertThat(status.message()).startsWith(field + ":").contains("(expected: ");
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.info().getReason()).isEqualTo(reason);
    assertThat(status.violations()).singleElement()
        .satisfies(violation -> assertThat(violation.getField()).isEqualTo(field));
  }
}
