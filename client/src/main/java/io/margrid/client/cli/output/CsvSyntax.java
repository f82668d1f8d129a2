package io.margrid.client.cli.output;

import java.util.List;

/** RFC 4180: a heading line, commas, quotes where a label needs them. */
final class CsvSyntax implements LineSyntax {
  @Override
  public void heading(StringBuilder text, List<String> names) {
    for (int field = 0; field < names.size(); field++) {
      separate(text, field);
      text.append(quoted(names.get(field)));
    }
    endLine(text);
  }

  @Override
  public void coordinate(StringBuilder text, int field, Coordinate coordinate, long point) {
    text(text, field, coordinate.exact(point));
  }

  @Override
  public void number(StringBuilder text, int field, double value) {
    separate(text, field);
    DoubleText.append(text, value);
  }

  @Override
  public void text(StringBuilder text, int field, String value) {
    separate(text, field);
    text.append(quoted(value));
  }

  @Override
  public void flag(StringBuilder text, int field, boolean value) {
    separate(text, field);
    text.append(value);
  }

  @Override
  public void nothing(StringBuilder text, int field) {
    separate(text, field);
  }

  @Override
  public void endLine(StringBuilder text) {
    text.append('\n');
  }

  private static void separate(StringBuilder text, int field) {
    if (field > 0) {
      text.append(',');
    }
  }

  /** A field, in quotes where it needs them. */
  static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
