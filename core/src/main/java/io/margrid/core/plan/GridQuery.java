package io.margrid.core.plan;

import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.Points;
import java.util.List;

/**
 * What a caller asks, checked for shape but not yet held against a model: numbers are finite, points fit together,
 * names are only text. Every part knows its field, for error messages.
 *
 * @param changes   what the scenario differs in from the model's defaults
 * @param axes      the grid's dimensions, in order
 * @param metrics   asked metrics, in the order of the columns; none means all
 * @param axesField where the axes stand
 */
public record GridQuery(Changes changes, List<Axis> axes, List<Name> metrics, FieldPath axesField) {
  public GridQuery {
    axes = List.copyOf(axes);
    metrics = List.copyOf(metrics);
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
  public record Setting(Name parameter, double value, FieldPath field) {}

  /** A change on top of a parameter's value; the mode is ADDITION or FACTOR. */
  public record Shock(Name parameter, AxisMode mode, double change, FieldPath field) {}

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
      return members.getFirst().points().count();
    }
  }

  /** One parameter on an axis. */
  public record Member(Name parameter, AxisMode mode, Points points, FieldPath field) {}

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
