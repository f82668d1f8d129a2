package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.LogarithmicPoints;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GridCoordinatesTest {

  @Test
  void lastAxisIsTheFastest() {
    GridCoordinates grid = of(plain(2), plain(3), plain(4));
    assertThat(grid.cell(1, 2, 3)).isEqualTo((1 * 3 + 2) * 4 + 3);
    assertThat(List.of(grid.point(0, 17), grid.point(1, 17), grid.point(2, 17))).containsExactly(1L, 1L, 1L);
  }

  @Test
  void pointsAndCellAreInverse() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("pointsAndCellAreInverse: -Dmargrid.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      GridAxis[] axes = random.ints(random.nextInt(5), 1, 1_000).mapToObj(GridCoordinatesTest::plain)
          .toArray(GridAxis[]::new);
      GridCoordinates grid = of(axes);
      long[] points = new long[axes.length];
      for (int axis = 0; axis < axes.length; axis++) {
        points[axis] = random.nextInt((int) axes[axis].getCount());
      }
      long cell = grid.cell(points);
      for (int axis = 0; axis < axes.length; axis++) {
        assertThat(grid.point(axis, cell)).isEqualTo(points[axis]);
      }
    }
  }

  @Test
  void gridWithoutAxesHasOneCell() {
    assertThat(of().cell()).isZero();
    assertThat(of().axisCount()).isZero();
  }

  @Test
  void linearPointsFollowTheContractsFormula() {
    GridCoordinates grid = of(linear(0, 1, 50));
    for (int i = 0; i < 49; i++) {
      assertThat(grid.value(0, i)).isEqualTo(0 + i * ((1.0 - 0) / 49));
    }
    assertThat(grid.value(0, 49)).isEqualTo(1);
    // Here the formula itself would miss the stop.
    assertThat(0 + 49 * ((1.0 - 0) / 49)).isNotEqualTo(1);
  }

  @Test
  void singleLinearPointIsItsStart() {
    assertThat(of(linear(3, 3, 1)).value(0, 0)).isEqualTo(3);
  }

  @Test
  void linearPointsNeedNoMemory() {
    GridCoordinates grid = of(linear(0, 1, 1L << 52));
    assertThat(grid.value(0, 1L << 51)).isEqualTo(0 + (double) (1L << 51) * (1.0 / ((1L << 52) - 1)));
    assertThat(grid.value(0, (1L << 52) - 1)).isEqualTo(1);
  }

  @Test
  void minusZeroIsZero() {
    GridCoordinates grid = of(linear(-0.0, -1, 3), linear(-1, -0.0, 3));
    assertThat(Double.doubleToRawLongBits(grid.value(0, 0))).isZero();
    assertThat(Double.doubleToRawLongBits(grid.value(1, 2))).isZero();
  }

  @Test
  void valuesOfTheHeaderComeBeforeTheDefinition() {
    GridAxis axis = axis(2, GridAxisMember.newBuilder().addValues(5).addValues(6)
        .setLogarithmic(LogarithmicPoints.newBuilder().setStart(1).setStop(2).setCount(2)));
    assertThat(of(axis).value(0, 1)).isEqualTo(6);
  }

  @Test
  void longLogarithmicAxesAreComputed() {
    long count = 100_001;
    GridCoordinates grid = of(axis(count, GridAxisMember.newBuilder()
        .setLogarithmic(LogarithmicPoints.newBuilder().setStart(2).setStop(2_000).setCount(count))));
    assertThat(grid.value(0, 0)).isEqualTo(2);
    assertThat(grid.value(0, 100_000)).isEqualTo(2_000);
    assertThat(grid.value(0, 12_345)).isEqualTo(2 * StrictMath.pow(2_000.0 / 2, 12_345.0 / 100_000));
  }

  @Test
  void membersMoveTogether() {
    GridCoordinates grid = of(axis(2, GridAxisMember.newBuilder().addValues(1).addValues(2),
        GridAxisMember.newBuilder().addValues(10).addValues(20)));
    assertThat(grid.value(0, 0, 1)).isEqualTo(2);
    assertThat(grid.value(0, 1, 1)).isEqualTo(20);
  }

  @Test
  void casesHaveLabelsAndNoValues() {
    GridCoordinates grid = of(
        GridAxis.newBuilder().setName("case").setCount(2).addLabels("base").addLabels("boom")
            .build(),
        linear(1, 2, 2));
    assertThat(grid.hasValues(0)).isFalse();
    assertThat(grid.label(0, 1)).contains("boom");
    assertThat(grid.hasValues(1)).isTrue();
    assertThat(grid.label(1, 1)).isEmpty();
  }

  @Test
  void placesOutsideTheGridAreRefused() {
    GridCoordinates grid = of(linear(1, 2, 2), linear(1, 3, 3));
    assertThatThrownBy(() -> grid.point(0, 6)).hasMessage("cell: 6 (expected: 0 to 5)");
    assertThatThrownBy(() -> grid.point(0, -1)).hasMessage("cell: -1 (expected: 0 to 5)");
    assertThatThrownBy(() -> grid.cell(2, 0)).hasMessage("point: 2 (expected: 0 to 1)");
    assertThatThrownBy(() -> grid.cell(1)).hasMessage("points: 1 (expected: 2)");
    assertThatThrownBy(() -> grid.value(1, 3)).hasMessage("point: 3 (expected: 0 to 2)");
    assertThatThrownBy(() -> of(plain(1L << 40), plain(1L << 40))).isInstanceOf(ArithmeticException.class);
  }

  private static GridCoordinates of(GridAxis... axes) {
    return GridCoordinates.of(GridHeader.newBuilder().addAllAxes(List.of(axes)).build());
  }

  private static GridAxis plain(long count) {
    return linear(0, (double) (count - 1), count);
  }

  private static GridAxis linear(double start, double stop, long count) {
    return axis(count, GridAxisMember.newBuilder()
        .setLinear(LinearPoints.newBuilder().setStart(start).setStop(stop).setCount(count)));
  }

  private static GridAxis axis(long count, GridAxisMember.Builder... members) {
    GridAxis.Builder axis = GridAxis.newBuilder().setName("axis").setCount(count);
    for (GridAxisMember.Builder member : members) {
      axis.addMembers(member);
    }
    return axis.build();
  }
}
