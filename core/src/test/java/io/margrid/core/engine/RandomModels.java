package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Display;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelCompiler;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** Models with random formulas over pure numbers: every operation, shared sub-expressions, metrics that use metrics. */
public final class RandomModels {
  private static final double[] DEFAULTS = {0, 1, -1, 2, 0.5, 1e10, -3.25, 7};

  private static final int[] PERIODS = {1, 2, 3, 5, 12};

  private final Random random;
  private int periods;

  public RandomModels(Random random) {
    this.random = random;
  }

  public CompiledModel next(int parameters, int metrics) {
    while (true) {
      Faults faults = new Faults();
      Optional<CompiledModel> model = attempt(parameters, metrics, faults);
      if (model.isPresent()) {
        return model.get();
      }
      // A sum over all periods may stand in a recurrence by chance; nothing else may be wrong.
      assertThat(faults.inFieldOrder()).allMatch(fault -> fault.reason() == Reason.FORMULA_CYCLE);
    }
  }

  private Optional<CompiledModel> attempt(int parameters, int metrics, Faults faults) {
    periods = random.nextBoolean() ? 0 : PERIODS[random.nextInt(PERIODS.length)];
    List<ParameterDefinition> parameterDefinitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      names.add("p" + i);
      parameterDefinitions.add(new ParameterDefinition("p" + i, "1", defaults(), OptionalDouble.empty(),
          OptionalDouble.empty(), "", "", Display.PLAIN));
    }
    List<MetricDefinition> metricDefinitions = new ArrayList<>();
    for (int i = 0; i < metrics; i++) {
      metricDefinitions.add(metric("m" + i, formula(names, i)));
      names.add("m" + i);
    }
    metricDefinitions.add(metric("m" + metrics, number(names, 3)));
    List<String> labels = IntStream.range(0, periods).mapToObj(period -> "t" + period).toList();
    ModelDefinition definition = new ModelDefinition("random", "", "", "", labels, List.of(),
        parameterDefinitions,
        metricDefinitions, List.of());
    return ModelCompiler.compile(definition, FieldPath.ROOT, Catalog.of(List.of()), ModelLimits.DEFAULT,
        faults);
  }

  private static MetricDefinition metric(String name, String formula) {
    return new MetricDefinition(name, Optional.of("1"), formula, "", Display.PLAIN);
  }

  private List<Double> defaults() {
    int values = periods > 0 && random.nextBoolean() ? periods : 1;
    return IntStream.range(0, values).mapToObj(_ -> DEFAULTS[random.nextInt(DEFAULTS.length)]).toList();
  }

  /** Some metrics over periods are recurrences: of their own, or with the metric after them. */
  private String formula(List<String> names, int metric) {
    String number = number(names, 4);
    return switch (periods > 1 ? random.nextInt(5) : 4) {
      case 0 -> "prev(m" + metric + ", " + number(names, 1) + ") * 0.5 + " + number;
      case 1 -> "lag(m" + metric + " + 1, 2, p0, 3) - " + number;
      case 2 -> "prev(m" + (metric + 1) + ", 2) * 0.25 + " + number;
      default -> number;
    };
  }

  private String number(List<String> names, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(5) == 0 ? literal() : names.get(random.nextInt(names.size()));
    }
    String a = number(names, depth - 1);
    String b = number(names, depth - 1);
    return switch (random.nextInt(periods > 0 ? 24 : 18)) {
      case 0, 1, 2 -> "(" + a + " + " + b + ")";
      case 3, 4 -> "(" + a + " - " + b + ")";
      case 5, 6, 7 -> a + " * " + b;
      case 8, 9 -> "(" + a + ") / (" + b + ")";
      case 10 -> "min(" + a + ", " + b + ", " + literal() + ")";
      case 11 -> "max(" + a + ", " + b + ")";
      case 12 -> "if(" + truth(names, depth - 1) + ", " + a + ", " + b + ")";
      case 13 -> "(" + a + ")^" + random.nextInt(5);
      case 14 -> "(" + a + ")^(" + b + ")";
      case 15 -> function() + "(" + a + ")";
      case 18 -> "lag(" + a + ", " + (1 + random.nextInt(3)) + ")";
      case 19 -> "prev(" + a + ", " + b + ")";
      case 20 -> aggregate(a, b);
      case 21 -> "cumulative(" + a + ")";
      case 22 -> "trailing_sum(" + a + ", " + List.of("0", "1", "2.5", "7", "p0").get(random.nextInt(5))
          + ", " + b + ")";
      case 23 -> "(" + a + ") + period_index()";
      case 16 -> "clamp(" + a + ", " + b + ", " + literal() + ")";
      default -> "-(" + a + ")";
    };
  }

  private String aggregate(String a, String b) {
    return switch (random.nextInt(6)) {
      case 0 -> "first(" + a + ")";
      case 1 -> "last(" + a + ")";
      case 2 -> "total(" + a + ")";
      case 3 -> "mean(" + a + ")";
      case 4 -> "npv(" + b + ", " + a + ")";
      default -> "irr(" + a + ")";
    };
  }

  private String truth(List<String> names, int depth) {
    String a = number(names, Math.max(0, depth - 1));
    String b = number(names, Math.max(0, depth - 1));
    return switch (random.nextInt(6)) {
      case 0 -> "(" + a + ") < (" + b + ")";
      case 1 -> "(" + a + ") >= (" + b + ")";
      case 2 -> "(" + a + ") != (" + b + ")";
      case 3 -> "not (" + a + ") == (" + b + ")";
      case 4 -> "is_finite(" + a + ") and (" + a + ") > (" + b + ")";
      default -> "is_finite(" + a + ") or (" + a + ") <= (" + b + ")";
    };
  }

  private String function() {
    List<String> functions = List.of("abs", "sqrt", "exp", "ln", "floor", "ceil", "round");
    return functions.get(random.nextInt(functions.size()));
  }

  private String literal() {
    List<String> literals = List.of("0", "1", "2.5", "25%", "1e-3", "1_000", "nan");
    return literals.get(random.nextInt(literals.size()));
  }
}
