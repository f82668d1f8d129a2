package io.margrid.server.wire;

import com.google.protobuf.ByteString;
import io.margrid.core.engine.LaneValues;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.MetricValue;

/** The values of a scenario, as a message. */
public final class EvaluationMessages {
  private EvaluationMessages() {}

  /** The values of a plan without axes. */
  public static EvaluateResponse of(GridPlan plan, LaneValues values) {
    EvaluateResponse.Builder response = EvaluateResponse.newBuilder()
        .setDigest(ByteString.copyFrom(plan.digest().bytes()))
        .setModelId(plan.model().definition().id());
    if (!plan.model().periods().isEmpty()) {
      response.addAllPeriods(plan.axes().getLast().labels());
    }
    for (int i = 0; i < plan.metrics().size(); i++) {
      response.addMetrics(metric(plan.metrics().get(i), values, i));
    }
    return response.build();
  }

  private static MetricValue metric(PlannedMetric metric, LaneValues values, int index) {
    MetricValue.Builder message = MetricValue.newBuilder().setName(metric.name()).setUnit(metric.unit());
    for (double value : values.values(index)) {
      message.addValues(value);
    }
    values.nonFinite(index).forEach(cells -> message.addNonFinite(NonFinites.of(cells)));
    return message.build();
  }
}
