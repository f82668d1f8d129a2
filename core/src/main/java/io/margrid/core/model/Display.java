package io.margrid.core.model;

import java.util.OptionalInt;

/**
 * How to show a value to a person; it changes no value.
 *
 * @param decimals digits after the decimal point, 0 to {@value #MAX_DECIMALS}; empty: as many as the value needs
 */
public record Display(Format format, OptionalInt decimals) {
  public static final int MAX_DECIMALS = 15;

  /** A plain number with as many digits as it needs. */
  public static final Display PLAIN = new Display(Format.NUMBER, OptionalInt.empty());

  /** What is shown for the number 0.25: 0.25, 25 %, 2 500 bp. */
  public enum Format {
    NUMBER, PERCENT, BASIS_POINTS
  }
}
