package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.GridShape;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.LogarithmicPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.AxisMember;
import io.margrid.v1.PointList;
import java.util.Optional;

/** Reads the members of axes with their points. The messages of linear and logarithmic points number their fields alike. */
final class PointsReader {
  private final Faults faults;

  PointsReader(Faults faults) {
    this.faults = faults;
  }

  Optional<GridQuery.Member> member(AxisMember member, FieldPath field) {
    long before = faults.count();
    GridQuery.Name parameter = new GridQuery.Name(member.getParameter(),
        field.field("parameter", AxisMember.PARAMETER_FIELD_NUMBER));
    if (!member.getPeriod().isEmpty()) {
      faults.add(field.field("period", AxisMember.PERIOD_FIELD_NUMBER), Reason.UNKNOWN_PERIOD,
          member.getPeriod(),
          "no period for a scalar model");
    }
    AxisMode mode = mode(member, field);
    Optional<Points> points = switch (member.getPointsCase()) {
      case LINEAR -> linear(member, field.field("linear", AxisMember.LINEAR_FIELD_NUMBER));
      case LOGARITHMIC ->
        logarithmic(member, field.field("logarithmic", AxisMember.LOGARITHMIC_FIELD_NUMBER));
      case LIST -> list(member.getList(), field.field("list", AxisMember.LIST_FIELD_NUMBER));
      case SERIES -> unsupportedSeries(field.field("series", AxisMember.SERIES_FIELD_NUMBER));
      case POINTS_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no points", "linear, logarithmic, list or series");
        yield Optional.empty();
      }
    };
    return faults.count() == before
        ? points.map(present -> new GridQuery.Member(parameter, mode, present, field))
        : Optional.empty();
  }

  private AxisMode mode(AxisMember member, FieldPath field) {
    return switch (member.getMode()) {
      case MODE_UNSPECIFIED, MODE_VALUE -> AxisMode.VALUE;
      case MODE_ADDITION -> AxisMode.ADDITION;
      case MODE_FACTOR -> AxisMode.FACTOR;
      case UNRECOGNIZED -> {
        faults.add(field.field("mode", AxisMember.MODE_FIELD_NUMBER), Reason.INVALID_VALUE,
            Integer.toString(member.getModeValue()), "a mode of the contract");
        yield AxisMode.VALUE;
      }
    };
  }

  private Optional<Points> unsupportedSeries(FieldPath field) {
    faults.add(field, Reason.INVALID_AXIS, "series", "single values: the model has no periods");
    return Optional.empty();
  }

  private Optional<Points> list(PointList list, FieldPath field) {
    long before = faults.count();
    FieldPath values = field.field("values", PointList.VALUES_FIELD_NUMBER);
    if (list.getValuesCount() == 0) {
      faults.add(values, Reason.INVALID_AXIS, "no points", "at least one");
    }
    double[] points = list.getValuesList().stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < points.length; i++) {
      if (!Double.isFinite(points[i])) {
        faults.add(values.index(i), Reason.INVALID_VALUE, Double.toString(points[i]), "a finite number");
      }
    }
    return faults.count() == before ? Optional.of(new ListedPoints(points)) : Optional.empty();
  }

  private Optional<Points> linear(AxisMember member, FieldPath field) {
    LinearPoints points = new LinearPoints(member.getLinear().getStart(), member.getLinear().getStop(),
        member.getLinear().getCount());
    long before = faults.count();
    checkEnds(points.start(), points.stop(), points.count(), field);
    if (faults.count() == before && !Double.isFinite(points.stop() - points.start())) {
      faults.add(field, Reason.INVALID_AXIS, points.start() + " to " + points.stop(),
          "a finite difference of stop and start");
    }
    return faults.count() == before ? Optional.of(points) : Optional.empty();
  }

  private Optional<Points> logarithmic(AxisMember member, FieldPath field) {
    LogarithmicPoints points = new LogarithmicPoints(member.getLogarithmic().getStart(),
        member.getLogarithmic().getStop(), member.getLogarithmic().getCount());
    long before = faults.count();
    checkEnds(points.start(), points.stop(), points.count(), field);
    if (faults.count() == before) {
      double ratio = points.stop() / points.start();
      if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
        faults.add(field, Reason.INVALID_AXIS, points.start() + " to " + points.stop(),
            "both ends above or both below zero, with a finite quotient that is not zero");
      }
    }
    return faults.count() == before ? Optional.of(points) : Optional.empty();
  }

  private void checkEnds(double start, double stop, long count, FieldPath field) {
    checkFinite(start, field.field("start", 1));
    checkFinite(stop, field.field("stop", 2));
    FieldPath countField = field.field("count", 3);
    if (count < 1) {
      faults.add(countField, Reason.INVALID_AXIS, Long.toString(count), "at least 1");
    } else if (count > GridShape.MAX_CELLS) {
      faults.add(countField, Reason.GRID_TOO_LARGE, Long.toString(count), "at most 2^53");
    } else if (count == 1 && start != stop) {
      faults.add(countField, Reason.INVALID_AXIS, "1", "at least 2, or start = stop");
    }
  }

  private void checkFinite(double value, FieldPath field) {
    if (!Double.isFinite(value)) {
      faults.add(field, Reason.INVALID_VALUE, Double.toString(value), "a finite number");
    }
  }
}
