package io.margrid.core.fault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects what is wrong with one request, so that a caller learns all of it at once. Keeps the first
 * {@value #MAX_KEPT} faults and counts the rest, so that a hostile request costs no memory. Not thread-safe.
 */
public final class Faults {
  /** More than any reader wants, few enough to cost nothing. */
  public static final int MAX_KEPT = 1_024;

  private static final Comparator<Fault> IN_FIELD_ORDER = Comparator
      .<Fault, Boolean>comparing(fault -> fault.reason() != Reason.UNKNOWN_MODEL).thenComparing(Fault::field)
      .thenComparingInt(fault -> fault.position().line())
      .thenComparingInt(fault -> fault.position().column());

  /** Unknown names for which the nearest known ones are looked up; each look-up takes time, and there may be very many. */
  private static final int MAX_SUGGESTIONS = 16;

  private final List<Fault> kept = new ArrayList<>();
  private long count;
  private int suggestions;

  public void add(Fault fault) {
    count++;
    if (kept.size() < MAX_KEPT) {
      kept.add(fault);
    }
  }

  public void add(FieldPath field, Reason reason, String value, String rule) {
    add(new Fault(field, reason, value, rule));
  }

  /**
   * Adds a number that is not finite.
   *
   * @return whether it is finite
   */
  public boolean checkFinite(double value, FieldPath field) {
    if (!Double.isFinite(value)) {
      add(field, Reason.INVALID_VALUE, FaultText.number(value), "a finite number");
    }
    return Double.isFinite(value);
  }

  /**
   * Adds an unknown name, with the nearest known ones for the first few such names.
   *
   * @param what  the kind of name, a phrase: {@code a metric of the model}
   * @param known the names that exist
   */
  public void addUnknown(FieldPath field, Reason reason, String name, String what,
      Supplier<? extends Collection<String>> known) {
    add(field, reason, name, suggestions++ < MAX_SUGGESTIONS ? Nearest.rule(what, name, known.get()) : what);
  }

  /** Number of faults found so far, kept or not. Compare before and after a check to see whether it passed. */
  public long count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** The kept faults: an unknown model first, then in field order. */
  public List<Fault> inFieldOrder() {
    return kept.stream().sorted(IN_FIELD_ORDER).toList();
  }

  /**
   * Ends the request if anything is wrong with it.
   *
   * @throws InvalidRequestException if there is any fault
   */
  public void throwIfAny() {
    if (!isEmpty()) {
      throw new InvalidRequestException(inFieldOrder(), count);
    }
  }
}
