package io.margrid.core.formula;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A product of symbols with whole powers: {@code MUSD/MW/yr}. Symbols are opaque: {@code MUSD} and {@code USD} have
 * nothing in common. Immutable.
 */
public final class Unit {
  /** The unit of pure numbers. */
  public static final Unit ONE = new Unit(new TreeMap<>());
  /** Powers lie between its negative and itself. */
  public static final int MAX_POWER = 1_000;
  /** Different symbols in one unit: far beyond sense, and small enough that a product of units costs nothing. */
  public static final int MAX_SYMBOLS = 16;
  static final String RANGE_RULE = "a unit of at most " + MAX_SYMBOLS + " symbols with powers between -"
      + MAX_POWER
      + " and " + MAX_POWER;

  /** No power is 0. */
  private final SortedMap<String, Integer> powers;
  /** The canonical form; empty until it is asked for. */
  private String text = "";

  private Unit(SortedMap<String, Integer> powers) {
    this.powers = Collections.unmodifiableSortedMap(powers);
  }

  /**
   * Reads {@code MUSD/MW/yr}, {@code a*b/c^2}, {@code USD/(MW*h)}; empty or {@code 1} is {@link #ONE}. Products and
   * quotients are taken from the left.
   */
  public static Unit parse(String text) throws UnitSyntaxException {
    return text.isBlank() ? ONE : new UnitParser(text).parse();
  }

  static Unit symbol(String symbol) {
    return new Unit(new TreeMap<>(Map.of(symbol, 1)));
  }

  /**
   * The unit of a product.
   *
   * @throws ArithmeticException if it is beyond {@link #MAX_POWER} or {@link #MAX_SYMBOLS}
   */
  public Unit times(Unit other) {
    return combine(other, 1);
  }

  /**
   * The unit of a quotient.
   *
   * @throws ArithmeticException if it is beyond {@link #MAX_POWER} or {@link #MAX_SYMBOLS}
   */
  public Unit over(Unit other) {
    return combine(other, -1);
  }

  private Unit combine(Unit other, int sign) {
    if (other.powers.isEmpty()) {
      return this;
    }
    SortedMap<String, Integer> combined = new TreeMap<>(powers);
    other.powers.forEach((symbol, power) -> combined.merge(symbol, sign * power, Unit::sumUnlessZero));
    return checked(combined);
  }

  private static @Nullable Integer sumUnlessZero(Integer left, Integer right) {
    return left + right == 0 ? null : Integer.valueOf(left + right);
  }

  /**
   * The unit of a whole power.
   *
   * @throws ArithmeticException if it is beyond {@link #MAX_POWER}
   */
  public Unit power(int exponent) {
    return exponent == 0 ? ONE : map(power -> Math.multiplyExact(power, exponent));
  }

  /** Empty unless all powers are even. */
  public Optional<Unit> squareRoot() {
    boolean even = powers.values().stream().allMatch(power -> power % 2 == 0);
    return even ? Optional.of(map(power -> power / 2)) : Optional.empty();
  }

  private Unit map(IntUnaryOperator operation) {
    SortedMap<String, Integer> mapped = new TreeMap<>();
    powers.forEach((symbol, power) -> mapped.put(symbol, operation.applyAsInt(power)));
    return checked(mapped);
  }

  private static Unit checked(SortedMap<String, Integer> powers) {
    boolean inRange = powers.values().stream().allMatch(power -> -MAX_POWER <= power && power <= MAX_POWER);
    if (!inRange || powers.size() > MAX_SYMBOLS) {
      throw new ArithmeticException(RANGE_RULE);
    }
    return powers.isEmpty() ? ONE : new Unit(powers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Unit unit && powers.equals(unit.powers);
  }

  @Override
  public int hashCode() {
    return powers.hashCode();
  }

  /**
   * The canonical form, which {@link #parse} reads back: positive powers first, then negative ones, each in the order
   * of their characters. {@code 1} for {@link #ONE}, {@code 1/yr} where no power is positive.
   */
  @Override
  public String toString() {
    // Several threads may write it: it is the same text, and texts are safe to hand over without a lock.
    String known = text;
    if (known.isEmpty()) {
      known = write();
      text = known;
    }
    return known;
  }

  private String write() {
    StringBuilder written = new StringBuilder();
    powers.forEach((symbol, power) -> append(written, power > 0 ? "*" : "", symbol, power));
    if (written.isEmpty()) {
      written.append('1');
    }
    powers.forEach((symbol, power) -> append(written, power < 0 ? "/" : "", symbol, -power));
    return written.toString();
  }

  /** Appends nothing if there is no operator. */
  private static void append(StringBuilder text, String operator, String symbol, int power) {
    if (operator.isEmpty()) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(operator);
    }
    text.append(symbol);
    if (power != 1) {
      text.append('^').append(power);
    }
  }
}
