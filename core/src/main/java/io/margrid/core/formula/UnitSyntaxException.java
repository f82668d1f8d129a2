package io.margrid.core.formula;

/** A text that is not a unit. */
public final class UnitSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final String rule;

  UnitSyntaxException(int offset, String rule) {
    super(rule, null, false, false);
    this.offset = offset;
    this.rule = rule;
  }

  /** Index of the character at which the text stops being a unit, from zero; the length of the text at its end. */
  public int offset() {
    return offset;
  }

  /** What is expected there, a phrase that completes "expected: …". */
  public String rule() {
    return rule;
  }
}
