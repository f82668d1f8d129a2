package io.margrid.client.cli.output;

import io.margrid.v1.AxisMember;
import io.margrid.v1.Display;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;

/** Grids made by hand: the deal's margin over one axis or two. */
public final class SampleGrids {
  private SampleGrids() {}

  /** A model with display hints for the names used here. */
  public static Model model() {
    Display percent = Display.newBuilder().setFormat(Display.Format.FORMAT_PERCENT).setDecimals(0).build();
    return Model.newBuilder().setId("deal").setTitle("A deal")
        .addParameters(Parameter.newBuilder().setName("share").setDisplay(percent))
        .addParameters(Parameter.newBuilder().setName("fee").setUnit("MUSD/MW/yr"))
        .addMetrics(Metric.newBuilder().setName("margin").setDisplay(percent))
        .addMetrics(Metric.newBuilder().setName("ebit").setUnit("MUSD/MW/yr")).build();
  }

  /** An axis of one parameter at the points given. */
  public static GridAxis axis(String parameter, String unit, double... points) {
    return GridAxis.newBuilder().setName(parameter).setCount(points.length)
        .addMembers(member(parameter, unit, points)).build();
  }

  /** Points of one parameter. */
  public static GridAxisMember member(String parameter, String unit, double... points) {
    GridAxisMember.Builder member = GridAxisMember.newBuilder().setParameter(parameter).setUnit(unit)
        .setMode(AxisMember.Mode.MODE_VALUE);
    for (double point : points) {
      member.addValues(point);
    }
    return member.build();
  }

  /** Evenly spaced points. */
  public static double[] steps(double start, double step, int count) {
    double[] points = new double[count];
    for (int i = 0; i < count; i++) {
      points[i] = Math.round((start + i * step) * 1e6) / 1e6;
    }
    return points;
  }

  /** The header of a grid of these axes with metrics {@code margin} and {@code ebit}. */
  public static GridHeader header(GridAxis... axes) {
    long cells = 1;
    GridHeader.Builder header = GridHeader.newBuilder();
    for (GridAxis axis : axes) {
      header.addAxes(axis);
      cells *= axis.getCount();
    }
    return header.addMetrics(GridMetric.newBuilder().setName("margin").setUnit("1"))
        .addMetrics(GridMetric.newBuilder().setName("ebit").setUnit("MUSD/MW/yr")).setCellCount(cells)
        .setRangeCellCount(cells).build();
  }

  /** The margin of a deal of 26 MUSD/MW/yr gross revenue and 6.5 costs. */
  public static double margin(double share, double fee) {
    return (fee + share * 26 - 6.5) / (fee + share * 26);
  }

  /** The EBIT of that deal. */
  public static double ebit(double share, double fee) {
    return fee + share * 26 - 6.5;
  }

  /** Sends a grid through a sink, in two runs of cells. */
  public static void send(GridHeader header, GridSink sink, IntToDoubleFunction margin,
      IntToDoubleFunction ebit)
      throws IOException {
    sink.start(header);
    int cells = (int) header.getCellCount();
    int half = (cells + 1) / 2;
    sink.cells(half, columns(0, half, margin, ebit));
    sink.cells(cells - half, columns(half, cells - half, margin, ebit));
    sink.end();
  }

  private static double[][] columns(int from, int count, IntToDoubleFunction... values) {
    double[][] columns = new double[values.length][count];
    for (int metric = 0; metric < values.length; metric++) {
      for (int i = 0; i < count; i++) {
        columns[metric][i] = values[metric].applyAsDouble(from + i);
      }
    }
    return columns;
  }
}
