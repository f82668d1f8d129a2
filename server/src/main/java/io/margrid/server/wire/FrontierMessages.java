package io.margrid.server.wire;

import io.margrid.core.analysis.Frontier;
import io.margrid.core.analysis.FrontierPlan;
import io.margrid.core.stop.Stop;
import io.margrid.v1.FrontierLine;
import io.margrid.v1.FrontierPoint;
import io.margrid.v1.FrontierResponse;

/** Frontiers, as messages. */
public final class FrontierMessages {
  private FrontierMessages() {}

  /**
   * The frontier of a plan.
   *
   * @param stop asked between the steps
   */
  public static FrontierResponse of(FrontierPlan plan, Stop stop) {
    Frontier frontier = Frontier.of(plan, stop);
    FrontierResponse.Builder response = FrontierResponse.newBuilder()
        .addAllAxes(GridHeaders.axes(plan.grid()).subList(0, 2))
        .setMetric(GridHeaders.metrics(plan.grid()).getFirst());
    frontier.lines().forEach(line -> response.addLines(message(line)));
    for (double value : frontier.values()) {
      response.addValues(value);
    }
    return response.build();
  }

  private static FrontierLine message(Frontier.Line line) {
    FrontierLine.Builder message = FrontierLine.newBuilder().setClosed(line.closed());
    line.points().forEach(point -> message
        .addPoints(FrontierPoint.newBuilder().setFirst(point.first()).setSecond(point.second())));
    return message.build();
  }
}
