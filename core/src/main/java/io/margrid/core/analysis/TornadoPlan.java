package io.margrid.core.analysis;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A tornado that is known to be valid: one grid with one axis. Its first cell is the scenario; the k-th move, from zero,
 * has its low in cell {@code 1 + 2 * k} and its high in the next.
 */
public final class TornadoPlan {
  /** The most points of the axis, over all parameters, and values of the grid, over all metrics. */
  private static final long MAX_VALUES = 1L << 21;

  private final GridPlan grid;
  private final List<Move> moves;

  private TornadoPlan(GridPlan grid, List<Move> moves) {
    this.grid = grid;
    this.moves = moves;
  }

  /**
   * Plans a tornado.
   *
   * @param faults may hold some already; then no plan comes out
   * @return the plan, or empty if there is any fault
   */
  public static Optional<TornadoPlan> plan(CompiledModel model, TornadoQuery query, GridLimits limits,
      Faults faults) {
    Faults ofScenario = new Faults();
    Optional<GridPlan> scenario = GridPlanner.plan(model, query.scenario(), limits, ofScenario);
    ofScenario.inFieldOrder().forEach(faults::add);
    // Names and order of ranges can be held against the model whatever the scenario's values.
    double[][] base = scenario.map(plan -> plan.parametersAt(0)).orElseGet(model::defaults);
    int period = scenario.map(plan -> plan.askedPeriods()[0]).orElse(model.periodCount() - 1);
    List<Move> moves = new Moves(model, base, period, faults).of(query);
    if (!faults.isEmpty() || scenario.isEmpty()) {
      return Optional.empty();
    }
    checkSize(moves.size(), scenario.get().metrics().size(), query.scenario().axesField(), faults);
    return faults.isEmpty()
        ? GridPlanner.plan(model, grid(model, query.scenario(), base, moves), limits, faults)
            .map(grid -> new TornadoPlan(grid, moves))
        : Optional.empty();
  }

  private static void checkSize(int moves, int metrics, FieldPath field, Faults faults) {
    long values = (2L * moves + 1) * Math.max(moves, metrics);
    if (values > MAX_VALUES) {
      faults.add(field, Reason.GRID_TOO_LARGE, values + " values", "at most " + MAX_VALUES);
    }
  }

  /** The scenario's final values stand as settings, so that the axis may move what its shocks have touched. */
  private static GridQuery grid(CompiledModel model, GridQuery scenario, double[][] base, List<Move> moves) {
    FieldPath field = scenario.axesField();
    List<GridQuery.Axis> axes = moves.isEmpty() ? List.of()
        : List.of(new GridQuery.Zipped("tornado", List.of(), members(model, moves, field), field));
    return new GridQuery(FinalValues.settings(model, base, field), axes, scenario.metrics(),
        scenario.periods(), field);
  }

  private static List<GridQuery.Member> members(CompiledModel model, List<Move> moves, FieldPath field) {
    List<GridQuery.Member> members = new ArrayList<>();
    int count = 1 + 2 * moves.size();
    for (Move move : moves) {
      double[] points = move.points(count, 1 + 2 * members.size());
      members.add(new GridQuery.Member(
          new GridQuery.Name(model.parameterNames().get(move.parameter()), field), Optional.empty(),
          move.mode(),
          new GridQuery.MemberPoints.Single(new ListedPoints(points)), field));
    }
    return members;
  }

  /** What is computed. */
  public GridPlan grid() {
    return grid;
  }

  /** In the model's order. */
  List<Move> moves() {
    return moves;
  }
}
