package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.margrid.client.GridMessages;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.LogarithmicPoints;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HeaderCheckTest {
  private static final GridMessages GRID = new GridMessages(10, 100, 300);

  @Test
  void unknownLayoutIsRefused() {
    refused(header -> header.setLayoutValue(2),
        "header.layout: 2 (expected: LAYOUT_DENSE, the only one that this client knows)");
    refused(header -> header.setLayout(GridHeader.Layout.LAYOUT_UNSPECIFIED), "header.layout: 0 ");
  }

  @Test
  void digestOfAnotherLengthIsRefused() {
    refused(header -> header.setDigest(ByteString.EMPTY), "header.digest: 0 bytes (expected: 32 bytes)");
  }

  @Test
  void axisWithoutPointsIsRefused() {
    refused(header -> header.getAxesBuilder(0).setCount(0), "header.axes[0].count: 0 ");
    refused(header -> header.getAxesBuilder(1).setCount(-100), "header.axes[1].count: -100 ");
  }

  @Test
  void cellCountThatIsNotTheProductOfTheAxesIsRefused() {
    refused(header -> header.setCellCount(999),
        "header.cell_count: 999 (expected: 1000, the product of the axes)");
  }

  @Test
  void productBeyondTheLargestGridIsRefused() {
    refused(header -> header.getAxesBuilder(0).setCount(1L << 62),
        "header.axes[0].count: 4611686018427387904 ");
    // 2^32 * 2^32 wraps round to 0, and 2^32 * (2^32 + 1) to 2^32.
    refused(header -> {
      header.getAxesBuilder(0).setCount(1L << 32);
      header.getAxesBuilder(1).setCount((1L << 32) + 1);
      header.setCellCount(1L << 32).setCellsPerRow((1L << 32) + 1);
    }, "header.axes[1].count: 4294967297 ");
  }

  @Test
  void largestGridIsTaken() {
    GridMessages largest = new GridMessages(1L << 20, 1L << 33, 1);
    assertThatCode(() -> HeaderCheck.check(largest.header(GridMessages.request()), GridMessages.request()))
        .doesNotThrowAnyException();
  }

  @Test
  void cellsPerRowMustBeThePointsOfTheLastAxis() {
    refused(header -> header.setCellsPerRow(10), "header.cells_per_row: 10 (expected: 100, ");
    refused(header -> header.setCellsPerRow(0), "header.cells_per_row: 0 (expected: 100, ");
    refused(header -> header.clearAxes().setCellCount(1).setCellsPerRow(0),
        "header.cells_per_row: 0 (expected: 1, ");
  }

  @Test
  void headerWithoutMetricsIsRefused() {
    refused(GridHeader.Builder::clearMetrics, "header.metrics: 0 (expected: at least 1)");
  }

  @Test
  void rangeOutsideTheGridIsRefused() {
    refused(header -> header.setFirstCell(-1), "header.first_cell: -1 (expected: 0 to 1000)");
    refused(header -> header.setFirstCell(1_001), "header.first_cell: 1001 (expected: 0 to 1000)");
    refused(header -> header.setRangeCellCount(1_001), "header.range_cell_count: 1001 (expected: 0 to 1000)");
    refused(header -> header.setRangeCellCount(-1), "header.range_cell_count: -1 (expected: 0 to 1000)");
    refused(header -> header.setFirstCell(1).setRangeCellCount(Long.MAX_VALUE),
        "header.range_cell_count: 9223372036854775807 (expected: 0 to 999)");
  }

  @Test
  void axisWithoutANameIsRefused() {
    refused(header -> header.getAxesBuilder(1).setName(""), "header.axes[1].name: '' (expected: not empty)");
  }

  @Test
  void labelsMustBeOnePerPoint() {
    refused(header -> header.getAxesBuilder(0).addAllLabels(List.of("a", "b")),
        "header.axes[0].labels: 2 (expected: none or 10, one per point)");
  }

  @Test
  void pointsMustMatchTheAxis() {
    refused(header -> header.getAxesBuilder(0).getMembersBuilder(0).getLinearBuilder().setCount(11),
        "header.axes[0].members[0].linear: 11 points, 0 values (expected: 10 points and no values)");
    refused(header -> header.getAxesBuilder(0).getMembersBuilder(0).clearLinear().addValues(1),
        "header.axes[0].members[0].values: 1 (expected: 10, one per point)");
    LogarithmicPoints points = LogarithmicPoints.newBuilder().setStart(1).setStop(10).setCount(10).build();
    refused(header -> header.getAxesBuilder(0).getMembersBuilder(0).setLogarithmic(points),
        "header.axes[0].members[0].logarithmic: 10 points, 0 values (expected: 10 points, and their values");
  }

  @Test
  void logarithmicPointsComeAsValuesUpToALimit() {
    GridMessages grid = new GridMessages(65_536, 65_537, 1);
    GridHeader.Builder header = grid.header(GridMessages.request()).toBuilder();
    header.getAxesBuilder(0).getMembersBuilder(0)
        .setLogarithmic(LogarithmicPoints.newBuilder().setStart(1).setStop(10).setCount(65_536))
        .addAllValues(Collections.nCopies(65_536, 2.0));
    header.getAxesBuilder(1).getMembersBuilder(0)
        .setLogarithmic(LogarithmicPoints.newBuilder().setStart(1).setStop(10).setCount(65_537));
    assertThatCode(() -> HeaderCheck.check(header.build(), GridMessages.request()))
        .doesNotThrowAnyException();
  }

  @Test
  void membersOfAnAxisShareTheLimitOfValues() {
    GridMessages grid = new GridMessages(40_000, 2, 1);
    GridHeader.Builder header = grid.header(GridMessages.request()).toBuilder();
    LogarithmicPoints points = LogarithmicPoints.newBuilder().setStart(1).setStop(10).setCount(40_000)
        .build();
    GridAxisMember.Builder first = header.getAxesBuilder(0).getMembersBuilder(0).setLogarithmic(points);
    GridAxisMember.Builder second = header.getAxesBuilder(0).addMembersBuilder().setLogarithmic(points);
    assertThatCode(() -> HeaderCheck.check(header.build(), GridMessages.request()))
        .doesNotThrowAnyException();
    first.addAllValues(Collections.nCopies(40_000, 2.0));
    second.addAllValues(Collections.nCopies(40_000, 2.0));
    assertThatThrownBy(() -> HeaderCheck.check(header.build(), GridMessages.request()))
        .isInstanceOf(ContractViolationException.class);
  }

  private static void refused(Consumer<GridHeader.Builder> change, String message) {
    GridHeader.Builder header = GRID.header(GridMessages.request()).toBuilder();
    change.accept(header);
    assertThatThrownBy(() -> HeaderCheck.check(header.build(), GridMessages.request()))
        .isInstanceOf(ContractViolationException.class).hasMessageStartingWith(message);
  }
}
