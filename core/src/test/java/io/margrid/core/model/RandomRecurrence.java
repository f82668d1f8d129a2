package io.margrid.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A random model whose metrics refer to each other in circles, and its values computed beside the language: period by
 * period on demand, as a person would follow the references. Metrics form layers: within a layer they use earlier ones
 * freely and any one through a lag with all first values; values over all periods are taken of lower layers only.
 */
final class RandomRecurrence {
  /** The value in a period. */
  @FunctionalInterface
  interface Meaning {
    double at(int period);
  }

  private record Part(String text, Meaning meaning) {}

  private static final int LAYERS = 3;
  private static final int LAYER_SIZE = 3;
  private final Random random;
  private final int periods;
  private final double[][] parameters = new double[3][];
  private final List<Part> formulas = new ArrayList<>();
  private final List<Map<Integer, Double>> known = new ArrayList<>();

  RandomRecurrence(Random random) {
    this.random = random;
    this.periods = 1 + random.nextInt(9);
    for (int i = 0; i < parameters.length; i++) {
      double[] values = new double[periods];
      Arrays.setAll(values, _ -> random.nextInt(-8, 9) / 4.0 + 0.0);
      parameters[i] = values;
    }
    for (int metric = 0; metric < LAYERS * LAYER_SIZE; metric++) {
      formulas.add(number(metric, 4, false, false));
      known.add(new HashMap<>());
    }
  }

  int metrics() {
    return formulas.size();
  }

  int periods() {
    return periods;
  }

  /** The model, its metrics m0, m1 … in any order. */
  TestModel model() {
    TestModel model = new TestModel();
    model.periods = IntStream.range(0, periods).mapToObj(t -> "t" + t).toList();
    for (int i = 0; i < parameters.length; i++) {
      model.series("p" + i, "1", Arrays.stream(parameters[i]).boxed().toArray(Double[]::new));
    }
    List<Integer> order = new ArrayList<>(
        IntStream.range(0, formulas.size()).boxed().toList());
    Collections.shuffle(order, random);
    order.forEach(metric -> model.metric("m" + metric, "1", formulas.get(metric).text));
    return model;
  }

  double value(int metric, int period) {
    Double value = known.get(metric).get(period);
    if (value == null) {
      value = formulas.get(metric).meaning.at(period);
      known.get(metric).put(period, value);
    }
    return value;
  }

  /**
   * A number.
   *
   * @param lagged whether it is read in earlier periods only
   * @param whole  whether it is read in all periods at once
   */
  private Part number(int metric, int depth, boolean lagged, boolean whole) {
    if (depth == 0) {
      return leaf(metric, lagged, whole);
    }
    return switch (random.nextInt(12)) {
      case 0 -> leaf(metric, lagged, whole);
      case 1, 2, 3 ->
        arithmetic(number(metric, depth - 1, lagged, whole), number(metric, depth - 1, lagged, whole));
      case 4, 5, 6 -> completeLag(metric, depth - 1, lagged, whole);
      case 7 -> openLag(number(metric, depth - 1, lagged, whole));
      case 8 -> cumulative(number(metric, depth - 1, lagged, whole));
      case 9 -> aggregate(number(metric, depth - 1, lagged, true));
      case 10 ->
        trailingSum(number(metric, depth - 1, lagged, whole), number(metric, depth - 1, lagged, whole));
      default ->
        presentValue(number(metric, depth - 1, lagged, true), number(metric, depth - 1, lagged, true));
    };
  }

  private Part leaf(int metric, boolean lagged, boolean whole) {
    int layer = metric / LAYER_SIZE;
    int reach = whole ? layer * LAYER_SIZE : lagged ? (layer + 1) * LAYER_SIZE : metric;
    if (reach > 0 && random.nextInt(3) > 0) {
      int used = random.nextInt(reach);
      return new Part("m" + used, t -> value(used, t));
    }
    int parameter = random.nextInt(parameters.length);
    return switch (random.nextInt(5)) {
      case 0 -> new Part("period_index()", t -> t);
      case 1 -> new Part("0.5", _ -> 0.5);
      default -> new Part("p" + parameter, t -> parameters[parameter][t]);
    };
  }

  private Part arithmetic(Part a, Part b) {
    return switch (random.nextInt(5)) {
      case 0 -> new Part("(" + a.text + " + " + b.text + ")", t -> a.meaning.at(t) + b.meaning.at(t));
      case 1 -> new Part("(" + a.text + " - " + b.text + ")", t -> a.meaning.at(t) - b.meaning.at(t));
      case 2 -> new Part("(" + a.text + " / " + b.text + ")", t -> a.meaning.at(t) / b.meaning.at(t));
      case 3 -> new Part("if(" + a.text + " < 1, " + a.text + ", " + b.text + ")",
          t -> a.meaning.at(t) < 1 ? a.meaning.at(t) : b.meaning.at(t));
      default -> new Part("(" + a.text + " * " + b.text + ")", t -> a.meaning.at(t) * b.meaning.at(t));
    };
  }

  private Part completeLag(int metric, int depth, boolean lagged, boolean whole) {
    Part source = number(metric, depth, true, whole);
    int n = 1 + random.nextInt(3);
    List<Part> firsts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      firsts.add(number(metric, depth / 2, lagged, whole));
    }
    StringBuilder text = new StringBuilder(n == 1 ? "prev(" + source.text : "lag(" + source.text + ", " + n);
    firsts.forEach(first -> text.append(", ").append(first.text));
    return new Part(text.append(')').toString(),
        t -> t < n ? firsts.get(t).meaning.at(t) : source.meaning.at(t - n));
  }

  private Part openLag(Part source) {
    int n = 1 + random.nextInt(2);
    return new Part("lag(" + source.text + ", " + n + ")",
        t -> t < n ? Double.NaN : source.meaning.at(t - n));
  }

  private static Part cumulative(Part x) {
    return new Part("cumulative(" + x.text + ")", t -> {
      double sum = x.meaning.at(0);
      for (int i = 1; i <= t; i++) {
        sum += x.meaning.at(i);
      }
      return sum;
    });
  }

  private Part aggregate(Part x) {
    Part total = new Part("total(" + x.text + ")", _ -> cumulative(x).meaning.at(periods - 1));
    return switch (random.nextInt(4)) {
      case 0 -> new Part("first(" + x.text + ")", _ -> x.meaning.at(0));
      case 1 -> new Part("last(" + x.text + ")", _ -> x.meaning.at(periods - 1));
      case 2 -> new Part("mean(" + x.text + ")", t -> total.meaning.at(t) / periods);
      default -> total;
    };
  }

  private Part trailingSum(Part x, Part before) {
    double window = random.nextInt(9) / 2.0;
    return new Part("trailing_sum(" + x.text + ", " + window + ", " + before.text + ")", t -> {
      double sum = 0;
      for (int k = 0; k < window; k++) {
        double value = k <= t ? x.meaning.at(t - k) : before.meaning.at(t);
        sum += k + 1 <= window ? value : 0.5 * value;
      }
      return sum;
    });
  }

  private Part presentValue(Part rate, Part x) {
    return new Part("npv(" + rate.text + ", " + x.text + ")", _ -> {
      double discount = 1;
      double sum = 0;
      for (int t = 0; t < periods; t++) {
        discount *= 1 + rate.meaning.at(t);
        sum += x.meaning.at(t) / discount;
      }
      return sum;
    });
  }
}
