package io.margrid.client.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells in columns: headings, a rule, rows. Columns are aligned right but for those said otherwise. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> headings = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private int leftColumns;

  /** Adds a line of headings. */
  public TextTable heading(List<String> cells) {
    headings.add(List.copyOf(cells));
    return this;
  }

  /** Adds a row. */
  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Aligns the first columns left. */
  public TextTable left(int columns) {
    leftColumns = columns;
    return this;
  }

  /** The table's lines, each ended by a line feed; no blanks at line ends. */
  public String render() {
    List<List<String>> all = new ArrayList<>(headings);
    all.addAll(rows);
    int[] widths = widths(all);
    StringBuilder text = new StringBuilder();
    headings.forEach(cells -> appendLine(text, cells, widths));
    if (!headings.isEmpty()) {
      List<String> rule = new ArrayList<>();
      for (int width : widths) {
        rule.add("─".repeat(width));
      }
      appendLine(text, rule, widths);
    }
    rows.forEach(cells -> appendLine(text, cells, widths));
    return text.toString();
  }

  private static int[] widths(List<List<String>> lines) {
    int columns = lines.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int column = 0; column < line.size(); column++) {
        widths[column] = Math.max(widths[column], width(line.get(column)));
      }
    }
    return widths;
  }

  private void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP).append(column < leftColumns ? cell + blanks : blanks + cell);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Places that a text takes on a terminal, wide characters apart. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
