package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import io.margrid.v1.GridHeader;
import io.margrid.v1.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a parameter must be, cell by cell, for people and as csv. */
public final class SolutionsText {
  private final GridShape shape;
  private final String parameter;
  private final List<Solution> solutions;

  /**
   * Solutions of all cells of a grid, in cell order.
   *
   * @param parameter what was solved for, as headings name it
   */
  public SolutionsText(GridHeader header, String parameter, List<Solution> solutions) {
    this.shape = new GridShape(header);
    this.parameter = parameter;
    this.solutions = List.copyOf(solutions);
  }

  /**
   * A sentence for a single cell, with all digits; a row for each of several.
   *
   * @param unit of the parameter
   * @param goal what is to be met: {@code margin = 55%}
   */
  public String table(Hints hints, String unit, String metric, String goal) {
    Display input = hints.of(TargetName.parameter(parameter)).toBuilder().clearDecimals().build();
    Display output = hints.of(metric);
    if (shape.axisCount() == 0 && solutions.size() == 1) {
      return sentence(solutions.get(0), unit, input, output, goal);
    }
    TextTable table = new TextTable();
    List<String> heading = new ArrayList<>();
    shape.coordinates().forEach(coordinate -> heading.add(hints.heading(coordinate)));
    heading.add(parameter + (unit.isEmpty() ? "" : " [" + unit + "]"));
    table.heading(heading);
    for (int cell = 0; cell < solutions.size(); cell++) {
      List<String> row = new ArrayList<>();
      for (Coordinate coordinate : shape.coordinates()) {
        row.add(hints.display(coordinate, shape.point(coordinate.axis(), cell)));
      }
      row.add(found(solutions.get(cell), input));
      table.row(row);
    }
    return "for " + goal + "\n" + table.render();
  }

  private String sentence(Solution solution, String unit, Display input, Display output, String goal) {
    String shown = unit.isEmpty() ? "" : " " + unit;
    StringBuilder text = new StringBuilder();
    for (double root : solution.getRootsList()) {
      String rounded = DisplayText.of(root, input);
      String exact = DoubleText.of(root);
      text.append(parameter).append(" = ").append(rounded).append(shown)
          .append(exact.equals(rounded) ? "" : "   (" + exact + ")").append('\n');
    }
    if (solution.getRootsCount() == 0) {
      text.append("no value of ").append(parameter).append(": ").append(absence(solution)).append('\n');
    }
    text.append("for ").append(goal);
    if (solution.hasMinimum()) {
      text.append("; on the scan the metric lies between ")
          .append(DisplayText.of(solution.getMinimum(), output)).append(" and ")
          .append(DisplayText.of(solution.getMaximum(), output))
          .append(solution.getMonotone() ? ", rising or falling throughout" : ", and turns");
    }
    return text.append('\n').toString();
  }

  private static String found(Solution solution, Display input) {
    return solution.getRootsCount() == 0 ? absence(solution)
        : solution.getRootsList().stream().map(root -> DisplayText.of(root, input))
            .collect(Collectors.joining(", "));
  }

  private static String absence(Solution solution) {
    return switch (solution.getAbsence()) {
      case ABSENCE_NO_SIGN_CHANGE -> "target not crossed";
      case ABSENCE_FLAT -> "metric does not depend on it";
      case ABSENCE_NOT_FINITE -> "metric not finite";
      case ABSENCE_UNSPECIFIED, UNRECOGNIZED -> "none";
    };
  }

  /**
   * A line for each root, and one without a root for each cell that has none; every number reads back to the same
   * double.
   */
  public String csv() {
    StringBuilder text = new StringBuilder();
    CsvLine heading = new CsvLine(text);
    shape.coordinates().forEach(coordinate -> heading.text(coordinate.name()));
    heading.text(parameter).text("absence").text("monotone").text("metric_minimum").text("metric_maximum")
        .end();
    for (int cell = 0; cell < solutions.size(); cell++) {
      Solution solution = solutions.get(cell);
      for (int root = 0; root < Math.max(1, solution.getRootsCount()); root++) {
        line(text, cell, solution, root);
      }
    }
    return text.toString();
  }

  private void line(StringBuilder text, int cell, Solution solution, int root) {
    CsvLine line = new CsvLine(text);
    for (Coordinate coordinate : shape.coordinates()) {
      line.text(coordinate.exact(shape.point(coordinate.axis(), cell)));
    }
    if (solution.getRootsCount() == 0) {
      line.text("").text(solution.getAbsence().name().replaceFirst("^ABSENCE_", ""));
    } else {
      line.number(solution.getRoots(root)).text("");
    }
    line.text(Boolean.toString(solution.getMonotone()))
        .text(solution.hasMinimum() ? DoubleText.of(solution.getMinimum()) : "")
        .text(solution.hasMaximum() ? DoubleText.of(solution.getMaximum()) : "").end();
  }
}
