package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold between two grids, whatever the model: random models over random grids. Replay one with
 * {@code -Dmargrid.seed=…}; more with {@code -Dmargrid.rounds=…}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetamorphicTest {
  static List<Long> seeds() {
    Long replayed = Long.getLong("margrid.seed");
    if (replayed != null) {
      return List.of(replayed);
    }
    long first = System.nanoTime();
    return LongStream.range(first, first + Integer.getInteger("margrid.rounds", 60)).boxed().toList();
  }

  private static RandomGrids.Grid grid(Random random) {
    return new RandomGrids(random)
        .next(new RandomModels(random).next(4 + random.nextInt(8), 1 + random.nextInt(6)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void permutedAxesPermuteTheGrid(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = grid(random);
    List<Integer> order = new ArrayList<>(IntStream.range(0, grid.query().axes().size()).boxed().toList());
    Collections.shuffle(order, random);
    GridPlan permuted = plan(grid.model(),
        with(grid.query(), order.stream().map(axis -> grid.query().axes().get(axis)).toList()));
    long[][] expected = PlanCells.bits(grid.plan());
    long[][] actual = PlanCells.bits(permuted);
    int periods = grid.plan().askedPeriods().length;
    long[] index = new long[order.size()];
    for (int lane = 0; lane < expected[0].length / periods; lane++) {
      split(lane, grid.query().axes(), index);
      long other = 0;
      for (int axis : order) {
        other = other * grid.query().axes().get(axis).count() + index[axis];
      }
      assertSameLane(expected, lane, actual, (int) other, periods);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aSubGridIsASlice(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = grid(random);
    List<GridQuery.Axis> axes = grid.query().axes();
    int[] first = axes.stream().mapToInt(axis -> random.nextInt((int) axis.count())).toArray();
    List<GridQuery.Axis> sliced = new ArrayList<>();
    for (int axis = 0; axis < first.length; axis++) {
      int end = first[axis] + 1 + random.nextInt((int) axes.get(axis).count() - first[axis]);
      sliced.add(slice(axes.get(axis), first[axis], end));
    }
    long[][] whole = PlanCells.bits(grid.plan());
    long[][] part = PlanCells.bits(plan(grid.model(), with(grid.query(), sliced)));
    int periods = grid.plan().askedPeriods().length;
    long[] index = new long[first.length];
    for (int lane = 0; lane < part[0].length / periods; lane++) {
      split(lane, sliced, index);
      long inWhole = 0;
      for (int axis = 0; axis < first.length; axis++) {
        inWhole = inWhole * axes.get(axis).count() + first[axis] + index[axis];
      }
      assertSameLane(whole, (int) inWhole, part, lane, periods);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shocksThatChangeNothingChangeNoBit(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = grid(random);
    List<GridQuery.Shock> shocks = new ArrayList<>(grid.query().changes().shocks());
    int before = shocks.size();
    for (String parameter : grid.model().parameterNames()) {
      AxisMode mode = random.nextBoolean() ? AxisMode.FACTOR : AxisMode.ADDITION;
      GridQuery.Shock shock = new GridQuery.Shock(name(parameter), List.of(), mode,
          mode == AxisMode.FACTOR ? 1 : 0, FieldPath.ROOT);
      if (!isReplaced(parameter, grid.query())) {
        shocks.add(shock);
      }
    }
    assertThat(shocks).hasSizeGreaterThan(before);
    GridQuery.Changes changes = new GridQuery.Changes(grid.query().changes().settings(), shocks);
    GridQuery query = new GridQuery(changes, grid.query().axes(), grid.query().metrics(),
        grid.query().periods(), FieldPath.ROOT);
    assertThat(PlanCells.bits(plan(grid.model(), query))).isDeepEqualTo(PlanCells.bits(grid.plan()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void askingForLessGivesTheSameBits(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = random.nextInt(3) == 0 ? grid(random) : gridOverTime(random);
    List<String> metrics = new ArrayList<>(grid.model().metricNames());
    Collections.shuffle(metrics, random);
    List<String> someMetrics = metrics.subList(0, 1 + random.nextInt(metrics.size()));
    int all = grid.model().periodCount();
    int[] kept = IntStream.range(0, all).filter(_ -> random.nextBoolean()).toArray();
    int[] positions = kept.length == 0 ? new int[]{all - 1} : kept;
    List<GridQuery.Name> periods = grid.model().periods().isEmpty() ? List.of()
        : IntStream.of(positions).mapToObj(at -> name(grid.model().periods().get(at))).toList();
    GridQuery query = new GridQuery(grid.query().changes(), grid.query().axes(),
        someMetrics.stream().map(MetamorphicTest::name).toList(), periods, FieldPath.ROOT);
    long[][] whole = PlanCells.bits(plan(grid.model(), inAllPeriods(grid.query())));
    long[][] less = PlanCells.bits(plan(grid.model(), query));
    for (int metric = 0; metric < less.length; metric++) {
      int inAll = grid.model().metricNames().indexOf(someMetrics.get(metric));
      for (int cell = 0; cell < less[metric].length; cell++) {
        int cellInAll = cell / positions.length * all + positions[cell % positions.length];
        assertThat(less[metric][cell]).as("cell %d", cell).isEqualTo(whole[inAll][cellInAll]);
      }
    }
  }

  /** A grid in which a metric varies over three periods or more: with fewer a wrong one is the right one by chance. */
  private static RandomGrids.Grid gridOverTime(Random random) {
    while (true) {
      RandomGrids.Grid grid = grid(random);
      boolean varies = grid.plan().metrics().stream()
          .anyMatch(metric -> grid.plan().hoisting().varies(metric.node()));
      if (varies && grid.model().periodCount() > 2) {
        return grid;
      }
    }
  }

  private static GridQuery inAllPeriods(GridQuery query) {
    return new GridQuery(query.changes(), query.axes(), query.metrics(), List.of(), FieldPath.ROOT);
  }

  /** Splits a lane into its points on the axes. */
  private static void split(long lane, List<GridQuery.Axis> axes, long[] index) {
    long rest = lane;
    for (int axis = axes.size() - 1; axis >= 0; axis--) {
      index[axis] = rest % axes.get(axis).count();
      rest /= axes.get(axis).count();
    }
  }

  private static void assertSameLane(long[][] expected, int lane, long[][] actual, int otherLane,
      int periods) {
    for (int metric = 0; metric < expected.length; metric++) {
      for (int period = 0; period < periods; period++) {
        assertThat(actual[metric][otherLane * periods + period]).as("metric %d, lane %d", metric, lane)
            .isEqualTo(expected[metric][lane * periods + period]);
      }
    }
  }

  /** The points of an axis from {@code first} to before {@code end}. */
  private static GridQuery.Axis slice(GridQuery.Axis axis, int first, int end) {
    return switch (axis) {
      case GridQuery.Cases cases ->
        new GridQuery.Cases("", List.of(), cases.cases().subList(first, end), FieldPath.ROOT);
      case GridQuery.Zipped zipped -> new GridQuery.Zipped("", List.of(),
          zipped.members().stream().map(member -> new GridQuery.Member(member.parameter(), member.period(),
              member.mode(), slice(member.points(), first, end), FieldPath.ROOT)).toList(),
          FieldPath.ROOT);
    };
  }

  private static GridQuery.MemberPoints slice(GridQuery.MemberPoints points, int first, int end) {
    return switch (points) {
      case GridQuery.MemberPoints.Single(var single) -> new GridQuery.MemberPoints.Single(
          new ListedPoints(IntStream.range(first, end).mapToDouble(single::at).toArray()));
      case GridQuery.MemberPoints.Series(var series, FieldPath field) ->
        new GridQuery.MemberPoints.Series(series.subList(first, end), field);
    };
  }

  /** Whether an axis gives the parameter other values instead of changing those it has: no shock may touch it then. */
  private static boolean isReplaced(String parameter, GridQuery query) {
    return query.axes().stream().anyMatch(axis -> switch (axis) {
      case GridQuery.Cases cases -> cases.cases().stream().flatMap(each -> each.changes().settings().stream())
          .anyMatch(setting -> setting.parameter().text().equals(parameter));
      case GridQuery.Zipped zipped -> zipped.members().stream()
          .anyMatch(member -> member.mode() == AxisMode.VALUE && member.parameter().text().equals(parameter));
    });
  }

  private static GridQuery with(GridQuery query, List<GridQuery.Axis> axes) {
    return new GridQuery(query.changes(), axes, query.metrics(), query.periods(), FieldPath.ROOT);
  }

  private static GridPlan plan(CompiledModel model, GridQuery query) {
    Faults faults = new Faults();
    Optional<GridPlan> plan = GridPlanner.plan(model, query, GridLimits.DEFAULT, faults);
    return plan.orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
  }

  private static GridQuery.Name name(String text) {
    return new GridQuery.Name(text, FieldPath.ROOT);
  }
}
