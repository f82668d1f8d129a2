package io.margrid.client.cli.output;

import io.margrid.v1.GridHeader;
import io.margrid.v1.Solution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line for each root, and one without a root for each cell that has none, written as cells arrive. Every number reads
 * back to the same double.
 */
public final class SolutionLines implements SolutionSink {
  private static final List<String> REMARKS = List.of("absence", "monotone", "metric_minimum",
      "metric_maximum");

  private final OutputStream out;
  private final LineSyntax syntax;
  private final String parameter;
  private final StringBuilder text = new StringBuilder();
  private @Nullable GridShape shape;
  private long cell;

  private SolutionLines(OutputStream out, LineSyntax syntax, String parameter) {
    this.out = out;
    this.syntax = syntax;
    this.parameter = parameter;
  }

  /** As csv with a heading line; {@code parameter} is what was solved for, as headings name it. */
  public static SolutionLines csv(OutputStream out, String parameter) {
    return new SolutionLines(out, new CsvSyntax(), parameter);
  }

  /** As JSON objects; what is absent is null. */
  public static SolutionLines ndjson(OutputStream out, String parameter) {
    return new SolutionLines(out, new NdjsonSyntax(), parameter);
  }

  @Override
  public void start(GridHeader header) {
    GridShape known = new GridShape(header);
    List<String> names = new ArrayList<>();
    known.coordinates().forEach(coordinate -> names.add(coordinate.name()));
    names.add(parameter);
    names.addAll(REMARKS);
    syntax.heading(text, names);
    shape = known;
  }

  @Override
  public void solutions(List<Solution> solutions) throws IOException {
    GridShape known = Objects.requireNonNull(shape, "start comes first");
    for (Solution solution : solutions) {
      for (int root = 0; root < Math.max(1, solution.getRootsCount()); root++) {
        line(known, solution, root);
      }
      cell++;
    }
    write();
  }

  @Override
  public void end() throws IOException {
    write();
  }

  private void line(GridShape known, Solution solution, int root) {
    int field = 0;
    for (Coordinate coordinate : known.coordinates()) {
      syntax.coordinate(text, field++, coordinate, known.point(coordinate.axis(), cell));
    }
    boolean found = solution.getRootsCount() > 0;
    number(field++, found, found ? solution.getRoots(root) : 0);
    syntax.text(text, field++, found ? "" : solution.getAbsence().name().replaceFirst("^ABSENCE_", ""));
    syntax.flag(text, field++, solution.getMonotone());
    number(field++, solution.hasMinimum(), solution.getMinimum());
    number(field, solution.hasMaximum(), solution.getMaximum());
    syntax.endLine(text);
  }

  private void number(int field, boolean present, double value) {
    if (present) {
      syntax.number(text, field, value);
    } else {
      syntax.nothing(text, field);
    }
  }

  private void write() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
    text.setLength(0);
  }
}
