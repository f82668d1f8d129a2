package io.margrid.core.fault;

import java.util.List;

/** A request that cannot be carried out as it is: the caller's fault, never the server's. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;
  private final long count;

  /**
   * @param faults at least one, the decisive one first
   * @param count  number of faults found, at least {@code faults.size()}
   */
  public InvalidRequestException(List<Fault> faults, long count) {
    super(faults.getFirst().message(), null, false, false);
    this.faults = List.copyOf(faults);
    this.count = count;
  }

  public InvalidRequestException(Fault fault) {
    this(List.of(fault), 1);
  }

  /** At least one; the first decides the status of the call. */
  public List<Fault> faults() {
    return faults;
  }

  /** Number of faults found, those beyond {@link #faults()} included. */
  public long count() {
    return count;
  }
}
