package io.margrid.core.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointsTest {
  static List<Points> points() {
    return List.of(new LinearPoints(10, 40, 7), new LinearPoints(0.1, 0.7, 23), new LinearPoints(5, 5, 1),
        new LinearPoints(3, -3, 4_099), new LogarithmicPoints(1, 1_000, 4),
        new LogarithmicPoints(-2, -0.125, 17),
        new LogarithmicPoints(7, 7, 1), new ListedPoints(new double[]{3, 1, 2, 2.5, -8}));
  }

  @ParameterizedTest
  @MethodSource("points")
  void runsHaveTheBitsOfSinglePoints(Points points) {
    for (int first = 0; first < points.count(); first += 3) {
      int n = (int) Math.min(11, points.count() - first);
      double[] out = new double[n + 2];
      points.fill(first, out, 2, n);
      for (int i = 0; i < n; i++) {
        assertThat(out[2 + i]).isEqualTo(points.at(first + i));
      }
    }
  }

  @Test
  void linearPointsFollowTheContract() {
    LinearPoints points = new LinearPoints(0.1, 0.7, 23);
    for (int i = 0; i < 22; i++) {
      assertThat(points.at(i)).isEqualTo(0.1 + i * ((0.7 - 0.1) / 22));
    }
    assertThat(points.at(22)).isEqualTo(0.7);
  }

  @Test
  void logarithmicPointsAreExactAtBothEnds() {
    LogarithmicPoints points = new LogarithmicPoints(3, 300, 101);
    assertThat(points.at(0)).isEqualTo(3);
    assertThat(points.at(100)).isEqualTo(300);
    assertThat(points.at(50)).isEqualTo(3 * StrictMath.pow(100.0, 0.5));
  }

  @Test
  void longLinearAxesCountOneByOne() {
    LinearPoints points = new LinearPoints(0, 1L << 53, (1L << 53));
    double[] out = new double[4];
    points.fill((1L << 52) + 1, out, 0, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(out[i]).isEqualTo(points.at((1L << 52) + 1 + i));
    }
  }

  @Test
  void cellsFollowTheIndexFormula() {
    GridShape shape = GridShape.of(List.of(3L, 4L, 5L));
    assertThat(shape.cellCount()).isEqualTo(60);
    long cell = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 5; k++, cell++) {
          assertThat(cell).isEqualTo((i * 4L + j) * 5 + k);
          assertThat(List.of(shape.index(cell, 0), shape.index(cell, 1), shape.index(cell, 2)))
              .isEqualTo(List.of((long) i, (long) j, (long) k));
        }
      }
    }
    assertThat(shape.rowCount()).isEqualTo(12);
  }

  @Test
  void shapesBeyondWhatDoublesCountAreRefused() {
    assertThat(GridShape.of(List.of(1L << 26, 1L << 27)).cellCount()).isEqualTo(1L << 53);
    assertThatThrownBy(() -> GridShape.of(List.of(1L << 27, 1L << 27)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> GridShape.of(List.of(1L << 40, 1L << 40)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aShapeWithoutAxesIsOneCell() {
    GridShape shape = GridShape.of(List.of());
    assertThat(shape.cellCount()).isEqualTo(1);
    assertThat(shape.cellsPerRow()).isEqualTo(1);
  }
}
