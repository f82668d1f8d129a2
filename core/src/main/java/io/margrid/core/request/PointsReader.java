package io.margrid.core.request;

import io.margrid.core.fault.FaultText;
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
import io.margrid.core.plan.GridQuery.MemberPoints;
import io.margrid.v1.AxisMember;
import io.margrid.v1.PointList;
import io.margrid.v1.SeriesList;
import io.margrid.v1.SeriesPoint;
import java.util.List;
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
    Optional<GridQuery.Name> period = member.getPeriod().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GridQuery.Name(member.getPeriod(), field.field("period", AxisMember.PERIOD_FIELD_NUMBER)));
    AxisMode mode = mode(member, field);
    Optional<? extends MemberPoints> points = switch (member.getPointsCase()) {
      case LINEAR ->
        linear(member, field.field("linear", AxisMember.LINEAR_FIELD_NUMBER)).map(MemberPoints.Single::new);
      case LOGARITHMIC ->
        logarithmic(member, field.field("logarithmic", AxisMember.LOGARITHMIC_FIELD_NUMBER))
            .map(MemberPoints.Single::new);
      case LIST -> list(member.getList(), field.field("list", AxisMember.LIST_FIELD_NUMBER))
          .map(MemberPoints.Single::new);
      case SERIES -> series(member.getSeries(), field.field("series", AxisMember.SERIES_FIELD_NUMBER));
      case POINTS_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no points", "linear, logarithmic, list or series");
        yield Optional.empty();
      }
    };
    return faults.count() == before
        ? points.map(present -> new GridQuery.Member(parameter, period, mode, present, field))
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

  private Optional<MemberPoints.Series> series(SeriesList list, FieldPath field) {
    long before = faults.count();
    FieldPath pointsField = field.field("points", SeriesList.POINTS_FIELD_NUMBER);
    if (list.getPointsCount() == 0) {
      faults.add(pointsField, Reason.INVALID_AXIS, "no points", "at least one");
    }
    for (int i = 0; i < list.getPointsCount(); i++) {
      checkAllFinite(list.getPoints(i).getValuesList(),
          pointsField.index(i).field("values", SeriesPoint.VALUES_FIELD_NUMBER));
    }
    return faults.count() == before
        ? Optional.of(new MemberPoints.Series(list.getPointsList().stream()
            .map(point -> new GridQuery.Values.Series(point.getValuesList())).toList(), pointsField))
        : Optional.empty();
  }

  private void checkAllFinite(List<Double> values, FieldPath field) {
    for (int i = 0; i < values.size(); i++) {
      faults.checkFinite(values.get(i), field.index(i));
    }
  }

  private Optional<Points> list(PointList list, FieldPath field) {
    long before = faults.count();
    FieldPath values = field.field("values", PointList.VALUES_FIELD_NUMBER);
    if (list.getValuesCount() == 0) {
      faults.add(values, Reason.INVALID_AXIS, "no points", "at least one");
    }
    checkAllFinite(list.getValuesList(), values);
    return faults.count() == before
        ? Optional
            .of(new ListedPoints(list.getValuesList().stream().mapToDouble(Double::doubleValue).toArray()))
        : Optional.empty();
  }

  private Optional<Points> linear(AxisMember member, FieldPath field) {
    LinearPoints points = new LinearPoints(member.getLinear().getStart(), member.getLinear().getStop(),
        member.getLinear().getCount());
    long before = faults.count();
    checkEnds(points.start(), points.stop(), points.count(), field);
    if (faults.count() == before && !Double.isFinite(points.stop() - points.start())) {
      faults.add(field, Reason.INVALID_AXIS, ends(points.start(), points.stop()),
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
        faults.add(field, Reason.INVALID_AXIS, ends(points.start(), points.stop()),
            "both ends above or both below zero, with a finite quotient that is not zero");
      }
    }
    return faults.count() == before ? Optional.of(points) : Optional.empty();
  }

  private static String ends(double start, double stop) {
    return FaultText.number(start) + " to " + FaultText.number(stop);
  }

  private void checkEnds(double start, double stop, long count, FieldPath field) {
    faults.checkFinite(start, field.field("start", 1));
    faults.checkFinite(stop, field.field("stop", 2));
    FieldPath countField = field.field("count", 3);
    if (count < 1) {
      faults.add(countField, Reason.INVALID_AXIS, Long.toString(count), "at least 1");
    } else if (count > GridShape.MAX_CELLS) {
      faults.add(countField, Reason.GRID_TOO_LARGE, Long.toString(count), "at most 2^53");
    } else if (count == 1 && start != stop) {
      faults.add(countField, Reason.INVALID_AXIS, "1", "at least 2, or start = stop");
    }
  }
}
