package io.margrid.core.analysis;

import io.margrid.core.fault.FieldPath;
import io.margrid.core.plan.GridQuery;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Asks what matters most; checked for shape, not yet held against a model.
 *
 * @param scenario without axes, in one period
 * @param ranges   of single parameters
 * @param share    by which every other parameter moves down and up, above 0, at most 1; empty: they stay
 */
public record TornadoQuery(GridQuery scenario, List<Range> ranges, OptionalDouble share) {
  public TornadoQuery {
    ranges = List.copyOf(ranges);
  }

  /**
   * From where to where a parameter goes.
   *
   * @param low  finite
   * @param high finite, at least low
   */
  public record Range(GridQuery.Name parameter, double low, double high, FieldPath lowField,
      FieldPath highField) {}
}
