package io.margrid.core.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was found for one cell.
 *
 * @param roots    ascending, each once
 * @param absence  why there is no root; empty if there are roots
 * @param monotone whether the metric is finite at all points looked at and rose at each of them, or fell at each
 * @param minimum  least finite value at the points looked at
 * @param maximum  greatest finite value there
 */
public record Solution(List<Double> roots, Optional<Absence> absence, boolean monotone,
    OptionalDouble minimum, OptionalDouble maximum) {
  /** Why there is no root. */
  public enum Absence {
    /** No change of sign was seen, but at poles. */
    NO_SIGN_CHANGE,
    /** The metric is the same everywhere. */
    FLAT,
    /** The metric is finite nowhere. */
    NOT_FINITE
  }

  public Solution {
    roots = List.copyOf(roots);
  }
}
