package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.ColumnSummary;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random models over random grids. Replay one with {@code -Dmargrid.seed=…}; more with {@code -Dmargrid.rounds=…}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockCursorTest {
  static List<Long> seeds() {
    Long replayed = Long.getLong("margrid.seed");
    if (replayed != null) {
      return List.of(replayed);
    }
    long first = System.nanoTime();
    return LongStream.range(first, first + Integer.getInteger("margrid.rounds", 150)).boxed().toList();
  }

  private static RandomGrids.Grid grid(Random random) {
    return new RandomGrids(random)
        .next(new RandomModels(random).next(4 + random.nextInt(8), 1 + random.nextInt(6)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyCellHasTheBitsOfThePlainReference(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = grid(random);
    double[][] expected = reference(grid);
    assertSame(grid, expected,
        columns(grid.plan(), 0, grid.plan().shape().cellCount(), 1 + random.nextInt(3_000)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void blockSizesAndRangesChangeNoBit(long seed) {
    Random random = new Random(seed);
    GridPlan plan = grid(random).plan();
    long cells = plan.shape().cellCount();
    double[][] whole = columns(plan, 0, cells, 4_096);
    double[][] pieces = new double[whole.length][(int) cells];
    for (long first = 0; first < cells;) {
      long count = Math.min(cells - first, 1 + random.nextInt((int) Math.max(1, cells / 3)));
      double[][] piece = columns(plan, first, count, 1 + random.nextInt(500));
      for (int metric = 0; metric < whole.length; metric++) {
        System.arraycopy(piece[metric], 0, pieces[metric], (int) first, (int) count);
      }
      first += count;
    }
    for (int metric = 0; metric < whole.length; metric++) {
      assertThat(bits(pieces[metric])).isEqualTo(bits(whole[metric]));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void summariesAndNonFiniteCountsAreThoseOfTheCells(long seed) {
    Random random = new Random(seed);
    RandomGrids.Grid grid = grid(random);
    double[][] expected = reference(grid);
    BlockCursor cursor = BlockCursor.open(grid.plan(), 0, grid.plan().shape().cellCount(), 777);
    List<NonFiniteCells> seen = new ArrayList<>();
    while (cursor.advance()) {
      seen.addAll(cursor.block().nonFinite());
    }
    for (int metric = 0; metric < expected.length; metric++) {
      int index = metric;
      ColumnSummary summary = cursor.summaries().get(metric);
      assertThat(summary.minimum()).isEqualTo(finite(expected[metric]).map(x -> x + 0.0).reduce(Math::min));
      assertThat(summary.maximum()).isEqualTo(finite(expected[metric]).map(x -> x + 0.0).reduce(Math::max));
      assertThat(counts(summary.nonFinite())).isEqualTo(counts(expected[metric]));
      assertThat(counts(seen.stream().filter(cells -> cells.metric() == index).toList()))
          .isEqualTo(counts(expected[metric]));
      for (NonFiniteCells cells : summary.nonFinite()) {
        assertThat(cells.reason()).contains(" in m");
        assertThat(Double.isFinite(expected[metric][(int) cells.firstCell()])).isFalse();
      }
    }
  }

  @Test
  void aRangeBeyondTheGridIsRefused() {
    GridPlan plan = grid(new Random(1)).plan();
    long cells = plan.shape().cellCount();
    assertThatThrownBy(() -> BlockCursor.open(plan, 1, cells, 10))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> BlockCursor.open(plan, 0, cells, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BlockCursor.open(plan, cells, 0, 10).advance()).isFalse();
  }

  private static DoubleStream finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite);
  }

  private static Map<String, Long> counts(List<NonFiniteCells> cells) {
    return cells.stream()
        .collect(Collectors.groupingBy(each -> each.kind().name(), TreeMap::new,
            Collectors.summingLong(c -> c.count())));
  }

  private static Map<String, Long> counts(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isFinite(value))
        .mapToObj(
            value -> Double.isNaN(value) ? "NAN" : value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY")
        .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
  }

  private static double[][] columns(GridPlan plan, long first, long count, int blockCells) {
    double[][] columns = new double[plan.metrics().size()][(int) count];
    BlockCursor cursor = BlockCursor.open(plan, first, count, blockCells);
    long next = first;
    while (cursor.advance()) {
      ColumnBlock block = cursor.block();
      assertThat(block.firstCell()).isEqualTo(next);
      assertThat(block.cellCount()).isBetween(1, blockCells);
      for (int metric = 0; metric < columns.length; metric++) {
        System.arraycopy(block.values(metric), 0, columns[metric], (int) (next - first), block.cellCount());
      }
      next += block.cellCount();
    }
    assertThat(next).isEqualTo(first + count);
    return columns;
  }

  /** Every lane on its own, from the query: nothing of plan or engine takes part. */
  private static double[][] reference(RandomGrids.Grid grid) {
    List<String> periods = grid.model().periods();
    int[] asked = grid.query().periods().isEmpty()
        ? IntStream.range(0, grid.model().periodCount()).toArray()
        : grid.query().periods().stream().mapToInt(name -> periods.indexOf(name.text())).toArray();
    int lanes = grid.query().axes().stream().mapToInt(axis -> (int) axis.count()).reduce(1, (a, b) -> a * b);
    int metrics = grid.model().definition().metrics().size();
    double[][] columns = new double[metrics][lanes * asked.length];
    for (int lane = 0; lane < lanes; lane++) {
      double[][] nodes = GraphEvaluator.evaluate(grid.model().graph(), grid.model().periodCount(),
          grid.model().constants(), parameters(grid, lane));
      for (int metric = 0; metric < metrics; metric++) {
        for (int position = 0; position < asked.length; position++) {
          columns[metric][lane * asked.length
              + position] = nodes[grid.model().metricNode(metric)][asked[position]];
        }
      }
    }
    return columns;
  }

  private static double[][] parameters(RandomGrids.Grid grid, int lane) {
    double[][] values = grid.model().defaults();
    apply(grid, grid.query().changes(), values);
    int rest = lane;
    for (GridQuery.Axis axis : grid.query().axes().reversed()) {
      int index = (int) (rest % axis.count());
      rest /= (int) axis.count();
      switch (axis) {
        case GridQuery.Cases cases -> apply(grid, cases.cases().get(index).changes(), values);
        case GridQuery.Zipped zipped -> zipped.members().forEach(member -> move(grid, member, index, values));
      }
    }
    return values;
  }

  private static void move(RandomGrids.Grid grid, GridQuery.Member member, int index, double[][] values) {
    double[] series = values[grid.model().findParameter(member.parameter().text()).orElseThrow()];
    for (int period = 0; period < series.length; period++) {
      double point = switch (member.points()) {
        case GridQuery.MemberPoints.Single(var points) -> points.at(index);
        case GridQuery.MemberPoints.Series(var points, var _) -> points.get(index).values().get(period);
      };
      if (member.period().isEmpty()
          || grid.model().periods().get(period).equals(member.period().get().text())) {
        series[period] = 0.0 + switch (member.mode()) {
          case VALUE -> point;
          case ADDITION -> series[period] + point;
          case FACTOR -> series[period] * point;
        };
      }
    }
  }

  private static void apply(RandomGrids.Grid grid, GridQuery.Changes changes, double[][] values) {
    changes.settings().forEach(setting -> {
      double[] series = values[grid.model().findParameter(setting.parameter().text()).orElseThrow()];
      for (int period = 0; period < series.length; period++) {
        series[period] = switch (setting.values()) {
          case GridQuery.Values.Single(double value) -> value;
          case GridQuery.Values.Series(List<Double> each) -> each.get(period);
        };
      }
    });
    changes.shocks().forEach(shock -> {
      double[] series = values[grid.model().findParameter(shock.parameter().text()).orElseThrow()];
      List<String> names = shock.periods().stream().map(GridQuery.Name::text).toList();
      for (int period = 0; period < series.length; period++) {
        if (names.isEmpty() || names.contains(grid.model().periods().get(period))) {
          series[period] = 0.0 + shock.mode().apply(series[period], shock.change());
        }
      }
    });
  }

  private static void assertSame(RandomGrids.Grid grid, double[][] expected, double[][] actual) {
    for (int metric = 0; metric < expected.length; metric++) {
      assertThat(bits(actual[metric])).as(grid.model().definition().metrics().get(metric).formula())
          .isEqualTo(bits(expected[metric]));
    }
  }

  /** NaN canonical on the expected side only: the cursor must give it so. */
  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits)
        .map(bits -> Double.isNaN(Double.longBitsToDouble(bits)) ? 0x7ff8000000000000L : bits).toArray();
  }

  @Test
  void everyNanIsCanonical() {
    for (long seed = 0; seed < 60; seed++) {
      GridPlan plan = grid(new Random(seed)).plan();
      for (double[] column : columns(plan, 0, plan.shape().cellCount(), 100)) {
        for (double value : column) {
          if (Double.isNaN(value)) {
            assertThat(Double.doubleToRawLongBits(value)).isEqualTo(0x7ff8000000000000L);
          }
        }
      }
    }
  }

  @Test
  void summaryOfNothingIsEmpty() {
    GridPlan plan = grid(new Random(3)).plan();
    ColumnSummary summary = BlockCursor.open(plan, 0, 0, 10).summaries().getFirst();
    assertThat(summary)
        .isEqualTo(new ColumnSummary(OptionalDouble.empty(), OptionalDouble.empty(), List.of()));
  }
}
