package io.margrid.core.request;

import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A shipped model at its defaults, computed by the plain reference. */
final class DefaultValues {
  private static final Catalog SHIPPED = ModelFiles.shipped(ModelLimits.DEFAULT);

  private final CompiledModel model;
  private final double[][] nodes;

  DefaultValues(String id) {
    this.model = SHIPPED.find(id).orElseThrow(() -> new AssertionError(id));
    this.nodes = GraphEvaluator.evaluate(model.graph(), model.periodCount(), model.constants(),
        model.defaults());
  }

  CompiledModel model() {
    return model;
  }

  /** @param period its label; empty for a scalar model */
  double metric(String name, String period) {
    int metric = model.findMetric(name).orElseThrow(() -> new AssertionError(name));
    return nodes[model.metricNode(metric)][index(period)];
  }

  double parameter(String name, String period) {
    int parameter = model.findParameter(name).orElseThrow(() -> new AssertionError(name));
    return model.defaults()[parameter][index(period)];
  }

  private int index(String period) {
    int index = period.isEmpty() && model.periods().isEmpty() ? 0 : model.periods().indexOf(period);
    if (index < 0) {
      throw new AssertionError(model.definition().id() + " in " + period);
    }
    return index;
  }

  /**
   * To nine decimals, and then as the sources do: half up.
   *
   * @param digits after the decimal point; before it if negative
   */
  static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).setScale(9, RoundingMode.HALF_UP).setScale(digits, RoundingMode.HALF_UP);
  }
}
