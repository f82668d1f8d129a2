package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.ListedPoints;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SolveCursorTest {
  private static Solution solve(String formula, double lower, double upper, double target) {
    List<Solution> solutions = Question
        .solutions(Question.of(formula, "x", "y").solve("x", lower, upper, 256, target));
    assertThat(solutions).hasSize(1);
    return solutions.getFirst();
  }

  @Test
  void theRootIsTheDoubleNearestToTheTarget() {
    // 2 lies between the squares of these neighbours, as near to the one as to the other.
    double below = Math.nextDown(Math.sqrt(2));
    assertThat(solve("x * x", 0, 3, 2).roots()).containsExactly(below);
    assertThat(solve("x * x", -3, 3, 2).roots()).hasSize(2).allMatch(root -> Math.abs(root) >= below
        && Math.abs(root) <= Math.sqrt(2));
    assertThat(solve("exp(x)", -100, 100, 1e30).roots()).singleElement()
        .satisfies(root -> assertThat(Math.ulp(root)).isGreaterThan(Math.abs(root - Math.log(1e30)) / 4));
  }

  @Test
  void aRootAtZeroIsFoundWhateverTheScale() {
    assertThat(solve("x", -1, 3, 0).roots()).containsExactly(0.0);
    assertThat(solve("x * 3", -1e300, 3e299, 1e-300).roots()).singleElement()
        .satisfies(root -> assertThat(root).isCloseTo(1e-300 / 3, within(1e-315)));
  }

  @Test
  void itIsSaidWhyThereIsNoRoot() {
    assertThat(solve("x * x", -3, 3, -1).absence()).contains(Solution.Absence.NO_SIGN_CHANGE);
    assertThat(solve("y + 2", -3, 3, 1).absence()).contains(Solution.Absence.FLAT);
    assertThat(solve("sqrt(x)", -3, -1, 1).absence()).contains(Solution.Absence.NOT_FINITE);
    assertThat(solve("sqrt(x)", -3, -1, 1).minimum()).isEmpty();
    assertThat(solve("x * x", 0, 3, 2).absence()).isEmpty();
  }

  @Test
  void aPoleIsNoRoot() {
    assertThat(solve("1 / (x - 1.1)", 0, 3, 0).absence()).contains(Solution.Absence.NO_SIGN_CHANGE);
    assertThat(solve("1 / x", -1, 1, 0).roots()).isEmpty();
    assertThat(solve("1 / (x - 1.1)", 0, 3, 10).roots()).singleElement()
        .satisfies(root -> assertThat(root).isCloseTo(1.2, within(1e-15)));
  }

  @Test
  void aJumpAcrossTheTargetIsARoot() {
    assertThat(solve("if(x < 1.1, 5, 7)", 0, 3, 6).roots()).containsExactly(Math.nextDown(1.1));
  }

  @Test
  void exactHitsOfTheScanAreRootsAndOfNeighboursTheEnds() {
    assertThat(solve("x * x", -255, 255, 25).roots()).containsExactly(-5.0, 5.0);
    assertThat(Question.solutions(Question.of("abs(x - 4)", "x").solve("x", 0, 8, 9, 0)).getFirst().roots())
        .containsExactly(4.0);
    assertThat(
        Question.solutions(Question.of("max(0, x - 5)", "x").solve("x", 0, 8, 9, 0)).getFirst().roots())
        .containsExactly(0.0, 5.0);
  }

  @Test
  void aKinkBetweenTwoPointsOfTheScanPartsTwoRoots() {
    Solution tent = Question
        .solutions(Question.of("min(x, 2 - x)", "x").solve("x", -10, 10, 10, 0.999)).getFirst();
    assertThat(tent.roots()).hasSize(2);
    assertThat(tent.roots().getFirst()).isEqualTo(0.999);
    assertThat(tent.roots().getLast()).isCloseTo(1.001, within(1e-15));
    assertThat(Question.solutions(Question.of("1 - abs(x - 0.3)", "x").solve("x", -10, 10, 10, 0.9))
        .getFirst().roots()).hasSize(2);
  }

  @Test
  void monotoneMinimumAndMaximumAreThoseOfTheScan() {
    Solution rising = solve("x * x * x", -2, 3, 1);
    assertThat(rising.monotone()).isTrue();
    assertThat(rising.minimum()).hasValue(-8);
    assertThat(rising.maximum()).hasValue(27);
    assertThat(solve("0 - x", -2, 3, 1).monotone()).isTrue();
    assertThat(solve("x * x", -2, 3, 1).monotone()).isFalse();
    assertThat(solve("1 / x", 0, 3, 1).monotone()).isFalse();
  }

  @Test
  void everyCellOfAGridIsSolved() {
    SolvePlan plan = Question.of("x * y - z", "x", "y", "z").solve("x", 0, 100, 256, 0,
        Question.axis("y", new LinearPoints(1, 50, 50)), Question.axis("z", new ListedPoints(
            new double[]{1, 2, 3})));
    List<Solution> solutions = Question.solutions(plan);
    assertThat(solutions).hasSize(150);
    for (int y = 0; y < 50; y++) {
      for (int z = 0; z < 3; z++) {
        double root = solutions.get(y * 3 + z).roots().getFirst();
        assertThat(Math.abs(root - (z + 1.0) / (y + 1.0))).isLessThanOrEqualTo(Math.ulp(root));
      }
    }
  }

  @Test
  void aParameterIsFoundInAModelOverPeriods() {
    SolvePlan plan = Question.over(List.of("a", "b", "c"), "cumulative(x) * prev(y + 1, 1)", "x", "y")
        .solve("x", 0, 10, 33, 12, Question.axis("y", new ListedPoints(new double[]{0, 1, 3})));
    assertThat(Question.solutions(plan)).extracting(Solution::roots).containsExactly(List.of(4.0),
        List.of(2.0), List.of(1.0));
  }

  @Test
  void aScanLongerThanABlockOfTheCursorIsOneRow() {
    assertThat(Question.solutions(Question.of("x^3 - y", "x", "y").solve("x", 0, 3, 65_536, 0,
        Question.axis("y", new LinearPoints(1, 8, 3)))).getFirst().roots()).containsExactly(1.0);
  }

  @Test
  void polynomialsWithKnownRootsAreSolvedToNeighbouringDoubles() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      double a = -1 - random.nextDouble();
      double b = random.nextDouble();
      double c = 1.5 + random.nextDouble();
      String formula = "(x - (" + a + ")) * (x - " + b + ") * (x - " + c + ")";
      Solution solution = solve(formula, -4, 4, 0);
      assertThat(solution.roots()).containsExactly(a, b, c);
      assertThat(solution.absence()).isEqualTo(Optional.empty());
    }
  }
}
