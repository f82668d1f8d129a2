package io.margrid.client.cli;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.DoubleText;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.Binding;
import io.margrid.v1.Constant;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.Include;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.ArrayList;
import java.util.List;

/** A model as a page of text. */
final class ModelPage {
  private static final int NARROWEST = 60;
  private static final int MOST_PERIODS = 24;
  private static final int MOST_VALUES = 3;

  private final Model model;
  private final List<Include> includes;
  private final int columns;
  private final StringBuilder page = new StringBuilder();

  ModelPage(GetModelResponse response, int columns) {
    this.model = response.getModel();
    this.includes = response.getIncludesList();
    this.columns = Math.max(NARROWEST, columns);
  }

  String render() {
    page.append(model.getId()).append(model.getTitle().isEmpty() ? "" : ": " + model.getTitle()).append('\n');
    paragraph(model.getDescription());
    paragraph(model.getSource().isEmpty() ? "" : "Source: " + model.getSource());
    if (model.getPeriodsCount() > 0) {
      paragraph(periods(model.getPeriodsList()));
    }
    includes();
    constants();
    parameters();
    metrics();
    return page.toString();
  }

  private static String periods(List<String> periods) {
    int count = periods.size();
    return "Periods: " + (count <= MOST_PERIODS ? String.join(", ", periods)
        : periods.get(0) + ", " + periods.get(1) + " … " + periods.get(count - 1) + " (" + count + ")");
  }

  private void includes() {
    for (Include include : includes) {
      String prefix = include.getPrefix().isEmpty() ? "" : " as " + include.getPrefix() + "_…";
      page.append("\nIncludes ").append(include.getModelId()).append(prefix).append('\n');
      for (Binding binding : include.getBindingsList()) {
        page.append("  ").append(binding.getParameter()).append('\n');
        formula(binding.getFormula());
      }
    }
  }

  private void formula(String text) {
    List<String> lines = wrapped(text, columns - 6);
    page.append("    = ").append(String.join("\n      ", lines)).append('\n');
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
    series();
  }

  // Long series have no table: a grid in csv shows them whole.
  private void series() {
    List<Parameter> series = model.getParametersList().stream().filter(Parameter::hasSeries)
        .filter(parameter -> parameter.getSeries().getValuesCount() > MOST_VALUES).toList();
    if (series.isEmpty() || model.getPeriodsCount() > MOST_PERIODS) {
      return;
    }
    page.append("\nDefaults over time\n");
    List<String> heading = new ArrayList<>(List.of("  period"));
    series.forEach(parameter -> heading.add(parameter.getName()));
    TextTable table = new TextTable().left(1).heading(heading);
    for (int period = 0; period < model.getPeriodsCount(); period++) {
      List<String> row = new ArrayList<>(List.of("  " + model.getPeriods(period)));
      for (Parameter parameter : series) {
        row.add(text(parameter.getSeries().getValues(period), parameter));
      }
      table.row(row);
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
      formula(metric.getFormula());
    }
  }

  private static String defaultValue(Parameter parameter) {
    if (!parameter.hasSeries()) {
      return text(parameter.getValue(), parameter);
    }
    List<String> texts = parameter.getSeries().getValuesList().stream()
        .map(value -> text(value, parameter)).toList();
    int count = texts.size();
    return count <= MOST_VALUES ? String.join(", ", texts)
        : texts.get(0) + ", " + texts.get(1) + " … " + texts.get(count - 1) + " (" + count + ")";
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
