package io.margrid.core.plan;

import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.Points;
import java.util.List;
import java.util.Optional;

/**
 * What a caller asks, checked for shape but not yet held against a model: numbers are finite, points fit together,
 * names are only text. Every part knows its field, for error messages.
 *
 * @param changes   what the scenario differs in from the model's defaults
 * @param axes      the grid's dimensions, in order
 * @param metrics   asked metrics, in the order of the columns; none means all
 * @param periods   asked periods; none means all
 * @param axesField where the axes stand
 */
public record GridQuery(Changes changes, List<Axis> axes, List<Name> metrics, List<Name> periods,
    FieldPath axesField) {
  public GridQuery {
    axes = List.copyOf(axes);
    metrics = List.copyOf(metrics);
    periods = List.copyOf(periods);
  }

  /** A name as the caller wrote it. */
  public record Name(String text, FieldPath field) {}

  /** Settings, and then shocks in their order. */
  public record Changes(List<Setting> settings, List<Shock> shocks) {
    public Changes {
      settings = List.copyOf(settings);
      shocks = List.copyOf(shocks);
    }
  }

  /** A parameter's value instead of its default. */
  public record Setting(Name parameter, Values values, FieldPath field) {}

  /** A number for all periods, or one for each. */
  public sealed interface Values {
    /** The same in all periods. */
    record Single(double value) implements Values {}

    /** One for each period of the model; whether there are as many is not yet checked. */
    record Series(List<Double> values) implements Values {
      public Series {
        values = List.copyOf(values);
      }
    }
  }

  /** A change on top of a parameter's value, in some periods or (none named) in all; the mode is ADDITION or FACTOR. */
  public record Shock(Name parameter, List<Name> periods, AxisMode mode, double change, FieldPath field) {
    public Shock {
      periods = List.copyOf(periods);
    }
  }

  /** One dimension. */
  public sealed interface Axis {
    /** Empty if the caller gave none. */
    String name();

    /** As many as there are points, or none. */
    List<String> labels();

    /** Number of points, at least 1. */
    long count();

    FieldPath field();
  }

  /** Parameters that move together; every member has as many points, and there is at least one. */
  public record Zipped(String name, List<String> labels, List<Member> members,
      FieldPath field) implements Axis {
    public Zipped {
      labels = List.copyOf(labels);
      members = List.copyOf(members);
    }

    @Override
    public long count() {
      return members.getFirst().count();
    }
  }

  /** One parameter on an axis, in one period or in all. */
  public record Member(Name parameter, Optional<Name> period, AxisMode mode, MemberPoints points,
      FieldPath field) {
    /** Number of points. */
    public long count() {
      return switch (points) {
        case MemberPoints.Single(Points single) -> single.count();
        case MemberPoints.Series(List<Values.Series> series, FieldPath _) -> series.size();
      };
    }
  }

  /** Points of single numbers, or of whole series. */
  public sealed interface MemberPoints {
    /** A number at each point. */
    record Single(Points points) implements MemberPoints {}

    /**
     * A series at each point; at least one.
     *
     * @param field where the points stand
     */
    record Series(List<Values.Series> points, FieldPath field) implements MemberPoints {
      public Series {
        points = List.copyOf(points);
      }
    }
  }

  /** Unrelated cases, at least one. */
  public record Cases(String name, List<String> labels, List<Case> cases, FieldPath field) implements Axis {
    public Cases {
      labels = List.copyOf(labels);
      cases = List.copyOf(cases);
    }

    @Override
    public long count() {
      return cases.size();
    }
  }

  /** What one point of an axis of cases assumes. */
  public record Case(String name, Changes changes) {}
}
