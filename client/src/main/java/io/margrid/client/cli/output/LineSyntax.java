package io.margrid.client.cli.output;

import java.util.List;

/** How a line of the long form is written. Fields are counted from zero. */
sealed interface LineSyntax permits CsvSyntax, NdjsonSyntax {
  /** Tells the names of the fields; appends the heading line if there is one. */
  void heading(StringBuilder text, List<String> names);

  /** Appends the value of a coordinate at a point of its axis. */
  void coordinate(StringBuilder text, int field, Coordinate coordinate, long point);

  /** Appends a number. */
  void number(StringBuilder text, int field, double value);

  /** Appends a text. */
  void text(StringBuilder text, int field, String value);

  /** Appends true or false. */
  void flag(StringBuilder text, int field, boolean value);

  /** Appends a field without a value. */
  void nothing(StringBuilder text, int field);

  /** Ends the line. */
  void endLine(StringBuilder text);
}
