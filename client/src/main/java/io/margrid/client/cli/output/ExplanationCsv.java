package io.margrid.client.cli.output;

import io.margrid.v1.ExplainResponse;
import io.margrid.v1.ExplainedNode;
import java.util.stream.Collectors;

/** Where a number comes from, a line for each formula node, operands before their users. */
public final class ExplanationCsv {
  private ExplanationCsv() {}

  /** Operands are node numbers, from zero, with blanks between; every value reads back to the same double. */
  public static String render(ExplainResponse explained) {
    StringBuilder text = new StringBuilder("node,kind,label,operands,unit,value,source,reason\n");
    for (int index = 0; index < explained.getNodesCount(); index++) {
      ExplainedNode node = explained.getNodes(index);
      String operands = node.getOperandsList().stream().map(String::valueOf).collect(Collectors.joining(" "));
      new CsvLine(text).number(index).text(node.getKind().name().replaceFirst("^KIND_", ""))
          .text(node.getLabel()).text(operands).text(node.getUnit()).number(node.getValue())
          .text(node.getSource()).text(node.getReason()).end();
    }
    return text.toString();
  }
}
