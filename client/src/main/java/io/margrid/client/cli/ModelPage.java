package io.margrid.client.cli;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.DoubleText;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.Constant;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model as a page of text. */
final class ModelPage {
  private static final int NARROWEST = 60;

  private final Model model;
  private final int columns;
  private final StringBuilder page = new StringBuilder();

  ModelPage(Model model, int columns) {
    this.model = model;
    this.columns = Math.max(NARROWEST, columns);
  }

  String render() {
    page.append(model.getId()).append(model.getTitle().isEmpty() ? "" : ": " + model.getTitle()).append('\n');
    paragraph(model.getDescription());
    paragraph(model.getSource().isEmpty() ? "" : "Source: " + model.getSource());
    if (model.getPeriodsCount() > 0) {
      paragraph("Periods: " + String.join(", ", model.getPeriodsList()));
    }
    constants();
    parameters();
    metrics();
    return page.toString();
  }

  private void constants() {
    if (model.getConstantsCount() == 0) {
      return;
    }
    page.append("\nConstants\n");
    TextTable table = new TextTable().left(3);
    for (Constant constant : model.getConstantsList()) {
      table.row(List.of("  " + constant.getName(), DoubleText.of(constant.getValue()),
          unit(constant.getUnit()), constant.getDescription()));
    }
    page.append(table.left(4).render());
  }

  private void parameters() {
    page.append("\nParameters\n");
    TextTable table = new TextTable().left(5)
        .heading(List.of("  name", "default", "unit", "allowed", "meaning and source of the default"));
    for (Parameter parameter : model.getParametersList()) {
      String meaning = parameter.getDescription();
      String source = parameter.getSource().isEmpty() ? "" : "[" + parameter.getSource() + "]";
      List<String> lines = wrapped((meaning + " " + source).strip(), Math.max(40, columns - 60));
      table.row(List.of("  " + parameter.getName(), defaultValue(parameter), unit(parameter.getUnit()),
          allowed(parameter), lines.isEmpty() ? "" : lines.get(0)));
      lines.stream().skip(1).forEach(line -> table.row(List.of("", "", "", "", line)));
    }
    page.append(table.render());
  }

  private void metrics() {
    page.append("\nMetrics\n");
    for (Metric metric : model.getMetricsList()) {
      page.append("\n  ").append(metric.getName());
      String unit = unit(metric.getUnit());
      page.append(unit.isEmpty() ? "" : " [" + unit + "]").append('\n');
      wrapped(metric.getDescription(), columns - 6)
          .forEach(line -> page.append("    ").append(line).append('\n'));
      page.append("    = ").append(metric.getFormula().strip().lines().map(String::strip)
          .collect(Collectors.joining("\n      "))).append('\n');
    }
  }

  private static String defaultValue(Parameter parameter) {
    if (!parameter.hasSeries()) {
      return text(parameter.getValue(), parameter);
    }
    return parameter.getSeries().getValuesList().stream()
        .map(value -> text(value, parameter)).collect(Collectors.joining(", "));
  }

  // Inputs are shown as they are: decimals in the hint are meant for computed values.
  private static String text(double value, Parameter parameter) {
    return DisplayText.of(value, parameter.getDisplay().toBuilder().clearDecimals().build());
  }

  private static String allowed(Parameter parameter) {
    boolean least = parameter.hasMinimum();
    boolean greatest = parameter.hasMaximum();
    String minimum = text(parameter.getMinimum(), parameter);
    String maximum = text(parameter.getMaximum(), parameter);
    if (least && greatest) {
      return minimum + " to " + maximum;
    }
    return least ? "≥ " + minimum : greatest ? "≤ " + maximum : "";
  }

  private static String unit(String unit) {
    return unit.equals("1") ? "" : unit;
  }

  private void paragraph(String text) {
    List<String> lines = wrapped(text, columns - 2);
    page.append(lines.isEmpty() ? "" : "\n");
    lines.forEach(line -> page.append("  ").append(line).append('\n'));
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
