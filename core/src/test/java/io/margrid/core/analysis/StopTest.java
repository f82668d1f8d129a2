package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.margrid.core.engine.BlockCursor;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions ask whether they are still wanted, often enough, and end when they are not. */
class StopTest {
  private static final List<String> PERIODS = IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
  private static final String WINDOWS = "trailing_sum(trailing_sum(x * y, 60, 0), 99.5, x) + irr(x - y)";
  private static final String MODEL = "model { periods: ['" + String.join("', '", PERIODS)
      + "'] parameters { name: 'x' value: 1 } parameters { name: 'y' value: 2 } metrics { name: 'm' formula: '"
      + WINDOWS.replace(" + irr(x - y)", "") + "' } }";

  static List<Named<Consumer<Stop>>> questions() {
    return List.of(Named.of("pull", stop -> pull(plan(), stop)),
        Named.of("explain", stop -> Explanation.of(plan(), stop)),
        Named.of("solve", stop -> solve(SolveCursor.open(question().solve("x", 0, 4, 7, 50), stop))),
        Named.of("tornado", stop -> Questions.tornado("scenario { " + MODEL + " } share: 0.1", stop)),
        Named.of("compare", stop -> Questions.compare("base { " + MODEL + " } scenarios { }", stop)),
        Named.of("bridge", stop -> Bridge.of(new BridgePlan(plan(),
            question().plan(Map.of("x", 3.0, "y", 1.0)), List.of(), 2, 0), stop)),
        Named.of("frontier", stop -> Frontier.of(new FrontierPlan(question().plan(Map.of(),
            Question.axis("x", new LinearPoints(0, 1, 3)), Question.axis("y", new LinearPoints(0, 1, 3))),
            900), stop)));
  }

  private static Question question() {
    return Question.over(PERIODS, "trailing_sum(trailing_sum(x * y, 60, 0), 99.5, x)", "x", "y");
  }

  private static GridPlan plan() {
    return question().plan(Map.of("x", 1.0, "y", 2.0));
  }

  private static void solve(SolveCursor cursor) {
    while (cursor.advance()) {
      assertThat(cursor.solutions()).isNotEmpty();
    }
  }

  /** Says stop when it is asked for the {@code last} time. */
  private static final class Asked {
    private final int last;
    private int times;

    Asked(int last) {
      this.last = last;
    }

    Stop stop() {
      return new Stop(() -> ++times >= last);
    }
  }

  private static void pull(GridPlan plan, Stop stop) {
    BlockCursor cursor = BlockCursor.open(plan, 0, plan.shape().cellCount(), 1_000, stop);
    while (cursor.advance()) {
      assertThat(cursor.block().cellCount()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whereverItIsToldToStopItStopsThere(Consumer<Stop> question) {
    Asked never = new Asked(Integer.MAX_VALUE);
    question.accept(never.stop());
    assertThat(never.times).isGreaterThan(2);
    for (int last : new int[]{1, never.times / 3, never.times / 2, never.times}) {
      Asked asked = new Asked(last);
      assertThat(catchThrowable(() -> question.accept(asked.stop())))
          .isInstanceOf(CancellationException.class);
      assertThat(asked.times).isEqualTo(last);
    }
  }

  @Test
  void longWindowsAndRatesAreLeftWithinOnePull() {
    Question question = Question.over(PERIODS, WINDOWS, "x", "y");
    GridPlan plan = question.plan(Map.of(), Question.axis("x", new LinearPoints(1, 2, 64)));
    Asked asked = new Asked(Integer.MAX_VALUE);
    BlockCursor cursor = BlockCursor.open(plan, 0, 64, 64, asked.stop());
    int opened = asked.times;
    assertThat(cursor.advance()).isTrue();
    assertThat(cursor.block().cellCount()).isEqualTo(64);
    // Once for each of two windows in each period, and once for each lane's rate.
    assertThat(asked.times - opened).isGreaterThanOrEqualTo(2 * PERIODS.size() + 64);
  }

  @Test
  void whyCellsAreNotFiniteIsLeftTooWithinOnePull() {
    Question question = Question.over(PERIODS, "total(cumulative(prev(x)))", "x");
    GridPlan plan = question.plan(Map.of(), Question.axis("x", new LinearPoints(1, 2, 64)));
    CompiledModel model = plan.model();
    Asked asked = new Asked(Integer.MAX_VALUE);
    BlockCursor cursor = BlockCursor.open(plan, 0, 64, 64, asked.stop());
    int opened = asked.times;
    assertThat(cursor.advance()).isTrue();
    assertThat(cursor.block().nonFinite()).isNotEmpty();
    assertThat(asked.times - opened).isGreaterThan(model.graph().size() * PERIODS.size() / 64);
  }
}
