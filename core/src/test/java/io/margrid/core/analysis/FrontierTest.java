package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.core.grid.LinearPoints;
import io.margrid.core.stop.Stop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static Frontier frontier(String formula, double target, LinearPoints first, LinearPoints second) {
    return Frontier.of(new FrontierPlan(Question.of(formula, "x", "y").plan(Map.of(),
        Question.axis("x", first), Question.axis("y", second)), target), Stop.NEVER);
  }

  @Test
  void aCircleIsOneClosedLineOfExactPoints() {
    Frontier frontier = frontier("x * x + y * y", 1, new LinearPoints(-1.5, 1.5, 14),
        new LinearPoints(-1.45, 1.6, 17));
    assertThat(frontier.lines()).singleElement().satisfies(line -> {
      assertThat(line.closed()).isTrue();
      assertThat(line.points()).hasSizeGreaterThan(20).allSatisfy(point -> assertThat(
          point.first() * point.first() + point.second() * point.second()).isCloseTo(1, within(1e-15)));
      assertNeighbours(line, 0.35);
    });
  }

  /** Points are ordered along the curve: each is in a cell beside the one before. */
  private static void assertNeighbours(Frontier.Line line, double most) {
    for (int i = 1; i < line.points().size(); i++) {
      Frontier.Point a = line.points().get(i - 1);
      Frontier.Point b = line.points().get(i);
      assertThat(Math.hypot(a.first() - b.first(), a.second() - b.second())).isBetween(1e-12, most);
    }
  }

  @Test
  void aStraightLineGoesFromBorderToBorder() {
    Frontier frontier = frontier("x + y", 1.3, new LinearPoints(0, 1, 8), new LinearPoints(1, 0, 11));
    assertThat(frontier.lines()).singleElement().satisfies(line -> {
      assertThat(line.closed()).isFalse();
      assertNeighbours(line, 0.2);
      assertThat(line.points()).allSatisfy(
          point -> assertThat(point.first() + point.second()).isCloseTo(1.3, within(1e-15)));
    });
    assertThat(frontier.values()).hasSize(88);
  }

  @Test
  void aSaddleIsResolvedByItsMiddle() {
    // Corners 1, -1, 1, -1; with the middle above, the two corners below are cut off, and the other way round.
    String corners = "(1 - 2 * x) * (1 - 2 * y)";
    LinearPoints ends = new LinearPoints(0, 1, 2);
    for (boolean above : new boolean[]{true, false}) {
      String middle = above ? " + 0.5 * x * (1 - x) * y * (1 - y)" : " - 0.5 * x * (1 - x) * y * (1 - y)";
      Frontier frontier = frontier(corners + middle, 0, ends, ends);
      assertThat(frontier.lines()).hasSize(2).allSatisfy(line -> {
        assertThat(line.points()).hasSize(2);
        double first = line.points().stream().mapToDouble(p -> p.first() == 0.5 ? p.second() : p.first())
            .sum();
        assertThat(first).isIn(0.0, 1.0, 2.0);
        Frontier.Point onFirst = line.points().stream().filter(p -> p.second() != 0.5).findFirst()
            .orElseThrow();
        Frontier.Point onSecond = line.points().stream().filter(p -> p.first() != 0.5).findFirst()
            .orElseThrow();
        // The corner cut off.
        double corner = (1 - 2 * onSecond.first()) * (1 - 2 * onFirst.second());
        assertThat(corner).isEqualTo(above ? -1 : 1);
      });
    }
  }

  @Test
  void noCrossingIsNoLine() {
    assertThat(frontier("x * y", 5, new LinearPoints(0, 1, 5), new LinearPoints(0, 1, 5)).lines()).isEmpty();
    assertThat(frontier("x * y", 0, new LinearPoints(0, 1, 5), new LinearPoints(0, 1, 5)).lines()).isEmpty();
  }

  @Test
  void aLineEndsWhereTheMetricIsNotFinite() {
    Frontier frontier = frontier("y - 0.52 + 0 * sqrt(x - 0.45)", 0, new LinearPoints(0, 1, 11),
        new LinearPoints(0, 1, 11));
    assertThat(frontier.lines()).singleElement().satisfies(line -> {
      assertThat(line.points()).hasSize(6);
      assertThat(line.points()).allSatisfy(point -> {
        assertThat(point.second()).isEqualTo(0.52);
        assertThat(point.first()).isGreaterThan(0.45);
      });
    });
  }

  @Test
  void aPoleIsNoFrontier() {
    assertThat(
        frontier("1 / (x - 0.52) + y", 0, new LinearPoints(0, 1, 11), new LinearPoints(0, 0.5, 11)).lines())
        .isEmpty();
  }

  @Test
  void aCornerThatMeetsTheTargetIsOnePointOfTheLine() {
    Frontier frontier = frontier("x + y", 1, new LinearPoints(0, 1, 5), new LinearPoints(0, 1, 5));
    assertThat(frontier.lines()).singleElement()
        .satisfies(line -> assertThat(line.points()).doesNotHaveDuplicates().hasSize(5));
    assertThat(List.copyOf(frontier.lines())).hasSize(1);
  }
}
