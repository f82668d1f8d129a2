package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Display;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelCompiler;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A unit measured in another size, by a power of two, scales every result exactly, where a model has only products,
 * quotients, sums and what periods add of these: the rounding is the same at every size. Replay one with
 * {@code -Dmargrid.seed=…}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitScalingTest {
  private static final List<String> PERIODS = List.of("a", "b", "c", "d");
  private static final int METRICS = 6;
  /** Beyond these a value may overflow or lose digits when it is scaled; such a model proves nothing. */
  private static final double GREATEST = 0x1p400;
  private static final double LEAST = 0x1p-400;

  static List<Long> seeds() {
    Long replayed = Long.getLong("margrid.seed");
    if (replayed != null) {
      return List.of(replayed);
    }
    long first = System.nanoTime();
    return LongStream.range(first, first + Integer.getInteger("margrid.rounds", 100)).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aUnitScaledByAPowerOfTwoScalesResultsExactly(long seed) {
    Random random = new Random(seed);
    CompiledModel model = moderate(random);
    int money = random.nextInt(17) - 8;
    int power = random.nextInt(17) - 8;
    double[][] before = values(model, model.defaults());
    double[][] scaled = model.defaults();
    for (int parameter = 0; parameter < scaled.length; parameter++) {
      scale(scaled[parameter], exponent(model.parameterUnit(parameter).toString(), money, power));
    }
    double[][] after = values(model, scaled);
    for (int metric = 0; metric < before.length; metric++) {
      scale(before[metric], exponent(model.metricUnit(metric).toString(), money, power));
      assertThat(after[metric]).as(model.definition().metrics().get(metric).formula())
          .isEqualTo(before[metric]);
    }
  }

  private static void scale(double[] values, int exponent) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
  }

  /** By how many powers of two a quantity changes, when USD and MW do by {@code money} and {@code power}. */
  private static int exponent(String unit, int money, int power) {
    int exponent = 0;
    int sign = 1;
    for (String part : unit.split("(?<=[*/])|(?=[*/])", -1)) {
      if (part.equals("*") || part.equals("/")) {
        sign = part.equals("*") ? 1 : -1;
      } else {
        String[] symbol = part.split("\\^", -1);
        int times = symbol.length == 1 ? 1 : Integer.parseInt(symbol[1]);
        exponent += sign * times * switch (symbol[0]) {
          case "USD" -> money;
          case "MW" -> power;
          case "1" -> 0;
          default -> throw new AssertionError(unit);
        };
      }
    }
    return exponent;
  }

  /** Through the kernels: every parameter moves along an axis, so that nothing is computed once for all cells. */
  private static double[][] values(CompiledModel model, double[][] parameters) {
    List<GridQuery.Setting> settings = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      settings.add(new GridQuery.Setting(new GridQuery.Name(model.parameterNames().get(i), FieldPath.ROOT),
          new GridQuery.Values.Series(Arrays.stream(parameters[i]).boxed().toList()), FieldPath.ROOT));
    }
    List<GridQuery.Member> members = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      members.add(new GridQuery.Member(new GridQuery.Name(model.parameterNames().get(i), FieldPath.ROOT),
          Optional.empty(), AxisMode.FACTOR,
          new GridQuery.MemberPoints.Single(new ListedPoints(new double[]{1, 1.5 + i, 0.3 * (i + 1)})),
          FieldPath.ROOT));
    }
    GridQuery query = new GridQuery(new GridQuery.Changes(settings, List.of()),
        List.of(new GridQuery.Zipped("", List.of(), members, FieldPath.ROOT)), List.of(), List.of(),
        FieldPath.ROOT);
    Faults faults = new Faults();
    GridPlan plan = GridPlanner.plan(model, query, GridLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
    return Arrays.stream(PlanCells.bits(plan))
        .map(column -> Arrays.stream(column).mapToDouble(Double::longBitsToDouble).toArray())
        .toArray(double[][]::new);
  }

  private static CompiledModel moderate(Random random) {
    while (true) {
      CompiledModel model = new Generator(random).model();
      double[][] nodes = GraphEvaluator.evaluate(model.graph(), PERIODS.size(), model.constants(),
          model.defaults());
      if (Arrays.stream(nodes).flatMapToDouble(Arrays::stream).map(Math::abs)
          .allMatch(size -> size == 0 || !(size > GREATEST || size < LEAST))) {
        return model;
      }
    }
  }

  /** Formulas of a wanted unit, USD^money * MW^power. */
  private record Generator(Random random) {
    CompiledModel model() {
      List<ParameterDefinition> parameters = new ArrayList<>();
      for (String unit : List.of("USD", "MW", "USD/MW", "1")) {
        for (int i = 0; i < 2; i++) {
          parameters.add(new ParameterDefinition(name(unit) + i, unit,
              random.doubles(PERIODS.size(), -8, 8).map(Math::rint).boxed().toList(), OptionalDouble.empty(),
              OptionalDouble.empty(), "", "", Display.PLAIN));
        }
      }
      List<MetricDefinition> metrics = new ArrayList<>();
      for (int i = 0; i < METRICS; i++) {
        int money = random.nextInt(3) - 1;
        int power = random.nextInt(3) - 1;
        String formula = number(money, power, 4);
        String recurrence = random.nextBoolean() ? formula
            : "prev(m" + i + ", " + number(money, power, 1) + ") + " + formula;
        metrics.add(new MetricDefinition("m" + i, Optional.of("USD^" + money + "*MW^" + power), recurrence,
            "", Display.PLAIN));
      }
      Faults faults = new Faults();
      ModelDefinition definition = new ModelDefinition("scaled", "", "", "", PERIODS, List.of(), parameters,
          metrics, List.of());
      return ModelCompiler
          .compile(definition, FieldPath.ROOT, Catalog.of(List.of()), ModelLimits.DEFAULT, faults)
          .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
    }

    private static String name(String unit) {
      return switch (unit) {
        case "USD" -> "usd";
        case "MW" -> "mw";
        case "1" -> "pure";
        default -> "rate";
      };
    }

    private String number(int money, int power, int depth) {
      if (depth == 0) {
        return leaf(money, power);
      }
      String same = number(money, power, depth - 1);
      return switch (random.nextInt(10)) {
        case 0, 1 -> "(" + same + " + " + number(money, power, depth - 1) + ")";
        case 2 -> "(" + same + " - " + number(money, power, depth - 1) + ")";
        case 3, 4 -> product(money, power, depth - 1);
        case 5 -> quotient(money, power, depth - 1);
        case 6 -> "lag(" + same + ", 2)";
        case 7 -> "cumulative(" + same + ")";
        case 8 -> random.nextBoolean() ? "total(" + same + ")" : "trailing_sum(" + same + ", 2, 0)";
        default -> leaf(money, power);
      };
    }

    private String product(int money, int power, int depth) {
      int m = random.nextInt(3) - 1;
      int p = random.nextInt(3) - 1;
      return "(" + number(m, p, depth) + ") * (" + number(money - m, power - p, depth) + ")";
    }

    private String quotient(int money, int power, int depth) {
      int m = random.nextInt(3) - 1;
      int p = random.nextInt(3) - 1;
      return "(" + number(money + m, power + p, depth) + ") / (" + number(m, p, depth) + ")";
    }

    /** A product of parameters that has the unit. */
    private String leaf(int money, int power) {
      StringBuilder text = new StringBuilder("pure" + random.nextInt(2));
      int m = money;
      int p = power;
      if (m > 0 && p < 0) {
        text.append(" * rate").append(random.nextInt(2));
        m--;
        p++;
      }
      text.append((m >= 0 ? " * usd" + random.nextInt(2) : " / usd" + random.nextInt(2)).repeat(Math.abs(m)));
      text.append((p >= 0 ? " * mw" + random.nextInt(2) : " / mw" + random.nextInt(2)).repeat(Math.abs(p)));
      return text.toString();
    }
  }
}
