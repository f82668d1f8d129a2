package io.margrid.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.service.AnswerCache.Evaluation;
import io.margrid.server.wire.MessageBytes;
import io.margrid.v1.EvaluateRequest;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final GridPlan PLAN = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT).plan(deal().build());

  private final AnswerCache cache = new AnswerCache(1 << 20);

  private static EvaluateRequest.Builder deal() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder().addMetrics("lab_gross_margin");
    request.getScenarioBuilder().setModelId("taas-deal");
    return request;
  }

  private static MessageBytes bytes(EvaluateRequest.Builder request) {
    return new MessageBytes(request.build().toByteArray());
  }

  private static MessageBytes answer(int size) {
    return new MessageBytes(new byte[size]);
  }

  @Test
  void theAnswerToTheSameBytesIsFound() {
    assertThat(cache.find(bytes(deal()))).isEmpty();
    MessageBytes answer = answer(10);
    cache.keep(bytes(deal()), PLAN, answer);
    assertThat(cache.find(bytes(deal()))).contains(new Evaluation.Answered(1, answer));
    assertThat(cache.evaluationCounts().hits()).isOne();
  }

  @Test
  void aFieldThatIsNotKnownMakesAnotherQuestion() {
    cache.keep(bytes(deal()), PLAN, answer(10));
    UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
        .addField(1_000, UnknownFieldSet.Field.newBuilder().addVarint(1).build()).build();
    assertThat(cache.find(bytes(deal().setUnknownFields(unknown)))).isEmpty();
  }

  @Test
  void fieldsInAnotherOrderMakeAnotherQuestion() {
    EvaluateRequest scenario = deal().clearMetrics().build();
    EvaluateRequest metrics = deal().clearScenario().build();
    byte[] one = scenario.toByteString().concat(metrics.toByteString()).toByteArray();
    byte[] other = metrics.toByteString().concat(scenario.toByteString()).toByteArray();
    cache.keep(new MessageBytes(one), PLAN, answer(10));
    assertThat(cache.find(new MessageBytes(other))).isEmpty();
    assertThat(cache.find(new MessageBytes(one))).isPresent();
  }

  @Test
  void ofALongAnswerThePlanIsKept() {
    cache.keep(bytes(deal()), PLAN, answer(AnswerCache.MAX_ANSWER_BYTES + 1));
    assertThat(cache.find(bytes(deal()))).contains(new Evaluation.Planned(PLAN));
  }

  @Test
  void whatWasNotAskedForTheLongestMakesRoom() {
    MessageBytes answer = answer(AnswerCache.MAX_ANSWER_BYTES);
    for (int i = 0; i < 20; i++) {
      cache.keep(bytes(deal().addPeriods("" + i)), PLAN, answer);
      assertThat(cache.find(bytes(deal().addPeriods("0")))).isPresent();
    }
    assertThat(cache.find(bytes(deal().addPeriods("1")))).isEmpty();
    assertThat(cache.find(bytes(deal().addPeriods("19")))).isPresent();
    assertThat(cache.evaluationCounts().weight()).isBetween(1L << 18, 1L << 19);
    assertThat(cache.evaluationCounts().evictions()).isPositive();
  }

  @Test
  void aCacheOfNothingKeepsNothing() {
    AnswerCache none = new AnswerCache(0);
    none.keep(bytes(deal()), PLAN, answer(1));
    assertThat(none.find(bytes(deal()))).isEmpty();
  }
}
