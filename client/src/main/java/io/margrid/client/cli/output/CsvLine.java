package io.margrid.client.cli.output;

/** Appends one line of a csv after the other. */
final class CsvLine {
  private final StringBuilder text;
  private boolean first = true;

  CsvLine(StringBuilder text) {
    this.text = text;
  }

  CsvLine text(String field) {
    separate();
    text.append(CsvSyntax.quoted(field));
    return this;
  }

  CsvLine number(double value) {
    separate();
    DoubleText.append(text, value);
    return this;
  }

  void end() {
    text.append('\n');
    first = true;
  }

  private void separate() {
    text.append(first ? "" : ",");
    first = false;
  }
}
