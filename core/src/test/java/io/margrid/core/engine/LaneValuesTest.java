package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.core.block.ColumnSummary;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random models; replay one with {@code -Dmargrid.seed=…}. */
class LaneValuesTest {
  private static final double[] VALUES = {0, -0.0, 1, -2.5, 1e300, -1e-300, 7};

  static List<Long> seeds() {
    Long replayed = Long.getLong("margrid.seed");
    if (replayed != null) {
      return List.of(replayed);
    }
    long first = System.nanoTime();
    return LongStream.range(first, first + 200).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theyAreThoseOfTheCursor(long seed) {
    GridPlan plan = plan(new Random(seed));
    LaneValues values = LaneValues.of(plan, Stop.NEVER);
    long[][] bits = IntStream.range(0, plan.metrics().size())
        .mapToObj(
            metric -> Arrays.stream(values.values(metric)).mapToLong(Double::doubleToRawLongBits).toArray())
        .toArray(long[][]::new);
    assertThat(bits).isDeepEqualTo(PlanCells.bits(plan));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsNotFiniteIsCountedAndExplainedAsByTheCursor(long seed) {
    GridPlan plan = plan(new Random(seed));
    LaneValues values = LaneValues.of(plan, Stop.NEVER);
    int cells = (int) plan.shape().cellCount();
    BlockCursor cursor = BlockCursor.open(plan, 0, cells, cells);
    while (cursor.advance()) {
      // Only what it says in the end is wanted.
    }
    List<ColumnSummary> summaries = cursor.summaries();
    for (int metric = 0; metric < summaries.size(); metric++) {
      assertThat(values.nonFinite(metric)).isEqualTo(summaries.get(metric).nonFinite());
    }
  }

  @Test
  void aGridOfSeveralLanesIsRefused() {
    CompiledModel model = new RandomModels(new Random(1)).next(2, 1);
    GridQuery.Member member = new GridQuery.Member(new GridQuery.Name("p0", FieldPath.ROOT), Optional.empty(),
        AxisMode.VALUE, new GridQuery.MemberPoints.Single(new ListedPoints(new double[]{1, 2})),
        FieldPath.ROOT);
    GridPlan plan = plan(model, List.of(),
        List.of(new GridQuery.Zipped("", List.of(), List.of(member), FieldPath.ROOT)));
    assertThatThrownBy(() -> LaneValues.of(plan, Stop.NEVER)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 (expected: a plan without axes)");
  }

  @Test
  void nobodyWaitsForWhatIsStopped() {
    Random random = new Random(1);
    GridPlan plan = plan(new RandomModels(random).next(8, 60), List.of(), List.of());
    assertThat(plan.model().graph().size()).isGreaterThan(64);
    assertThatThrownBy(() -> LaneValues.of(plan, new Stop(() -> true)))
        .isInstanceOf(CancellationException.class);
  }

  private static GridPlan plan(Random random) {
    CompiledModel model = new RandomModels(random).next(2 + random.nextInt(6), 1 + random.nextInt(6));
    List<GridQuery.Setting> settings = new ArrayList<>();
    for (String parameter : model.parameterNames()) {
      if (random.nextBoolean()) {
        settings.add(new GridQuery.Setting(new GridQuery.Name(parameter, FieldPath.ROOT),
            new GridQuery.Values.Single(VALUES[random.nextInt(VALUES.length)]), FieldPath.ROOT));
      }
    }
    return plan(model, settings, List.of());
  }

  private static GridPlan plan(CompiledModel model, List<GridQuery.Setting> settings,
      List<GridQuery.Axis> axes) {
    Faults faults = new Faults();
    return GridPlanner
        .plan(model, new GridQuery(new GridQuery.Changes(settings, List.of()), axes, List.of(), List.of(),
            FieldPath.ROOT), GridLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
  }
}
