package io.margrid.core.formula;

import java.util.Optional;

/** What the names in a formula mean. */
@FunctionalInterface
public interface Scope {
  /** The unit of that name; empty if it is not known because of a fault that has been reported. */
  Optional<Unit> unit(String name);
}
