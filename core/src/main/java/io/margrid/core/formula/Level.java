package io.margrid.core.formula;

/** How tightly an expression holds together, loosest first. */
enum Level {
  OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER, ATOM;

  boolean isLooserThan(Level other) {
    return compareTo(other) < 0;
  }
}
