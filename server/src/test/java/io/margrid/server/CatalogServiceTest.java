package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.TextFormat;
import com.google.rpc.Code;
import io.margrid.server.config.Setting;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.Binding;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.CompiledMetric;
import io.margrid.v1.Diagnostic;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.ListModelsResponse;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import io.margrid.v1.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CatalogServiceTest {
  private static final RunningServer SERVER = new RunningServer(Map.of(Setting.MAX_AXES, "3"));

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private static CompileModelResponse compile(String model) throws TextFormat.ParseException {
    return SERVER.catalog().compileModel(
        CompileModelRequest.newBuilder().setModel(TextFormat.parse(model, Model.class)).build());
  }

  @Test
  void pagesTogetherAreTheCatalogueInOrder() {
    List<String> paged = new ArrayList<>();
    String token = "";
    do {
      ListModelsResponse page = SERVER.catalog()
          .listModels(ListModelsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      assertThat(page.getModelsCount()).isBetween(1, 2);
      page.getModelsList().forEach(entry -> paged.add(entry.getId()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    List<String> whole = SERVER.catalog().listModels(ListModelsRequest.getDefaultInstance()).getModelsList()
        .stream()
        .map(ModelEntry::getId).toList();
    assertThat(paged).isEqualTo(whole).isSorted().contains("gpu-iaas", "owned-model", "taas-deal");
  }

  @Test
  void whatTakesLongToCompileWaitsWithLongQuestionsAndOthersDoNot() throws Exception {
    Model.Builder text = Model.newBuilder();
    text.addMetricsBuilder().setName("m").setFormula("1" + " + 1".repeat(8_000));
    Model.Builder included = Model.newBuilder();
    for (int i = 0; i < 70; i++) {
      included.addIncludesBuilder().setModelId("taas-deal").setPrefix("deal" + i);
    }
    String noLimit = "1000000000000000";
    List<Future<?>> waiting = new ArrayList<>();
    try (RunningServer server = new RunningServer(Map.of(Setting.COMPUTE_THREADS, "1", Setting.MAX_WORK,
        noLimit, Setting.MAX_WORK_PER_CALLER, noLimit, Setting.MAX_WAIT, "60000"))) {
      waiting.add(AnalysisServiceGrpc.newFutureStub(server.channel).bridge(LongQuestions.bridge()));
      Eventually.until("the only thread is taken", () -> server.server.admission().work() > 0);
      for (Model.Builder slow : List.of(text, included)) {
        long before = server.server.admission().work();
        waiting.add(CatalogServiceGrpc.newFutureStub(server.channel)
            .compileModel(CompileModelRequest.newBuilder().setModel(slow).build()));
        Eventually.until("it waits", () -> server.server.admission().work() > before);
      }
      CompileModelRequest small = CompileModelRequest.newBuilder().setModel(Model.newBuilder()
          .addMetrics(Metric.newBuilder().setName("m").setFormula("1 + 1"))).build();
      assertThat(server.catalog().compileModel(small).getValid()).isTrue();
      assertThat(waiting).noneMatch(Future::isDone);
    }
  }

  @Test
  void aWrongPageIsTheCallersFault() {
    Statuses status = Statuses.of(() -> SERVER.catalog()
        .listModels(ListModelsRequest.newBuilder().setPageSize(-1).setPageToken("?").build()));
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.violations()).extracting(violation -> violation.getField())
        .containsExactly("page_size", "page_token");
  }

  @Test
  void aModelComesInFullAndCompilesToTheSameDigest() {
    GetModelResponse answer = SERVER.catalog()
        .getModel(GetModelRequest.newBuilder().setId("taas-deal").build());
    Model model = answer.getModel();
    assertThat(model.getTitle()).isNotEmpty();
    assertThat(model.getSource()).contains("SemiAnalysis");
    assertThat(model.getMetricsList()).extracting(Metric::getUnit).doesNotContain("");
    Parameter share = model.getParametersList().stream().filter(p -> p.getName().equals("revenue_share"))
        .findFirst()
        .orElseThrow();
    assertThat(share.getValue()).isEqualTo(0.25);
    assertThat(share.hasMinimum() && share.hasMaximum()).isTrue();
    assertThat(answer.getDigest().size()).isEqualTo(32);
    assertThat(
        SERVER.catalog().compileModel(CompileModelRequest.newBuilder().setModel(model).build()).getDigest())
        .isEqualTo(answer.getDigest());
  }

  @Test
  void aModelTellsWhatItTakesIn() {
    GetModelResponse answer = SERVER.catalog()
        .getModel(GetModelRequest.newBuilder().setId("silicon-mix").build());
    assertThat(answer.getIncludesList()).singleElement().satisfies(include -> {
      assertThat(include.getModelId()).isEqualTo("taas-deal");
      assertThat(include.getBindingsList()).singleElement()
          .isEqualTo(
              Binding.newBuilder().setParameter("provider_opex_per_mw").setFormula("opex_per_mw").build());
    });
    assertThat(answer.getModel().getIncludesList()).isEmpty();
    assertThat(
        SERVER.catalog().compileModel(CompileModelRequest.newBuilder().setModel(answer.getModel()).build())
            .getDigest())
        .isEqualTo(answer.getDigest());
    assertThat(SERVER.catalog().getModel(GetModelRequest.newBuilder().setId("taas-deal").build())
        .getIncludesList()).isEmpty();
  }

  @Test
  void aGoodModelIsDescribed() throws TextFormat.ParseException {
    CompileModelResponse answer = compile("parameters { name: 'p' unit: 'USD/h' value: 2 }"
        + " parameters { name: 'h' unit: 'h' value: 3 } metrics { name: 'b' formula: '(a)*2' }"
        + " metrics { name: 'a' formula: 'p * h' }");
    assertThat(answer.getValid()).isTrue();
    assertThat(answer.getDigest().size()).isEqualTo(32);
    assertThat(answer.getDiagnosticsList()).isEmpty();
    assertThat(answer.getMetricsList()).containsExactly(
        CompiledMetric.newBuilder().setName("b").setUnit("USD").setFormula("a * 2").addDependencies("a")
            .addParameters("p").addParameters("h").build(),
        CompiledMetric.newBuilder().setName("a").setUnit("USD").setFormula("p * h").addDependencies("p")
            .addDependencies("h").addParameters("p").addParameters("h").build());
  }

  @Test
  void faultsOfAModelAreAnAnswer() throws TextFormat.ParseException {
    CompileModelResponse answer = compile("parameters { name: 'p' unit: 'h' value: 2 }"
        + " metrics { name: 'a' formula: 'p +' } metrics { name: 'b' formula: 'p + 1' }"
        + " metrics { name: 'c' formula: 'q' }");
    assertThat(answer.getValid()).isFalse();
    assertThat(answer.getDigest().isEmpty()).isTrue();
    assertThat(answer.getMetricsList()).isEmpty();
    assertThat(answer.getDiagnosticsList())
        .extracting(Diagnostic::getField, Diagnostic::getReason, Diagnostic::getLine)
        .contains(tuple("metrics[0].formula", "FORMULA_SYNTAX", 1));
    assertThat(answer.getDiagnosticsList()).allSatisfy(diagnostic -> {
      assertThat(diagnostic.getMessage()).contains(" (expected: ");
      assertThat(diagnostic.getColumn()).isPositive();
    });
  }

  @Test
  void atMost256DiagnosticsAreSent() throws TextFormat.ParseException {
    StringBuilder model = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      model.append("metrics { name: 'm").append(i).append("' formula: '+' } ");
    }
    assertThat(compile(model.toString()).getDiagnosticsCount()).isEqualTo(256);
  }

  @Test
  void noModelIsTheCallersFault() {
    Statuses status = Statuses
        .of(() -> SERVER.catalog().compileModel(CompileModelRequest.getDefaultInstance()));
    assertThat(status.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.info().getReason()).isEqualTo("REQUIRED");
    assertThat(status.violations()).extracting(violation -> violation.getField()).containsExactly("model");
  }

  @Test
  void anAnswerThatClientsWouldNotTakeIsRefused() {
    Model.Builder model = Model.newBuilder();
    StringBuilder sum = new StringBuilder("1");
    for (int i = 0; i < 900; i++) {
      String name = "p" + "x".repeat(50) + i;
      model.addParameters(Parameter.newBuilder().setName(name).setValue(i));
      sum.append(" + ").append(name);
    }
    model.addMetrics(Metric.newBuilder().setName("m0").setFormula(sum.toString()));
    for (int i = 1; i < 900; i++) {
      model.addMetrics(Metric.newBuilder().setName("m" + i).setFormula("m" + (i - 1) + " + 1"));
    }
    Statuses status = Statuses
        .of(() -> SERVER.catalog().compileModel(CompileModelRequest.newBuilder().setModel(model).build()));
    assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.info().getReason()).isEqualTo("RESPONSE_TOO_LARGE");
  }

  @Test
  void serverInfoTellsTheLimitsInForce() {
    GetServerInfoResponse info = SERVER.catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance());
    assertThat(info.getVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(info.getNumericsRevision()).isPositive();
    assertThat(info.getLimits().getMaxAxes()).isEqualTo(3);
    assertThat(info.getLimits().getMaxCells()).isEqualTo(1L << 53);
    assertThat(info.getLimits().getMaxListPoints()).isEqualTo(65_536);
    assertThat(info.getLimits().getMaxNodes()).isEqualTo(10_000);
    assertThat(info.getLimits().getMaxNames()).isEqualTo(1_000);
    assertThat(info.getLimits().getMaxFormulaBytes()).isEqualTo(65_536);
    assertThat(info.getLimits().getMaxFormulaDepth()).isEqualTo(64);
    assertThat(info.getLimits().getMaxPeriods()).isEqualTo(1_200);
    assertThat(info.getLimits().getMaxRequestBytes()).isEqualTo(4_194_304);
    assertThat(info.getLimits().getMinChunkBytes()).isEqualTo(4_096);
    assertThat(info.getLimits().getMaxChunkBytes()).isEqualTo(983_040);
    assertThat(info.getLimits().getDefaultChunkBytes()).isBetween(4_096, 983_040);
  }
}
