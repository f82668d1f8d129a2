package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.rpc.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.AnalysisServiceGrpc.AnalysisServiceBlockingStub;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;
import io.margrid.v1.TornadoBar;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class AnalysisServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RunningServer SERVER = new RunningServer();
  private static final MargridClient CLIENT = SERVER.client();

  @AfterAll
  static void close() {
    CLIENT.close();
    SERVER.close();
  }

  private static AnalysisServiceBlockingStub analysis() {
    return AnalysisServiceGrpc.newBlockingStub(SERVER.channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static <T extends Message> T parse(String text, Class<T> type) {
    try {
      return TextFormat.parse(text, type);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static <T> T answer(Mono<T> call) {
    return Objects.requireNonNull(call.block(PATIENCE));
  }

  @Test
  void anExplanationEndsInTheMetricWithTheValueOfEvaluate() {
    ExplainResponse explained = answer(CLIENT
        .explain(parse("scenario { model_id: 'lab-arr' } metric: 'revenue_growth_yoy' period: '1Q26'",
            ExplainRequest.class)));
    EvaluateResponse evaluated = answer(CLIENT
        .evaluate(parse("scenario { model_id: 'lab-arr' } metrics: 'revenue_growth_yoy' periods: '1Q26'",
            EvaluateRequest.class)));
    ExplainedNode last = explained.getNodes(explained.getNodesCount() - 1);
    assertThat(last.getValue()).isEqualTo(evaluated.getMetrics(0).getValues(0));
    assertThat(last.getKind()).isEqualTo(ExplainedNode.Kind.KIND_METRIC);
    assertThat(explained.getDigest()).isEqualTo(evaluated.getDigest());
    assertThat(explained.getPeriod()).isEqualTo("1Q26");
    assertThat(explained.getNodesList()).extracting(ExplainedNode::getLabel).contains("lag 4", "revenue");
    assertThat(explained.getNodesList()).extracting(ExplainedNode::getKind)
        .doesNotContain(ExplainedNode.Kind.KIND_UNSPECIFIED);
  }

  @Test
  void anExplanationSaysWhyAValueIsNotFinite() {
    ExplainResponse explained = answer(CLIENT
        .explain(parse("scenario { model { parameters { name: 'a' value: 1 source: 'counted' }"
            + " parameters { name: 'b' value: 1 } metrics { name: 'm' formula: 'a / b' } }"
            + " settings { parameter: 'b' value: 0 } } metric: 'm'", ExplainRequest.class)));
    assertThat(explained.getNodesList()).extracting(ExplainedNode::getLabel, ExplainedNode::getSource,
        ExplainedNode::getReason).containsExactly(
            Assertions.tuple("a", "counted", ""),
            Assertions.tuple("b", "set by the scenario", ""),
            Assertions.tuple("/", "", "division by zero in m"),
            Assertions.tuple("m", "", "division by zero in m"));
  }

  @Test
  void aTornadoIsSortedAndSaysWhatItMoved() {
    TornadoResponse tornado = answer(CLIENT.tornado(parse("""
      scenario { model_id: 'taas-deal' } metrics: ['provider_ebit_per_mw', 'lab_gross_margin']
      ranges { parameter: 'gross_revenue_per_mw' low: 20 high: 40 }
      ranges { parameter: 'capacity_take_up' low: 1 high: 1 }
      ranges { parameter: 'iaas_fee_per_mw' low: 5 high: 10 }""", TornadoRequest.class)));
    assertThat(tornado.getMetricsList()).extracting(metric -> metric.getMetric().getName())
        .containsExactly("provider_ebit_per_mw", "lab_gross_margin");
    assertThat(tornado.getMetrics(0).getBase()).isEqualTo(7.5);
    assertThat(tornado.getMetrics(0).getMetric().getUnit()).isEqualTo("MUSD/MW/yr");
    assertThat(tornado.getMetrics(0).getBarsList())
        .extracting(bar -> bar.getRange().getParameter(), TornadoBar::getBase, TornadoBar::getAtLow,
            TornadoBar::getAtHigh)
        .containsExactly(
            Assertions.tuple("gross_revenue_per_mw", 26.0, 6.0, 11.0),
            Assertions.tuple("iaas_fee_per_mw", 7.5, 5.0, 10.0),
            Assertions.tuple("capacity_take_up", 1.0, 7.5, 7.5));
  }

  @Test
  void aComparisonHoldsScenariosAgainstTheBase() {
    CompareResponse comparison = answer(CLIENT.compare(parse("""
      base { model_id: 'lab-arr' } scenarios { name: 'more' settings { parameter: 'opening_arr' value: 187 } }
      metrics: 'arr' periods: ['1Q24', '2Q24']""", CompareRequest.class)));
    assertThat(comparison.getPeriodsList()).containsExactly("1Q24", "2Q24");
    assertThat(comparison.getMetrics(0).getMetric().getUnit()).isEqualTo("MUSD/yr");
    assertThat(comparison.getMetrics(0).getScenarios(0).getName()).isEqualTo("more");
    assertThat(comparison.getMetrics(0).getScenarios(0).getDifferencesList()).containsExactly(100.0, 100.0);
    assertThat(comparison.getMetrics(0).getScenarios(0).getRelativeDifferences(1))
        .isEqualTo(100 / comparison.getMetrics(0).getBase(1));
  }

  /** In each request DEAL stands for {@code model_id: 'taas-deal'}. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "explain | scenario { model_id: 'taas-daal' } metric: 'm' | NOT_FOUND | UNKNOWN_MODEL | scenario.model_id",
      "explain | metric: 'm' | INVALID_ARGUMENT | REQUIRED | scenario",
      "explain | scenario { DEAL } | INVALID_ARGUMENT | REQUIRED | metric",
      "explain | scenario { DEAL } metric: 'm' | INVALID_ARGUMENT | UNKNOWN_METRIC | metric",
      "explain | scenario { DEAL } metric: 'lab_gross_margin' period: '1Q26' | INVALID_ARGUMENT | UNKNOWN_PERIOD | period",
      "explain | scenario { DEAL settings { parameter: 'x' value: 1 } } metric: 'lab_gross_margin' | INVALID_ARGUMENT | UNKNOWN_PARAMETER | scenario.settings[0].parameter",
      "explain | scenario { DEAL settings { parameter: 'revenue_share' value: 2 } } metric: 'lab_gross_margin' | INVALID_ARGUMENT | OUT_OF_BOUNDS | scenario.settings[0].value",
      "explain | scenario { model { metrics { name: 'm' formula: '1 +' } } } metric: 'm' | INVALID_ARGUMENT | FORMULA_SYNTAX | scenario.model.metrics[0].formula",
      "tornado | scenario { model_id: 'x' } share: 0.1 | NOT_FOUND | UNKNOWN_MODEL | scenario.model_id",
      "tornado | share: 0.1 | INVALID_ARGUMENT | REQUIRED | scenario",
      "tornado | scenario { DEAL } | INVALID_ARGUMENT | REQUIRED | ranges",
      "tornado | scenario { DEAL } share: 0 | INVALID_ARGUMENT | INVALID_VALUE | share",
      "tornado | scenario { DEAL } share: -0.1 | INVALID_ARGUMENT | INVALID_VALUE | share",
      "tornado | scenario { DEAL } share: 1.01 | INVALID_ARGUMENT | INVALID_VALUE | share",
      "tornado | scenario { DEAL } share: nan | INVALID_ARGUMENT | INVALID_VALUE | share",
      "tornado | scenario { DEAL } share: 0.1 metrics: 'm' | INVALID_ARGUMENT | UNKNOWN_METRIC | metrics[0]",
      "tornado | scenario { DEAL } share: 0.1 metrics: ['lab_gross_margin', 'lab_gross_margin'] | INVALID_ARGUMENT | DUPLICATE | metrics[1]",
      "tornado | scenario { DEAL } share: 0.1 period: '1Q26' | INVALID_ARGUMENT | UNKNOWN_PERIOD | period",
      "tornado | scenario { DEAL } ranges { parameter: 'x' high: 1 } | INVALID_ARGUMENT | UNKNOWN_PARAMETER | ranges[0].parameter",
      "tornado | scenario { DEAL } ranges { parameter: 'revenue_share' low: 0.5 high: 0.4 } | INVALID_ARGUMENT | INVALID_VALUE | ranges[0].high",
      "tornado | scenario { DEAL } ranges { parameter: 'revenue_share' low: -inf high: 1 } | INVALID_ARGUMENT | INVALID_VALUE | ranges[0].low",
      "tornado | scenario { DEAL } ranges { parameter: 'revenue_share' low: 0.5 high: 1.5 } | INVALID_ARGUMENT | OUT_OF_BOUNDS | ranges[0].high",
      "compare | base { model_id: 'x' } scenarios { } | NOT_FOUND | UNKNOWN_MODEL | base.model_id",
      "compare | scenarios { } | INVALID_ARGUMENT | REQUIRED | base",
      "compare | base { DEAL } | INVALID_ARGUMENT | REQUIRED | scenarios",
      "compare | base { DEAL } scenarios { model_id: 'lab-arr' } | INVALID_ARGUMENT | MODEL_MISMATCH | scenarios[0]",
      "compare | base { DEAL } scenarios { } scenarios { model { metrics { name: 'm' formula: '1' } } } | INVALID_ARGUMENT | MODEL_MISMATCH | scenarios[1]",
      "compare | base { DEAL } scenarios { settings { parameter: 'revenue_share' value: inf } } | INVALID_ARGUMENT | INVALID_VALUE | scenarios[0].settings[0].value",
      "compare | base { DEAL } scenarios { shocks { parameter: 'revenue_share' factor: 9 } } | INVALID_ARGUMENT | OUT_OF_BOUNDS | scenarios[0].shocks[0].factor",
      "compare | base { DEAL } scenarios { } metrics: 'm' | INVALID_ARGUMENT | UNKNOWN_METRIC | metrics[0]",
      "compare | base { DEAL } scenarios { } periods: '1Q26' | INVALID_ARGUMENT | UNKNOWN_PERIOD | periods[0]",
      "compare | base { model_id: 'lab-arr' } scenarios { } periods: ['2Q26', '1Q26'] | INVALID_ARGUMENT | INVALID_VALUE | periods[1]"})
  void whatIsWrongIsAnsweredWithCodeReasonAndField(String rpc, String request, Code code, String reason,
      String field) {
    Statuses status = status(rpc, request.replace("DEAL", "model_id: 'taas-deal'"));
    assertThat(status.code()).isEqualTo(code);
    assertThat(status.info().getReason()).isEqualTo(reason);
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly(field);
    assertThat(status.message()).startsWith(field + ":").contains(" (expected: ");
  }

  private static Statuses status(String rpc, String request) {
    return Statuses.of(switch (rpc) {
      case "explain" -> () -> analysis().explain(parse(request, ExplainRequest.class));
      case "tornado" -> () -> analysis().tornado(parse(request, TornadoRequest.class));
      case "compare" -> () -> analysis().compare(parse(request, CompareRequest.class));
      default -> throw new IllegalArgumentException(rpc);
    });
  }

  @Test
  void moreThanAThousandScenariosAreTooMany() {
    Statuses status = status("compare", "base { model_id: 'taas-deal' } " + "scenarios { } ".repeat(1_001));
    assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.info().getReason()).isEqualTo("GRID_TOO_LARGE");
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("scenarios");
    CompareResponse allowed = analysis().compare(
        parse("base { model_id: 'taas-deal' } metrics: 'lab_gross_margin' " + "scenarios { } ".repeat(1_000),
            CompareRequest.class));
    assertThat(allowed.getMetrics(0).getScenarios(999).getName()).isEqualTo("1000");
  }

  @Test
  void theClientHandsFaultsOn() {
    Assertions.assertThatThrownBy(() -> CLIENT.tornado(TornadoRequest.getDefaultInstance()).block(PATIENCE))
        .isInstanceOf(MargridException.class).hasMessageContaining("scenario");
  }

  @Test
  void theServiceIsHealthy() {
    assertThat(HealthGrpc.newBlockingStub(SERVER.channel)
        .check(HealthCheckRequest.newBuilder().setService("margrid.v1.AnalysisService").build()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }
}
