package io.margrid.core.request;

import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ConstantDefinition;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ParameterDefinition;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes docs/models.md: what every model of a catalogue says of itself. */
final class ModelsPage {
  private final StringBuilder page = new StringBuilder();

  private ModelsPage() {}

  static String of(Catalog catalog) {
    ModelsPage models = new ModelsPage();
    models.head(catalog);
    catalog.models().forEach(models::model);
    return models.page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void head(Catalog catalog) {
    line("# The shipped models");
    line("");
    line(
        "Generated from the data files in core/src/main/resources/io/margrid/core/models; do not edit. After a change:");
    line(
        "`mvn test -pl core -am -Dtest=ModelsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmargrid.write-docs=true`.");
    line(
        "The language of the formulas is described in [formula-language.md](formula-language.md). Shares and margins are");
    line("ratios: 0.25 is 25 %.");
    line("");
    line("| model | what it is | periods |");
    line("|---|---|---|");
    catalog.models().forEach(model -> line("| [`%s`](#%s) | %s | %s |".formatted(model.definition().id(),
        model.definition().id(), cell(model.definition().title()), periods(model))));
  }

  private static String periods(CompiledModel model) {
    List<String> periods = model.periods();
    return periods.isEmpty() ? "none"
        : periods.getFirst() + " to " + periods.getLast() + " (" + periods.size() + ")";
  }

  private void model(CompiledModel model) {
    line("");
    line("## " + model.definition().id());
    line("");
    line("**" + model.definition().title() + ".** " + model.definition().description());
    line("");
    line("Source: " + model.definition().source());
    line("");
    line("Periods: " + periods(model) + ".");
    constants(model);
    parameters(model);
    series(model);
    metrics(model);
  }

  private void constants(CompiledModel model) {
    if (model.definition().constants().isEmpty()) {
      return;
    }
    table("constant", "unit", "value", "meaning", "source");
    for (int i = 0; i < model.definition().constants().size(); i++) {
      ConstantDefinition constant = model.definition().constants().get(i);
      row("`" + constant.name() + "`", model.constantUnit(i).toString(), number(constant.value()),
          constant.description(), constant.source());
    }
  }

  private void parameters(CompiledModel model) {
    table("parameter", "unit", "default", "bounds", "meaning", "source");
    for (int i = 0; i < model.definition().parameters().size(); i++) {
      ParameterDefinition parameter = model.definition().parameters().get(i);
      row("`" + parameter.name() + "`", model.parameterUnit(i).toString(),
          isSeries(parameter) ? "by period" : number(parameter.values().getFirst()), bounds(parameter),
          parameter.description(), parameter.source());
    }
  }

  private static boolean isSeries(ParameterDefinition parameter) {
    return parameter.values().size() > 1;
  }

  private static String bounds(ParameterDefinition parameter) {
    OptionalDouble least = parameter.minimum();
    OptionalDouble greatest = parameter.maximum();
    if (least.isPresent() && greatest.isPresent()) {
      return number(least.getAsDouble()) + " to " + number(greatest.getAsDouble());
    }
    if (least.isPresent()) {
      return "≥ " + number(least.getAsDouble());
    }
    return greatest.isPresent() ? "≤ " + number(greatest.getAsDouble()) : "none";
  }

  /** The defaults that differ between periods: a row for each period. */
  private void series(CompiledModel model) {
    List<ParameterDefinition> series = model.definition().parameters().stream().filter(ModelsPage::isSeries)
        .toList();
    if (series.isEmpty()) {
      return;
    }
    table(Stream.concat(Stream.of("default in"), series.stream().map(each -> "`" + each.name() + "`"))
        .toArray(String[]::new));
    for (int period = 0; period < model.periodCount(); period++) {
      int at = period;
      row(Stream.concat(Stream.of(model.periods().get(at)),
          series.stream().map(each -> number(each.values().get(at)))).toArray(String[]::new));
    }
  }

  private void metrics(CompiledModel model) {
    table("metric", "unit", "meaning");
    List<MetricDefinition> metrics = model.definition().metrics();
    for (int i = 0; i < metrics.size(); i++) {
      row("`" + metrics.get(i).name() + "`", model.metricUnit(i).toString(), metrics.get(i).description());
    }
    line("");
    line("```");
    int width = metrics.stream().mapToInt(metric -> metric.name().length()).max().orElse(0);
    IntStream.range(0, metrics.size()).forEach(i -> line(
        ("%-" + width + "s = %s").formatted(metrics.get(i).name(), model.canonicalFormula(i))));
    line("```");
  }

  private void table(String... heads) {
    line("");
    row(heads);
    line("|" + "---|".repeat(heads.length));
  }

  private void row(String... cells) {
    line(Stream.of(cells).map(ModelsPage::cell).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }

  /** The shortest decimal that reads back to the same double. */
  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
