package io.margrid.server.wire;

import io.margrid.core.analysis.Bridge;
import io.margrid.core.analysis.BridgePlan;
import io.margrid.core.stop.Stop;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.Contribution;

/** Bridges, as messages. */
public final class BridgeMessages {
  private BridgeMessages() {}

  /**
   * The bridge of a plan. Values of a series are those in the period asked.
   *
   * @param stop asked between the steps
   */
  public static BridgeResponse of(BridgePlan plan, Stop stop) {
    Bridge bridge = Bridge.of(plan, stop);
    double[][] before = plan.from().parametersAt(0);
    double[][] after = plan.to().parametersAt(0);
    int period = plan.from().askedPeriods()[0];
    BridgeResponse.Builder response = BridgeResponse.newBuilder()
        .setMetric(GridHeaders.metrics(plan.from()).getFirst())
        .setFrom(bridge.from())
        .setTo(bridge.to())
        .setSampled(bridge.sampled());
    for (Bridge.Contribution contribution : bridge.contributions()) {
      response.addContributions(Contribution.newBuilder()
          .setParameter(plan.from().model().parameterNames().get(contribution.parameter()))
          .setFrom(before[contribution.parameter()][period])
          .setTo(after[contribution.parameter()][period])
          .setChange(contribution.change())
          .setStandardError(contribution.standardError()));
    }
    return response.build();
  }
}
