package io.margrid.server.config;

import java.util.List;

/** Settings that a server cannot run with. */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  InvalidConfigException(List<String> faults) {
    super(String.join("; ", faults), null, false, false);
    this.faults = List.copyOf(faults);
  }

  /** All of them, each {@code flag: value (expected: rule)}. */
  public List<String> faults() {
    return faults;
  }
}
