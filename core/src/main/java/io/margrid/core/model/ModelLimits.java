package io.margrid.core.model;

/**
 * How large a model may be.
 *
 * @param maxFormulaBytes text of one formula, in bytes of UTF-8
 * @param maxFormulaDepth brackets, calls, prefixes and powers within each other; chains do not count
 * @param maxNodes        operations, names and numbers of a model after equal sub-expressions are shared
 * @param maxNames        parameters and constants of a model, and metrics of a model, each
 * @param maxPeriods      points of a model's time axis
 */
public record ModelLimits(int maxFormulaBytes, int maxFormulaDepth, int maxNodes, int maxNames,
    int maxPeriods) {
  /** The documented ones. */
  public static final ModelLimits DEFAULT = new ModelLimits(65_536, 64, 10_000, 1_000, 1_200);
  /** Walks over a formula recurse in proportion to its depth; this much fits into any thread's stack. */
  public static final int DEEPEST = 256;

  public ModelLimits {
    requirePositive("maxFormulaBytes", maxFormulaBytes);
    requirePositive("maxFormulaDepth", maxFormulaDepth);
    requirePositive("maxNodes", maxNodes);
    requirePositive("maxNames", maxNames);
    requirePositive("maxPeriods", maxPeriods);
    if (maxFormulaDepth > DEEPEST) {
      throw new IllegalArgumentException(
          "maxFormulaDepth: " + maxFormulaDepth + " (expected: at most " + DEEPEST + ")");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
