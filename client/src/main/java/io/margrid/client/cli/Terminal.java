package io.margrid.client.cli;

import io.margrid.client.cli.output.Paint;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where a command writes, and what it knows of its surroundings.
 *
 * @param results standard output, byte by byte; throws what {@code out} keeps to itself
 * @param out the same for texts, UTF-8
 * @param err errors and progress, UTF-8
 * @param environment variables; the launcher names in {@code MARGRID_TERMINALS} which of {@code out} and
 *   {@code err} are terminals, which Java cannot tell, and in {@code COLUMNS} how wide they are
 */
record Terminal(StandardOutput results, PrintStream out, PrintStream err, Map<String, String> environment) {
  private static final int USUAL_COLUMNS = 100;

  static Terminal of(OutputStream out, PrintStream err, Map<String, String> environment) {
    StandardOutput results = new StandardOutput(out);
    return new Terminal(results, new PrintStream(results, false, StandardCharsets.UTF_8), err,
        Map.copyOf(environment));
  }

  /** Whether results go to a person's eyes. */
  boolean outIsTerminal() {
    return variable("MARGRID_TERMINALS").contains("out");
  }

  /** Whether errors and progress go to a person's eyes. */
  boolean errIsTerminal() {
    return variable("MARGRID_TERMINALS").contains("err");
  }

  /** Width in characters. */
  int columns() {
    String columns = variable("COLUMNS");
    return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
  }

  /** Colours for results: none but on a terminal that has them, and none if {@code NO_COLOR} is set. */
  Paint paint() {
    String terminal = variable("TERM");
    if (!outIsTerminal() || !variable("NO_COLOR").isEmpty() || terminal.isEmpty()
        || terminal.equals("dumb")) {
      return Paint.NONE;
    }
    String depth = variable("COLORTERM").toLowerCase(Locale.ROOT);
    return depth.equals("truecolor") || depth.equals("24bit") ? Paint.TRUE_COLOUR : Paint.CUBE;
  }

  /** The value of a variable; empty if it is not set. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
