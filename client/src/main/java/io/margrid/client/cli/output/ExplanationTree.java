package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;
import io.margrid.v1.ExplainedNode.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a number comes from, as a tree of lines: formula node, value, unit, source. What is used several times is shown
 * in full the first time only.
 */
public final class ExplanationTree {
  private static final Pattern LAG = Pattern.compile("lag ([0-9]{1,9})");

  private final ExplainResponse explained;
  private final Hints hints;
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> shown = new HashSet<>();
  private final List<String> periods;

  private ExplanationTree(ExplainResponse explained, Hints hints, List<String> periods) {
    this.explained = explained;
    this.hints = hints;
    this.periods = periods;
  }

  /** The tree as text; {@code periods} are the model's, in order. */
  public static String render(ExplainResponse explained, Hints hints, List<String> periods) {
    ExplanationTree tree = new ExplanationTree(explained, hints, periods);
    tree.add(explained.getNodesCount() - 1, "", "", "");
    int widest = tree.rows.stream().mapToInt(row -> TextTable.width(row.get(1))).max().orElse(0);
    TextTable table = new TextTable().left(4);
    for (List<String> row : tree.rows) {
      String value = " ".repeat(widest - TextTable.width(row.get(1))) + row.get(1);
      table.row(List.of(row.get(0), value, row.get(2), row.get(3)));
    }
    return (explained.getPeriod().isEmpty() ? "" : "in " + explained.getPeriod() + "\n") + table.render();
  }

  private void add(int index, String branch, String indent, String when) {
    ExplainedNode node = explained.getNodes(index);
    // A metric and its formula are one line: the formula's operation stands behind the name.
    boolean defined = node.getKind() == Kind.KIND_METRIC && node.getOperandsCount() == 1;
    ExplainedNode formula = defined ? explained.getNodes(node.getOperands(0)) : node;
    boolean folded = defined && formula.getKind() == Kind.KIND_OPERATION;
    String label = node.getLabel() + (folded ? " = " + formula.getLabel() : "");
    List<Integer> operands = folded ? formula.getOperandsList() : node.getOperandsList();
    boolean again = !operands.isEmpty() && !shown.add(index);
    rows.add(List.of(branch + label + when, value(node), node.getUnit().equals("1") ? "" : node.getUnit(),
        again ? "(as above)" : remark(node)));
    for (int i = 0; i < operands.size() && !again; i++) {
      boolean last = i == operands.size() - 1;
      add(operands.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), when(formula));
    }
  }

  // What a lag reads is of an earlier period; before the first one it is a value that the formula gives.
  private String when(ExplainedNode formula) {
    Matcher lag = LAG.matcher(formula.getLabel());
    if (formula.getKind() != Kind.KIND_OPERATION || !lag.matches()) {
      return "";
    }
    int period = periods.indexOf(explained.getPeriod()) - Integer.parseInt(lag.group(1));
    return period < 0 ? "" : " in " + periods.get(period);
  }

  private String value(ExplainedNode node) {
    boolean named = node.getKind() == Kind.KIND_METRIC || node.getKind() == Kind.KIND_PARAMETER;
    Display hint = named ? hints.of(node.getLabel()) : Display.getDefaultInstance();
    boolean input = node.getKind() == Kind.KIND_PARAMETER;
    return node.getKind() == Kind.KIND_LITERAL ? ""
        : DisplayText.of(node.getValue(), input ? hint.toBuilder().clearDecimals().build() : hint);
  }

  private static String remark(ExplainedNode node) {
    return !node.getReason().isEmpty() ? node.getReason()
        : node.getSource().isEmpty() ? "" : "[" + node.getSource() + "]";
  }
}
