package io.margrid.server.wire;

import com.google.protobuf.ByteString;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.LogarithmicPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedAxis;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.request.StreamPlan;
import io.margrid.v1.AxisMember;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import java.util.List;

/** What the columns of a stream mean. */
public final class GridHeaders {
  /** Points of one axis, all members together, up to which computed points are given as values too. */
  private static final long MAX_VALUES = 65_536;

  private GridHeaders() {}

  static GridHeader of(StreamPlan stream) {
    GridPlan plan = stream.plan();
    GridHeader.Builder header = GridHeader.newBuilder()
        .setLayout(GridHeader.Layout.LAYOUT_DENSE)
        .setDigest(ByteString.copyFrom(plan.digest().bytes()))
        .setModelId(plan.model().definition().id())
        .addAllMetrics(metrics(plan))
        .setCellsPerRow(plan.shape().cellsPerRow())
        .setCellCount(plan.shape().cellCount())
        .setFirstCell(stream.firstCell())
        .setRangeCellCount(stream.cellCount());
    plan.axes().forEach(axis -> header.addAxes(axis(axis)));
    return header.build();
  }

  /** The plan's metrics, in the order of the columns. */
  public static List<GridMetric> metrics(GridPlan plan) {
    return plan.metrics().stream().map(GridHeaders::metric).toList();
  }

  static GridMetric metric(PlannedMetric metric) {
    return GridMetric.newBuilder().setName(metric.name()).setUnit(metric.unit()).build();
  }

  private static GridAxis axis(PlannedAxis axis) {
    GridAxis.Builder message = GridAxis.newBuilder()
        .setName(axis.name())
        .setCount(axis.count())
        .addAllLabels(axis.labels());
    boolean valuesToo = axis.count() <= MAX_VALUES / Math.max(1, axis.members().size());
    axis.members().forEach(member -> message.addMembers(member(member, valuesToo)));
    return message.build();
  }

  private static GridAxisMember member(PlannedAxis.Member member, boolean valuesToo) {
    GridAxisMember.Builder message = GridAxisMember.newBuilder()
        .setParameter(member.parameter())
        .setPeriod(member.period())
        .setUnit(member.unit())
        .setMode(mode(member.mode()));
    member.points().ifPresent(points -> addPoints(points, valuesToo, message));
    return message.build();
  }

  private static void addPoints(Points points, boolean valuesToo, GridAxisMember.Builder message) {
    switch (points) {
      case LinearPoints linear -> message.getLinearBuilder()
          .setStart(linear.start())
          .setStop(linear.stop())
          .setCount(linear.count());
      case LogarithmicPoints logarithmic -> {
        message.getLogarithmicBuilder()
            .setStart(logarithmic.start())
            .setStop(logarithmic.stop())
            .setCount(logarithmic.count());
        if (valuesToo) {
          addValues(logarithmic, message);
        }
      }
      case ListedPoints listed -> addValues(listed, message);
    }
  }

  private static void addValues(Points points, GridAxisMember.Builder message) {
    for (long i = 0; i < points.count(); i++) {
      message.addValues(points.at(i));
    }
  }

  private static AxisMember.Mode mode(AxisMode mode) {
    return switch (mode) {
      case VALUE -> AxisMember.Mode.MODE_VALUE;
      case ADDITION -> AxisMember.Mode.MODE_ADDITION;
      case FACTOR -> AxisMember.Mode.MODE_FACTOR;
    };
  }
}
