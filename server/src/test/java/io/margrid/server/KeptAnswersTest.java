package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.config.Setting;
import io.margrid.server.wire.MessageBytes;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept, over a real socket: nothing tells them from those that are computed. */
class KeptAnswersTest {
  private static final RunningServer SERVER = new RunningServer();
  private static final RunningServer FORGETFUL = new RunningServer(Map.of(Setting.PLAN_CACHE_BYTES, "0"));

  @AfterAll
  static void stop() {
    SERVER.close();
    FORGETFUL.close();
  }

  private static ByteString evaluate(RunningServer server, ByteString request) {
    return ByteString.copyFrom(ClientCalls.blockingUnaryCall(server.channel,
        SweepServiceGrpc.getEvaluateMethod().toBuilder(MessageBytes.marshaller(), MessageBytes.marshaller())
            .build(),
        CallOptions.DEFAULT, new MessageBytes(request.toByteArray())).bytes());
  }

  private static EvaluateRequest of(String model) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId(model);
    return request.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"taas-deal", "lab-arr-monthly", "subscriptions", "gpu-iaas"})
  void aKeptAnswerIsTheComputedOneByteForByte(String model) {
    ByteString request = of(model).toByteString();
    ByteString computed = evaluate(FORGETFUL, request);
    assertThat(evaluate(SERVER, request)).isEqualTo(computed);
    long hits = SERVER.server.answers().evaluationCounts().hits();
    assertThat(evaluate(SERVER, request)).isEqualTo(computed);
    assertThat(SERVER.server.answers().evaluationCounts().hits()).isEqualTo(hits + 1);
    assertThat(evaluate(FORGETFUL, request)).isEqualTo(computed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"taas-deal", "lab-arr-monthly", "subscriptions", "gpu-iaas"})
  void valuesAreThoseOfThePlainReference(String model) {
    GridPlan plan = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT), GridLimits.DEFAULT,
        ModelLimits.DEFAULT).plan(of(model));
    double[][] expected = GraphEvaluator.evaluate(plan.model().graph(), plan.model().periodCount(),
        plan.model().constants(), plan.parametersAt(0));
    EvaluateResponse answer = SERVER.sweep().evaluate(of(model));
    assertThat(answer.getDigest().toByteArray()).isEqualTo(plan.digest().bytes());
    assertThat(answer.getMetricsCount()).isEqualTo(plan.metrics().size());
    for (int metric = 0; metric < answer.getMetricsCount(); metric++) {
      double[] values = expected[plan.metrics().get(metric).node()];
      for (int period = 0; period < values.length; period++) {
        assertThat(Double.doubleToRawLongBits(answer.getMetrics(metric).getValues(period)))
            .isEqualTo(
                Double.doubleToRawLongBits(Double.isNaN(values[period]) ? Double.NaN : values[period]));
      }
    }
  }

  @Test
  void theSameQuestionInOtherBytesHasTheSameAnswer() throws IOException {
    ByteString scenario = of("taas-deal").toByteString();
    ByteString metrics = EvaluateRequest.newBuilder().addMetrics("lab_gross_margin").build().toByteString();
    // Field 1000, a varint, which no reader knows.
    ByteString unknown = ByteString.fromHex("c03e01");
    ByteString answer = evaluate(SERVER, scenario.concat(metrics));
    assertThat(evaluate(SERVER, metrics.concat(scenario))).isEqualTo(answer);
    assertThat(evaluate(SERVER, scenario.concat(unknown).concat(metrics))).isEqualTo(answer);
    assertThat(EvaluateResponse.parseFrom(answer).getMetricsCount()).isOne();
  }

  @Test
  void aQuestionWithAFaultIsAnsweredAnewEachTime() {
    long kept = SERVER.server.answers().evaluationCounts().values();
    for (int i = 0; i < 2; i++) {
      assertThat(Statuses.of(() -> SERVER.sweep().evaluate(of("taas-dael"))).code())
          .isEqualTo(Code.NOT_FOUND);
    }
    assertThat(SERVER.server.answers().evaluationCounts().values()).isEqualTo((int) kept);
  }

  @Test
  void bytesThatAreNoQuestionAreTheCallersFaultEachTime() {
    for (int i = 0; i < 2; i++) {
      assertThat(Statuses.of(() -> evaluate(SERVER, ByteString.fromHex("0aff"))).info().getReason())
          .isEqualTo("MALFORMED_REQUEST");
    }
  }
}
