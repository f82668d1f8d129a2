package io.margrid.core.request;

import com.google.protobuf.TextFormat;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of an example of docs/formula-language.md: the model that it makes, the metric that it asks and what it says
 * comes out.
 */
record GuideExample(String line, Model model, String metric, String expected) {
  private static final Pattern FENCE = Pattern.compile("```(formula|textproto|result)\n(.*?)```",
      Pattern.DOTALL);
  private static final Pattern GIVEN = Pattern.compile("([a-z0-9_]+)(?: \\[(.*?)])?: (.*)");
  private static final Pattern NAMED = Pattern.compile("([a-z0-9_]+)(?: \\[(.*?)])? := (.*)");
  private static final String ARROW = "→";

  static List<GuideExample> in(String page) throws TextFormat.ParseException {
    List<GuideExample> examples = new ArrayList<>();
    Model written = Model.getDefaultInstance();
    Matcher fence = FENCE.matcher(page);
    while (fence.find()) {
      String text = fence.group(2);
      switch (fence.group(1)) {
        case "textproto" -> written = TextFormat.parse(text, Model.class);
        case "result" -> examples.addAll(asked(text, written));
        default -> examples.addAll(formulas(text));
      }
    }
    return examples;
  }

  private static List<GuideExample> asked(String text, Model model) {
    return text.lines()
        .map(line -> new GuideExample(line, model, before(line), after(line).orElseThrow())).toList();
  }

  private static String before(String line) {
    return line.contains(ARROW) ? line.substring(0, line.indexOf(ARROW)).strip() : line.strip();
  }

  private static Optional<String> after(String line) {
    return line.contains(ARROW)
        ? Optional.of(line.substring(line.indexOf(ARROW) + ARROW.length()).strip())
        : Optional.empty();
  }

  private static List<GuideExample> formulas(String text) {
    String[] parts = text.split("---\n", 2);
    Model.Builder model = Model.newBuilder();
    parts[0].lines().forEach(line -> give(line, model));
    List<String> lines = parts[1].lines().toList();
    List<Metric> named = lines.stream().map(GuideExample::before).map(NAMED::matcher)
        .filter(Matcher::matches).map(GuideExample::metric).toList();
    List<GuideExample> examples = new ArrayList<>();
    for (String line : lines) {
      after(line).ifPresent(expected -> examples.add(example(line, model.build(), named, expected)));
    }
    return examples;
  }

  /** A formula without a name may use all that have one; one with a name, those that give values. */
  private static GuideExample example(String line, Model given, List<Metric> named, String expected) {
    Model.Builder model = given.toBuilder();
    Matcher name = NAMED.matcher(before(line));
    boolean fault = expected.matches("[A-Z]+_[A-Z]+.*|REQUIRED.*");
    if (name.matches()) {
      return new GuideExample(line, model.addAllMetrics(named).build(), name.group(1), expected);
    }
    if (!fault) {
      model.addAllMetrics(named);
    }
    model.addMetrics(Metric.newBuilder().setName("result").setFormula(before(line)));
    return new GuideExample(line, model.build(), "result", expected);
  }

  private static Metric metric(Matcher named) {
    Metric.Builder metric = Metric.newBuilder().setName(named.group(1)).setFormula(named.group(3));
    if (named.group(2) != null) {
      metric.setUnit(named.group(2));
    }
    return metric.build();
  }

  private static void give(String line, Model.Builder model) {
    Matcher given = GIVEN.matcher(line);
    if (!given.matches()) {
      throw new AssertionError(line);
    }
    List<String> words = Stream.of(given.group(3).split(" ")).toList();
    if (given.group(1).equals("periods")) {
      model.addAllPeriods(words);
      return;
    }
    Parameter.Builder parameter = model.addParametersBuilder().setName(given.group(1));
    if (given.group(2) != null) {
      parameter.setUnit(given.group(2));
    }
    List<Double> values = words.stream().map(Double::valueOf).toList();
    if (values.size() == 1) {
      parameter.setValue(values.getFirst());
    } else {
      parameter.getSeriesBuilder().addAllValues(values);
    }
  }
}
