package io.margrid.client.cli.output;

import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;
import io.margrid.v1.ExplainedNode.Kind;

/** Where a number comes from, for Graphviz: an arrow from each operand to what is computed from it. */
public final class ExplanationDot {
  private ExplanationDot() {}

  /** A directed graph in the dot language; nodes are numbered as in the answer. */
  public static String render(ExplainResponse explained) {
    StringBuilder text = new StringBuilder("""
      digraph explanation {
        rankdir=BT;
        node [fontname="sans-serif", shape=box];
      """);
    for (int index = 0; index < explained.getNodesCount(); index++) {
      ExplainedNode node = explained.getNodes(index);
      text.append("  n").append(index).append(" [label=").append(label(node)).append(style(node))
          .append("];\n");
      for (int operand : node.getOperandsList()) {
        text.append("  n").append(operand).append(" -> n").append(index).append(";\n");
      }
    }
    return text.append("}\n").toString();
  }

  private static String label(ExplainedNode node) {
    String unit = node.getUnit().equals("1") ? "" : " " + node.getUnit();
    String value = node.getKind() == Kind.KIND_LITERAL ? "" : "\\n" + DoubleText.of(node.getValue()) + unit;
    String source = node.getSource().isEmpty() ? "" : "\\n" + escaped(node.getSource());
    return '"' + escaped(node.getLabel()) + value + source + '"';
  }

  private static String style(ExplainedNode node) {
    return switch (node.getKind()) {
      case KIND_METRIC -> ", style=\"bold\"";
      case KIND_PARAMETER -> ", style=\"rounded,filled\", fillcolor=\"#fee0b6\"";
      case KIND_CONSTANT, KIND_LITERAL -> ", style=\"rounded\"";
      case KIND_OPERATION, KIND_UNSPECIFIED, UNRECOGNIZED -> ", shape=ellipse";
    };
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
  }
}
