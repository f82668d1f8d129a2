package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.AxisMember;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.LogarithmicPoints;
import io.margrid.v1.PointList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The points of one parameter, as typed after the equals sign. */
sealed interface PointsText {
  /** The most points that are sent as a list; the contract's limit for one axis, all members together. */
  int MOST_LISTED = 65_536;

  /** Number of points, at least one. */
  long count();

  /** Sets the points; {@code listed} says whether steps may be sent as a list. */
  void writeTo(AxisMember.Builder member, boolean listed);

  /** Reads the points; {@code field} is what errors name. */
  static PointsText parse(String field, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length == 1) {
      return Listed.parse(field, text);
    }
    boolean linear = parts[0].equals("lin");
    if (linear || parts[0].equals("log")) {
      return Spaced.parse(field, text, parts, linear);
    }
    return Stepped.parse(field, text, parts);
  }

  /** {@code 10,15,20}. */
  record Listed(List<Double> values) implements PointsText {
    static Listed parse(String field, String text) {
      List<Double> values = new ArrayList<>();
      for (String value : text.split(",", -1)) {
        values.add(DecimalText.parse(field, value).doubleValue());
      }
      return new Listed(values);
    }

    @Override
    public long count() {
      return values.size();
    }

    @Override
    public void writeTo(AxisMember.Builder member, boolean listed) {
      member.setList(PointList.newBuilder().addAllValues(values));
    }
  }

  /** {@code 10:40:5}: steps in decimal, so that 0.3 is 0.3. */
  record Stepped(BigDecimal start, BigDecimal step, long count) implements PointsText {
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(53);

    static Stepped parse(String field, String text, String[] parts) {
      if (parts.length != 3) {
        throw CommandException.wrongUsage(field, text, "start:stop:step, such as 10:40:5");
      }
      BigDecimal start = DecimalText.parse(field + " start", parts[0]);
      BigDecimal stop = DecimalText.parse(field + " stop", parts[1]);
      BigDecimal step = DecimalText.parse(field + " step", parts[2]);
      BigDecimal way = stop.subtract(start);
      if (step.signum() == 0 || way.signum() * step.signum() < 0) {
        throw CommandException.wrongUsage(field + " step", parts[2],
            way.signum() < 0 ? "below 0, as stop lies below start"
                : way.signum() > 0 ? "above 0, as stop lies above start" : "not 0");
      }
      BigInteger steps = way.divide(step, 0, RoundingMode.DOWN).toBigInteger();
      if (steps.compareTo(MOST) >= 0) {
        throw CommandException.wrongUsage(field, text, "at most 2^53 points");
      }
      return new Stepped(start, step, steps.longValueExact() + 1);
    }

    @Override
    public void writeTo(AxisMember.Builder member, boolean listed) {
      if (!listed) {
        member.setLinear(
            LinearPoints.newBuilder().setStart(point(0)).setStop(point(count - 1)).setCount(count));
        return;
      }
      PointList.Builder list = PointList.newBuilder();
      for (long i = 0; i < count; i++) {
        list.addValues(point(i));
      }
      member.setList(list);
    }

    private double point(long i) {
      return start.add(step.multiply(BigDecimal.valueOf(i))).doubleValue();
    }
  }

  /** {@code lin:10:40:7}, {@code log:1:1000:4}. */
  record Spaced(boolean linear, double start, double stop, long count) implements PointsText {
    static Spaced parse(String field, String text, String[] parts, boolean linear) {
      if (parts.length != 4) {
        throw CommandException.wrongUsage(field, text, parts[0] + ":start:stop:count");
      }
      double start = DecimalText.parse(field + " start", parts[1]).doubleValue();
      double stop = DecimalText.parse(field + " stop", parts[2]).doubleValue();
      long count = count(field + " count", parts[3]);
      if (count == 1 && start != stop) {
        throw CommandException.wrongUsage(field + " count", parts[3], "at least 2, as start and stop differ");
      }
      if (!linear && !(start * Math.signum(stop) > 0)) {
        throw CommandException.wrongUsage(field, text, "start and stop of the same sign, not 0");
      }
      return new Spaced(linear, start, stop, count);
    }

    private static long count(String field, String text) {
      if (!text.matches("[0-9]{1,16}") || Long.parseLong(text) < 1 || Long.parseLong(text) > 1L << 53) {
        throw CommandException.wrongUsage(field, text.isEmpty() ? "empty" : text,
            "a whole number from 1 to 2^53");
      }
      return Long.parseLong(text);
    }

    @Override
    public void writeTo(AxisMember.Builder member, boolean listed) {
      if (linear) {
        member.setLinear(LinearPoints.newBuilder().setStart(start).setStop(stop).setCount(count));
      } else {
        member.setLogarithmic(LogarithmicPoints.newBuilder().setStart(start).setStop(stop).setCount(count));
      }
    }
  }
}
