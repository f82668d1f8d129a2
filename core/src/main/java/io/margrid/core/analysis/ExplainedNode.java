package io.margrid.core.analysis;

import java.util.List;

/**
 * One node of an explanation.
 *
 * @param label    the name of a constant, parameter or metric; the operator or function of an operation; the literal as
 *                 formulas write it
 * @param operands positions in the explanation's nodes, all before this one
 * @param unit     in canonical form
 * @param value    in the period explained; of what a lag reads, in the earlier period. Every NaN is canonical
 * @param source   of a constant or parameter; empty: not stated
 * @param reason   why the value is not finite; empty if it is
 */
public record ExplainedNode(Kind kind, String label, List<Integer> operands, String unit, double value,
    String source,
    String reason) {
  /** What a node is. */
  public enum Kind {
    LITERAL,
    CONSTANT,
    PARAMETER,
    OPERATION,
    /** Its only operand is its formula; none where a lag reads the metric in an earlier period. */
    METRIC
  }

  public ExplainedNode {
    operands = List.copyOf(operands);
  }
}
