package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import io.margrid.v1.GridHeader;
import io.margrid.v1.Solution;
import io.margrid.v1.Solution.Absence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a parameter must be, for people: a sentence for a single cell, a row for each of several. */
public final class SolutionTable implements SolutionSink {
  private static final long MOST_CELLS = 5_000;

  private final OutputStream out;
  private final Hints hints;
  private final Wanted wanted;
  private final List<Solution> solutions = new ArrayList<>();
  private @Nullable GridShape shape;

  /**
   * What was asked.
   *
   * @param parameter what was solved for, as headings name it
   * @param unit of the parameter; empty for a pure number
   * @param target in the metric's unit
   * @param goal what is to be met: {@code margin = 55%}
   */
  public record Wanted(String parameter, String unit, String metric, double target, String goal) {}

  /** Prints to {@code out} as the model hints. */
  public SolutionTable(OutputStream out, Hints hints, Wanted wanted) {
    this.out = out;
    this.hints = hints;
    this.wanted = wanted;
  }

  @Override
  public void start(GridHeader header) {
    GridShape known = new GridShape(header);
    CollectedGrid.checkSize(known, "table", MOST_CELLS, "--format csv writes grids of any size");
    shape = known;
  }

  @Override
  public void solutions(List<Solution> more) {
    solutions.addAll(more);
  }

  @Override
  public void end() throws IOException {
    out.write(text(Objects.requireNonNull(shape, "start comes first")).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String text(GridShape known) {
    Display input = hints.of(TargetName.parameter(wanted.parameter)).toBuilder().clearDecimals().build();
    if (known.axisCount() == 0 && solutions.size() == 1) {
      return sentence(solutions.get(0), input, hints.of(wanted.metric));
    }
    TextTable table = new TextTable();
    List<String> heading = new ArrayList<>();
    known.coordinates().forEach(coordinate -> heading.add(hints.heading(coordinate)));
    heading.add(wanted.parameter + (wanted.unit.isEmpty() ? "" : " [" + wanted.unit + "]"));
    table.heading(heading);
    for (int cell = 0; cell < solutions.size(); cell++) {
      List<String> row = new ArrayList<>();
      for (Coordinate coordinate : known.coordinates()) {
        row.add(hints.display(coordinate, known.point(coordinate.axis(), cell)));
      }
      row.add(found(solutions.get(cell), input));
      table.row(row);
    }
    return "for " + wanted.goal + "\n" + table.render();
  }

  private String sentence(Solution solution, Display input, Display output) {
    String shown = wanted.unit.isEmpty() ? "" : " " + wanted.unit;
    StringBuilder text = new StringBuilder();
    for (double root : solution.getRootsList()) {
      String rounded = DisplayText.of(root, input);
      String exact = DoubleText.of(root);
      text.append(wanted.parameter).append(" = ").append(rounded).append(shown)
          .append(exact.equals(rounded) ? "" : "   (" + exact + ")").append('\n');
    }
    if (solution.getRootsCount() == 0) {
      text.append(flatAtTarget(solution) ? "any value of " : "no value of ").append(wanted.parameter)
          .append(": ").append(absence(solution)).append('\n');
    }
    text.append("for ").append(wanted.goal);
    if (solution.getAbsence() == Absence.ABSENCE_FLAT) {
      text.append("; on the scan the metric is ").append(DisplayText.of(solution.getMinimum(), output));
    } else if (solution.hasMinimum()) {
      text.append("; on the scan the metric lies between ")
          .append(DisplayText.of(solution.getMinimum(), output)).append(" and ")
          .append(DisplayText.of(solution.getMaximum(), output))
          .append(solution.getMonotone() ? ", rising or falling throughout" : ", and turns");
    }
    return text.append('\n').toString();
  }

  private boolean flatAtTarget(Solution solution) {
    return solution.getAbsence() == Absence.ABSENCE_FLAT && solution.getMinimum() == wanted.target;
  }

  private static String found(Solution solution, Display input) {
    return solution.getRootsCount() == 0 ? absence(solution)
        : solution.getRootsList().stream().map(root -> DisplayText.of(root, input))
            .collect(Collectors.joining(", "));
  }

  private static String absence(Solution solution) {
    return switch (solution.getAbsence()) {
      case ABSENCE_NO_SIGN_CHANGE -> "target not crossed";
      case ABSENCE_FLAT -> "the metric does not depend on it";
      case ABSENCE_NOT_FINITE -> "the metric is not finite";
      case ABSENCE_UNSPECIFIED, UNRECOGNIZED -> "none";
    };
  }
}
