package io.margrid.core.plan;

import io.margrid.core.grid.GridShape;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import java.util.Arrays;
import java.util.List;

/**
 * A grid that is known to be valid: its model compiles, its names exist, every value is finite and within bounds, its
 * cells can be counted. Immutable, shared by any number of cursors.
 */
public final class GridPlan {
  private final CompiledModel model;
  private final double[] parameters;
  private final List<PlannedAxis> axes;
  private final List<PlannedMetric> metrics;
  private final GridShape shape;
  private final Hoisting hoisting;
  private final Digest digest;

  GridPlan(CompiledModel model, double[] parameters, List<PlannedAxis> axes, List<PlannedMetric> metrics,
      GridShape shape, Hoisting hoisting) {
    this.model = model;
    this.parameters = parameters;
    this.axes = List.copyOf(axes);
    this.metrics = List.copyOf(metrics);
    this.shape = shape;
    this.hoisting = hoisting;
    this.digest = GridDigest.of(model, parameters, axes, metrics);
  }

  public CompiledModel model() {
    return model;
  }

  /** In the order asked: the last one is the fastest. */
  public List<PlannedAxis> axes() {
    return axes;
  }

  /** In the order of the columns. */
  public List<PlannedMetric> metrics() {
    return metrics;
  }

  public GridShape shape() {
    return shape;
  }

  public Hoisting hoisting() {
    return hoisting;
  }

  /** SHA-256 of everything that decides a value: the same digest means the same bits. */
  public Digest digest() {
    return digest;
  }

  /** The model's parameters, by index, as the scenario has them before any axis moves them. A copy. */
  public double[] scenarioParameters() {
    return parameters.clone();
  }

  /**
   * The model's parameters in one cell, by index.
   *
   * @param cell from zero, below the shape's cell count
   */
  public double[] parametersAt(long cell) {
    double[] values = parameters.clone();
    for (int axis = 0; axis < axes.size(); axis++) {
      long index = shape.index(cell, axis);
      for (AxisInput input : axes.get(axis).inputs()) {
        values[input.parameter()] = input.at(index);
      }
    }
    return values;
  }

  /** Values of parameters as series of one period. */
  public static double[][] asSeries(double[] parameters) {
    return Arrays.stream(parameters).mapToObj(value -> new double[]{value}).toArray(double[][]::new);
  }
}
