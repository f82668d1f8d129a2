package io.margrid.client.cli.output;

import java.util.List;

/** One JSON object per line. JSON has no NaN and no infinities: they are strings. */
final class NdjsonSyntax implements LineSyntax {
  private List<String> keys = List.of();

  @Override
  public void heading(StringBuilder text, List<String> names) {
    keys = names.stream().map(name -> quoted(name) + ":").toList();
  }

  @Override
  public void coordinate(StringBuilder text, int field, Coordinate coordinate, long point) {
    if (coordinate.isNumber()) {
      number(text, field, coordinate.value(point));
    } else {
      text(text, field, coordinate.exact(point));
    }
  }

  @Override
  public void number(StringBuilder text, int field, double value) {
    key(text, field);
    if (Double.isFinite(value)) {
      DoubleText.append(text, value);
    } else {
      text.append('"').append(value).append('"');
    }
  }

  @Override
  public void text(StringBuilder text, int field, String value) {
    key(text, field);
    text.append(quoted(value));
  }

  @Override
  public void flag(StringBuilder text, int field, boolean value) {
    key(text, field);
    text.append(value);
  }

  @Override
  public void nothing(StringBuilder text, int field) {
    key(text, field);
    text.append("null");
  }

  @Override
  public void endLine(StringBuilder text) {
    text.append("}\n");
  }

  private void key(StringBuilder text, int field) {
    text.append(field == 0 ? '{' : ',').append(keys.get(field));
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
