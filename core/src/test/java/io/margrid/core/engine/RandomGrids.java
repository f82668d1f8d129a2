package io.margrid.core.engine;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.LogarithmicPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Grids over random models: axes of every kind, counts from one to beyond a block of lanes. */
final class RandomGrids {
  private static final int[] COUNTS = {1, 2, 3, 5, 7, 8, 13, 40, 207, 1_300};
  private static final long MAX_LANES = 6_000;

  private final Random random;

  RandomGrids(Random random) {
    this.random = random;
  }

  /** A query and the plan of it. */
  record Grid(CompiledModel model, GridQuery query, GridPlan plan) {}

  Grid next(CompiledModel model) {
    List<String> free = new ArrayList<>(model.definition().parameters().stream().map(p -> p.name()).toList());
    Collections.shuffle(free, random);
    GridQuery.Changes changes = changes(model, List.of(free.removeFirst()));
    List<GridQuery.Axis> axes = new ArrayList<>();
    long lanes = 1;
    for (int i = random.nextInt(5); i > 0 && free.size() >= 2; i--) {
      int count = COUNTS[random.nextInt(COUNTS.length)];
      if (lanes * count <= MAX_LANES) {
        axes.add(axis(model, free, count));
        lanes *= count;
      }
    }
    GridQuery query = new GridQuery(changes, axes, List.of(), periods(model), FieldPath.ROOT);
    Faults faults = new Faults();
    GridPlan plan = GridPlanner.plan(model, query, GridLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
    return new Grid(model, query, plan);
  }

  private GridQuery.Axis axis(CompiledModel model, List<String> free, int count) {
    if (random.nextInt(4) == 0) {
      List<String> touched = List.of(free.removeFirst(), free.removeFirst());
      List<GridQuery.Case> cases = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cases.add(new GridQuery.Case("", changes(model, touched.subList(0, 1 + random.nextInt(2)))));
      }
      return new GridQuery.Cases("", List.of(), cases, FieldPath.ROOT);
    }
    List<GridQuery.Member> members = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      members.add(member(model, free.removeFirst(), count));
    }
    return new GridQuery.Zipped("", List.of(), members, FieldPath.ROOT);
  }

  private GridQuery.Member member(CompiledModel model, String parameter, int count) {
    AxisMode mode = List.of(AxisMode.values()).get(random.nextInt(3));
    List<String> periods = model.periods();
    if (!periods.isEmpty() && random.nextInt(4) == 0) {
      List<GridQuery.Values.Series> series = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        series.add(series(periods.size()));
      }
      return new GridQuery.Member(name(parameter), Optional.empty(), mode,
          new GridQuery.MemberPoints.Series(series, FieldPath.ROOT),
          FieldPath.ROOT);
    }
    Optional<GridQuery.Name> period = periods.isEmpty() || random.nextBoolean()
        ? Optional.empty()
        : Optional.of(name(periods.get(random.nextInt(periods.size()))));
    return new GridQuery.Member(name(parameter), period, mode,
        new GridQuery.MemberPoints.Single(points(count)),
        FieldPath.ROOT);
  }

  private GridQuery.Values.Series series(int periods) {
    return new GridQuery.Values.Series(random.doubles(periods, -4, 4).boxed().toList());
  }

  /** Some of the model's periods, in order; now and then none, which means all. */
  private List<GridQuery.Name> periods(CompiledModel model) {
    return random.nextInt(3) == 0
        ? List.of()
        : model.periods().stream().filter(_ -> random.nextBoolean()).map(RandomGrids::name).toList();
  }

  private GridQuery.Changes changes(CompiledModel model, List<String> parameters) {
    List<GridQuery.Setting> settings = new ArrayList<>();
    List<GridQuery.Shock> shocks = new ArrayList<>();
    for (String parameter : parameters) {
      if (random.nextBoolean()) {
        GridQuery.Values values = model.periods().isEmpty() || random.nextBoolean()
            ? new GridQuery.Values.Single(random.nextInt(9) - 4)
            : series(model.periods().size());
        settings.add(new GridQuery.Setting(name(parameter), values, FieldPath.ROOT));
      }
      if (random.nextBoolean()) {
        AxisMode mode = random.nextBoolean() ? AxisMode.ADDITION : AxisMode.FACTOR;
        shocks.add(new GridQuery.Shock(name(parameter), periods(model), mode, random.nextGaussian(),
            FieldPath.ROOT));
      }
    }
    return new GridQuery.Changes(settings, shocks);
  }

  private Points points(int count) {
    double start = random.nextInt(7) - 3;
    return switch (count == 1 ? 2 : random.nextInt(3)) {
      case 0 -> new LinearPoints(start, random.nextGaussian() * 5, count);
      case 1 -> new LogarithmicPoints(0.5, 1 + random.nextDouble() * 100, count);
      default ->
        new ListedPoints(random.doubles(count, -4, 4).map(x -> random.nextInt(3) == 0 ? Math.rint(x) : x)
            .toArray());
    };
  }

  private static GridQuery.Name name(String text) {
    return new GridQuery.Name(text, FieldPath.ROOT);
  }
}
