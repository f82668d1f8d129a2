package io.margrid.core.request;

import io.margrid.core.analysis.FrontierPlan;
import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.Points;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.GridSpec;
import java.util.List;

/** Reads questions for a contour. */
final class FrontierReader {
  /** Points of the grid: they are sent in one message. */
  private static final long MAX_CELLS = 1 << 18;
  private static final FieldPath GRID = FieldPath.ROOT.field("grid", FrontierRequest.GRID_FIELD_NUMBER);
  private static final TargetReader.Fields FIELDS = new TargetReader.Fields(GRID,
      FieldPath.ROOT.field("metric", FrontierRequest.METRIC_FIELD_NUMBER),
      FieldPath.ROOT.field("target", FrontierRequest.TARGET_FIELD_NUMBER),
      FieldPath.ROOT.field("metric_period", FrontierRequest.METRIC_PERIOD_FIELD_NUMBER));
  private static final FieldPath AXES = GRID.field("axes", GridSpec.AXES_FIELD_NUMBER);

  private final ScenarioModels models;
  private final GridLimits limits;
  private final Faults faults = new Faults();

  FrontierReader(ScenarioModels models, GridLimits limits) {
    this.models = models;
    this.limits = limits;
  }

  FrontierPlan read(FrontierRequest request) {
    TargetReader.Asked asked = new TargetReader(FIELDS, models, limits, faults).read(request.getGrid(),
        request.getMetric(), request.getMetricPeriod(), request.getTarget());
    checkAxes(request.getGrid().getAxesCount(), asked.axes());
    return AnalysisRequests.sound(asked.model()
        .flatMap(compiled -> GridPlanner.plan(compiled, asked.query(compiled), limits, faults))
        .map(plan -> new FrontierPlan(plan, request.getTarget())), faults);
  }

  private void checkAxes(int given, List<GridQuery.Axis> axes) {
    if (given != 2) {
      faults.add(AXES, Reason.INVALID_AXIS, FaultText.count(given, "axis", "axes"), "2 axes");
      return;
    }
    axes.forEach(this::checkAxis);
    if (axes.size() == 2 && axes.getFirst().count() > MAX_CELLS / axes.getLast().count()) {
      faults.add(AXES, Reason.GRID_TOO_LARGE,
          axes.getFirst().count() + " times " + axes.getLast().count() + " points", "at most " + MAX_CELLS);
    }
  }

  private void checkAxis(GridQuery.Axis axis) {
    if (axis instanceof GridQuery.Zipped zipped && zipped.members().size() == 1
        && zipped.members().getFirst().points() instanceof GridQuery.MemberPoints.Single(Points points)) {
      if (axis.count() <= MAX_CELLS && !isStrictlyMonotone(points)) {
        faults.add(axis.field(), Reason.INVALID_AXIS, "points in no order", "points ascending or descending");
      }
    } else {
      faults.add(axis.field(), Reason.INVALID_AXIS, "not the points of one parameter",
          "one parameter with single points");
    }
  }

  private static boolean isStrictlyMonotone(Points points) {
    boolean rises = true;
    boolean falls = true;
    for (long i = 1; i < points.count(); i++) {
      rises &= points.at(i) > points.at(i - 1);
      falls &= points.at(i) < points.at(i - 1);
    }
    return rises || falls;
  }
}
