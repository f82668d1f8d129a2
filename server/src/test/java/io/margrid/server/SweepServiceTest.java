package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.rpc.Code;
import io.margrid.server.config.Setting;
import io.margrid.v1.AxisMember;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.Metric;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.MetricValue;
import io.margrid.v1.Model;
import io.margrid.v1.NonFinite;
import io.margrid.v1.Parameter;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.PlanGridResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SweepServiceTest {
  private static final String RATIO = "scenario { model { parameters { name: 'a' unit: 'USD' value: 1 }"
      + " parameters { name: 'b' unit: 'h' value: 1 } metrics { name: 'rate' formula: 'a / b' }"
      + " metrics { name: 'twice' formula: '2 * a' } } } ";
  private static final RunningServer SERVER = new RunningServer();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private static List<StreamGridResponse> stream(String request) {
    List<StreamGridResponse> messages = new ArrayList<>();
    SERVER.sweep().streamGrid(RunningServer.streamRequest(request)).forEachRemaining(messages::add);
    return messages;
  }

  private static List<Double> values(List<StreamGridResponse> messages, int metric) {
    return messages.stream().filter(StreamGridResponse::hasChunk)
        .flatMap(message -> message.getChunk().getColumns(metric).getValuesList().stream()).toList();
  }

  @Test
  void oneScenarioIsEvaluatedInTheOrderAsked() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder().addMetrics("provider_ebit_margin")
        .addMetrics("provider_ebit_per_mw");
    request.getScenarioBuilder().setModelId("taas-deal").addSettingsBuilder()
        .setParameter("gross_revenue_per_mw")
        .setValue(30);
    EvaluateResponse answer = SERVER.sweep().evaluate(request.build());
    assertThat(answer.getModelId()).isEqualTo("taas-deal");
    assertThat(answer.getDigest().size()).isEqualTo(32);
    assertThat(answer.getMetricsList()).extracting(MetricValue::getName)
        .containsExactly("provider_ebit_margin", "provider_ebit_per_mw");
    assertThat(answer.getMetrics(0).getUnit()).isEqualTo("1");
    assertThat(answer.getMetrics(0).getValuesList()).containsExactly(8.5 / 15);
    assertThat(answer.getMetrics(1).getValuesList()).containsExactly(8.5);
  }

  @Test
  void aValueThatIsNotFiniteIsAnAnswerWithAReason() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder()
        .mergeFrom(RunningServer.streamRequest("grid { " + RATIO + " }").getGrid().getScenario())
        .addSettingsBuilder().setParameter("b").setValue(0);
    MetricValue rate = SERVER.sweep().evaluate(request.build()).getMetrics(0);
    assertThat(rate.getValues(0)).isInfinite();
    assertThat(rate.getNonFiniteList()).singleElement().satisfies(cells -> {
      assertThat(cells.getKind()).isEqualTo(NonFinite.Kind.KIND_POSITIVE_INFINITY);
      assertThat(cells.getReason()).isEqualTo("division by zero in rate");
    });
  }

  @Test
  void aPlanSaysWhatTheStreamWillBe() {
    StreamGridRequest request = RunningServer.streamRequest("grid { scenario { model_id: 'taas-deal' }"
        + " axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 11 } } } }"
        + " axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: 5 stop: 10 count: 7 } } } } }");
    PlanGridResponse plan = SERVER.sweep()
        .planGrid(PlanGridRequest.newBuilder().setGrid(request.getGrid()).build());
    GridHeader header = SERVER.sweep().streamGrid(request).next().getHeader();
    assertThat(plan.getDigest()).isEqualTo(header.getDigest());
    assertThat(plan.getCellCount()).isEqualTo(77).isEqualTo(header.getCellCount());
    assertThat(plan.getRowCount()).isEqualTo(11);
    assertThat(plan.getCellsPerRow()).isEqualTo(7).isEqualTo(header.getCellsPerRow());
    assertThat(plan.getValueBytes()).isEqualTo(77 * 8L * header.getMetricsCount());
    assertThat(plan.getMetricsList()).isEqualTo(header.getMetricsList());
    assertThat(plan.getInnerNodeCount()).isPositive();
    assertThat(plan.getHoistedNodeCount()).isPositive();
    assertThat(plan.getInnerNodeCount() + plan.getHoistedNodeCount()).isEqualTo(plan.getNodeCount());
  }

  @Test
  void valueBytesSaturate() {
    StringBuilder metrics = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      metrics.append("metrics { name: 'm").append(i).append("' formula: 'a + ").append(i).append("' } ");
    }
    StreamGridRequest request = RunningServer
        .streamRequest("grid { scenario { model { parameters { name: 'a' value: 1 }"
            + metrics
            + "} } axes { zipped { members { parameter: 'a' linear { start: 0 stop: 1 count: 9007199254740992 }"
            + " } } } }");
    PlanGridResponse plan = SERVER.sweep()
        .planGrid(PlanGridRequest.newBuilder().setGrid(request.getGrid()).build());
    assertThat(plan.getCellCount()).isEqualTo(1L << 53);
    assertThat(plan.getValueBytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theHeaderTellsEveryAxisAsItWasUnderstood() {
    GridHeader header = stream("grid { " + RATIO
        + " axes { name: 'dollars' zipped { members { parameter: 'a' linear { start: 0 stop: 1 count: 3 } } } }"
        + " axes { labels: ['low', 'high'] zipped { members { parameter: 'b' mode: MODE_FACTOR"
        + " logarithmic { start: 1 stop: 4 count: 2 } } } } metrics: 'rate' } range { first_cell: 1 cell_count: 4 }")
        .getFirst().getHeader();
    assertThat(header.getLayout()).isEqualTo(GridHeader.Layout.LAYOUT_DENSE);
    assertThat(header.getFirstCell()).isOne();
    assertThat(header.getRangeCellCount()).isEqualTo(4);
    assertThat(header.getModelId()).isEmpty();
    assertThat(header.getMetrics(0).getUnit()).isEqualTo("USD/h");
    GridAxisMember dollars = header.getAxes(0).getMembers(0);
    assertThat(header.getAxes(0).getName()).isEqualTo("dollars");
    assertThat(dollars.getLinear().getCount()).isEqualTo(3);
    assertThat(dollars.getMode()).isEqualTo(AxisMember.Mode.MODE_VALUE);
    assertThat(dollars.getUnit()).isEqualTo("USD");
    assertThat(dollars.getValuesList()).isEmpty();
    GridAxisMember hours = header.getAxes(1).getMembers(0);
    assertThat(header.getAxes(1).getLabelsList()).containsExactly("low", "high");
    assertThat(header.getAxes(1).getName()).isEqualTo("b");
    assertThat(hours.getMode()).isEqualTo(AxisMember.Mode.MODE_FACTOR);
    assertThat(hours.getLogarithmic().getStop()).isEqualTo(4);
    assertThat(hours.getValuesList()).containsExactly(1.0, 4.0);
  }

  @Test
  void axesTooLongForTheHeaderAreGivenByTheirDefinitionOnly() {
    String member = " members { parameter: '%s' logarithmic { start: 1 stop: 4 count: 40000 } }";
    GridHeader header = stream(
        "grid { " + RATIO + " axes { zipped {" + member.formatted("a") + member.formatted("b")
            + " } } } range { first_cell: 40000 }")
        .getFirst().getHeader();
    assertThat(header.getAxes(0).getMembersList()).allSatisfy(long40000 -> {
      assertThat(long40000.getValuesList()).isEmpty();
      assertThat(long40000.getLogarithmic().getCount()).isEqualTo(40_000);
    });
  }

  @Test
  void theSummaryCountsWhatTheChunksHeld() {
    List<StreamGridResponse> messages = stream("grid { " + RATIO
        + " axes { zipped { members { parameter: 'a' list { values: [-1, 0, 1] } } } }"
        + " axes { zipped { members { parameter: 'b' list { values: [0, 2] } } } } }");
    assertThat(values(messages, 0)).containsExactly(Double.NEGATIVE_INFINITY, -0.5, Double.NaN, 0.0,
        Double.POSITIVE_INFINITY, 0.5);
    assertThat(messages.getLast().getSummary().getCellCount()).isEqualTo(6);
    MetricSummary rate = messages.getLast().getSummary().getMetrics(0);
    assertThat(rate.getMinimum()).isEqualTo(-0.5);
    assertThat(rate.getMaximum()).isEqualTo(0.5);
    assertThat(rate.getNonFiniteList())
        .extracting(NonFinite::getKind, NonFinite::getCount, NonFinite::getFirstCell)
        .containsExactlyInAnyOrder(
            tuple(NonFinite.Kind.KIND_NEGATIVE_INFINITY, 1L, 0L),
            tuple(NonFinite.Kind.KIND_NAN, 1L, 2L),
            tuple(NonFinite.Kind.KIND_POSITIVE_INFINITY, 1L, 4L));
  }

  @Test
  void anEmptyRangeIsHeaderAndSummary() {
    List<StreamGridResponse> messages = stream("grid { " + RATIO + " } range { first_cell: 1 }");
    assertThat(messages).hasSize(2);
    assertThat(messages.getLast().getSummary().getCellCount()).isZero();
    assertThat(messages.getLast().getSummary().getMetrics(0).hasMinimum()).isFalse();
  }

  @Test
  void rangesInSmallChunksAreTheWholeStream() {
    String grid = "grid { " + RATIO
        + " axes { zipped { members { parameter: 'a' linear { start: -3 stop: 9 count: 37 } } } }"
        + " axes { zipped { members { parameter: 'b' linear { start: 0 stop: 1 count: 101 } } } } } ";
    List<Double> whole = values(stream(grid), 0);
    assertThat(whole).hasSize(37 * 101);
    List<Double> cut = new ArrayList<>();
    for (int first = 0; first < whole.size(); first += 1_000) {
      int count = Math.min(1_000, whole.size() - first);
      cut.addAll(values(stream(
          grid + "range { first_cell: " + first + " cell_count: " + count + " } max_chunk_bytes: 4096"), 0));
    }
    assertThat(cut).isEqualTo(whole);
  }

  @Test
  void chunksAreNoLargerThanAsked() {
    List<StreamGridResponse> messages = stream("grid { " + RATIO
        + " axes { zipped { members { parameter: 'a' linear { start: 0 stop: 1 count: 5000 } } } } } max_chunk_bytes: 4096");
    assertThat(messages.stream().filter(StreamGridResponse::hasChunk).map(StreamGridResponse::getChunk))
        .hasSizeGreaterThan(19)
        .allSatisfy(chunk -> assertThat(chunk.getCellCount() * 2 * 8).isLessThanOrEqualTo(4_096));
  }

  @Test
  void anAnswerThatClientsWouldNotTakeIsRefused() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    Model.Builder model = request.getScenarioBuilder().getModelBuilder();
    model.addParameters(Parameter.newBuilder().setName("a").setUnit("x".repeat(60)).setValue(1));
    for (int i = 0; i < 20; i++) {
      model.addMetrics(Metric.newBuilder().setName("m" + i).setFormula("a"));
    }
    try (RunningServer small = new RunningServer(Map.of(Setting.MAX_REQUEST_BYTES, "1024"))) {
      Statuses status = Statuses.of(() -> small.sweep().evaluate(request.build()));
      assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(status.info().getReason()).isEqualTo("RESPONSE_TOO_LARGE");
      assertThat(small.sweep().evaluate(request.addMetrics("m0").build()).getMetricsCount()).isOne();
    }
  }
}
