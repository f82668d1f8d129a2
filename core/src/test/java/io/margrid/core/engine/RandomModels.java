package io.margrid.core.engine;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
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

/** Models with random formulas over pure numbers: every operation, shared sub-expressions, metrics that use metrics. */
final class RandomModels {
  private static final double[] DEFAULTS = {0, 1, -1, 2, 0.5, 1e10, -3.25, 7};

  private final Random random;

  RandomModels(Random random) {
    this.random = random;
  }

  CompiledModel next(int parameters, int metrics) {
    List<ParameterDefinition> parameterDefinitions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      names.add("p" + i);
      parameterDefinitions
          .add(new ParameterDefinition("p" + i, "1", List.of(DEFAULTS[random.nextInt(DEFAULTS.length)]),
              OptionalDouble.empty(), OptionalDouble.empty(), "", "", Display.PLAIN));
    }
    List<MetricDefinition> metricDefinitions = new ArrayList<>();
    for (int i = 0; i < metrics; i++) {
      metricDefinitions
          .add(new MetricDefinition("m" + i, Optional.of("1"), number(names, 4), "", Display.PLAIN));
      names.add("m" + i);
    }
    Faults faults = new Faults();
    ModelDefinition definition = new ModelDefinition("random", "", "", "", List.of(), List.of(),
        parameterDefinitions,
        metricDefinitions);
    return ModelCompiler
        .compile(definition, FieldPath.ROOT, Catalog.of(List.of()), ModelLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder() + " in " + metricDefinitions));
  }

  private String number(List<String> names, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(5) == 0 ? literal() : names.get(random.nextInt(names.size()));
    }
    String a = number(names, depth - 1);
    String b = number(names, depth - 1);
    return switch (random.nextInt(18)) {
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
      case 16 -> "clamp(" + a + ", " + b + ", " + literal() + ")";
      default -> "-(" + a + ")";
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
