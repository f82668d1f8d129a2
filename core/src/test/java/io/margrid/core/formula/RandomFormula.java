package io.margrid.core.formula;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A random formula over the pure numbers x0, x1 and x2: its text with every bracket, and its value computed beside the
 * language, straight from Java's arithmetic.
 */
record RandomFormula(String text, Meaning meaning) {
  /** The value for values of the names; truth is 1. */
  @FunctionalInterface
  interface Meaning {
    double at(double[] x);
  }

  static final int NAMES = 3;

  static RandomFormula number(Random random, int depth) {
    if (depth == 0) {
      return leaf(random);
    }
    return switch (random.nextInt(8)) {
      case 0 -> leaf(random);
      case 1, 2, 3 -> arithmetic(random, depth - 1);
      case 4 -> function(random, number(random, depth - 1));
      case 5 -> fold(random, depth - 1);
      case 6 -> power(random, depth - 1);
      default -> select(truth(random, depth - 1), number(random, depth - 1), number(random, depth - 1));
    };
  }

  private static RandomFormula leaf(Random random) {
    int name = random.nextInt(NAMES);
    return switch (random.nextInt(6)) {
      case 0 -> new RandomFormula("nan", x -> Double.NaN);
      case 1 -> new RandomFormula("0", x -> 0.0);
      case 2 -> {
        double value = random.nextInt(1_000) / 8.0;
        yield new RandomFormula(Double.toString(value), x -> value);
      }
      default -> new RandomFormula("x" + name, x -> x[name]);
    };
  }

  private static RandomFormula arithmetic(Random random, int depth) {
    RandomFormula a = number(random, depth);
    RandomFormula b = number(random, depth);
    return switch (random.nextInt(5)) {
      case 0 -> new RandomFormula("(" + a.text + "+" + b.text + ")", x -> a.meaning.at(x) + b.meaning.at(x));
      case 1 -> new RandomFormula("(" + a.text + "-" + b.text + ")", x -> a.meaning.at(x) - b.meaning.at(x));
      case 2 -> new RandomFormula("(" + a.text + "*" + b.text + ")", x -> a.meaning.at(x) * b.meaning.at(x));
      case 3 -> new RandomFormula("(" + a.text + "/" + b.text + ")", x -> a.meaning.at(x) / b.meaning.at(x));
      default -> new RandomFormula("(-" + a.text + ")", x -> -a.meaning.at(x));
    };
  }

  private static RandomFormula function(Random random, RandomFormula a) {
    return switch (random.nextInt(7)) {
      case 0 -> new RandomFormula("abs(" + a.text + ")", x -> Math.abs(a.meaning.at(x)));
      case 1 -> new RandomFormula("sqrt(" + a.text + ")", x -> Math.sqrt(a.meaning.at(x)));
      case 2 -> new RandomFormula("exp(" + a.text + ")", x -> StrictMath.exp(a.meaning.at(x)));
      case 3 -> new RandomFormula("ln(" + a.text + ")", x -> StrictMath.log(a.meaning.at(x)));
      case 4 -> new RandomFormula("floor(" + a.text + ")", x -> Math.floor(a.meaning.at(x)));
      case 5 -> new RandomFormula("ceil(" + a.text + ")", x -> Math.ceil(a.meaning.at(x)));
      default -> new RandomFormula("round(" + a.text + ")", x -> Math.rint(a.meaning.at(x)));
    };
  }

  private static RandomFormula fold(Random random, int depth) {
    RandomFormula a = number(random, depth);
    RandomFormula b = number(random, depth);
    RandomFormula c = number(random, depth);
    String arguments = Stream.of(a, b, c).map(RandomFormula::text).collect(Collectors.joining(",", "(", ")"));
    return switch (random.nextInt(3)) {
      case 0 -> new RandomFormula("min" + arguments,
          x -> Math.min(Math.min(a.meaning.at(x), b.meaning.at(x)), c.meaning.at(x)));
      case 1 -> new RandomFormula("max" + arguments,
          x -> Math.max(Math.max(a.meaning.at(x), b.meaning.at(x)), c.meaning.at(x)));
      default -> new RandomFormula("clamp" + arguments,
          x -> Math.min(Math.max(a.meaning.at(x), b.meaning.at(x)), c.meaning.at(x)));
    };
  }

  private static RandomFormula power(Random random, int depth) {
    RandomFormula a = number(random, depth);
    if (random.nextBoolean()) {
      RandomFormula b = new RandomFormula("x0", x -> x[0]);
      return new RandomFormula("(" + a.text + "^" + b.text + ")", x -> StrictMath.pow(a.meaning.at(x), x[0]));
    }
    int exponent = random.nextInt(33) - 16;
    return new RandomFormula("(" + a.text + "^(" + exponent + "))", x -> {
      double base = a.meaning.at(x);
      double product = 1;
      for (int i = 0; i < Math.abs(exponent); i++) {
        product *= base;
      }
      return exponent < 0 ? 1 / product : product;
    });
  }

  private static RandomFormula select(RandomFormula condition, RandomFormula a, RandomFormula b) {
    return new RandomFormula("if(" + condition.text + "," + a.text + "," + b.text + ")",
        x -> condition.meaning.at(x) == 1 ? a.meaning.at(x) : b.meaning.at(x));
  }

  private static RandomFormula truth(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return comparison(random, depth);
    }
    RandomFormula a = truth(random, depth - 1);
    RandomFormula b = truth(random, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> new RandomFormula("(" + a.text + " and " + b.text + ")",
          x -> a.meaning.at(x) == 1 && b.meaning.at(x) == 1 ? 1 : 0);
      case 1 -> new RandomFormula("(" + a.text + " or " + b.text + ")",
          x -> a.meaning.at(x) == 1 || b.meaning.at(x) == 1 ? 1 : 0);
      case 2 -> new RandomFormula("(not " + a.text + ")", x -> a.meaning.at(x) == 1 ? 0 : 1);
      default -> new RandomFormula("is_finite(x1)", x -> Double.isFinite(x[1]) ? 1 : 0);
    };
  }

  private static RandomFormula comparison(Random random, int depth) {
    RandomFormula a = number(random, depth);
    RandomFormula b = number(random, depth);
    return switch (random.nextInt(6)) {
      case 0 ->
        new RandomFormula("(" + a.text + "<" + b.text + ")", x -> a.meaning.at(x) < b.meaning.at(x) ? 1 : 0);
      case 1 -> new RandomFormula("(" + a.text + "<=" + b.text + ")",
          x -> a.meaning.at(x) <= b.meaning.at(x) ? 1 : 0);
      case 2 ->
        new RandomFormula("(" + a.text + ">" + b.text + ")", x -> a.meaning.at(x) > b.meaning.at(x) ? 1 : 0);
      case 3 -> new RandomFormula("(" + a.text + ">=" + b.text + ")",
          x -> a.meaning.at(x) >= b.meaning.at(x) ? 1 : 0);
      case 4 -> new RandomFormula("(" + a.text + "==" + b.text + ")",
          x -> a.meaning.at(x) == b.meaning.at(x) ? 1 : 0);
      default -> new RandomFormula("(" + a.text + "!=" + b.text + ")",
          x -> a.meaning.at(x) != b.meaning.at(x) ? 1 : 0);
    };
  }
}
