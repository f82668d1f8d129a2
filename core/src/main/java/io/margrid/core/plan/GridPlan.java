package io.margrid.core.plan;

import io.margrid.core.grid.GridShape;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import java.util.List;
import java.util.Map;

/**
 * A grid that is known to be valid: its model compiles, its names exist, every value is finite and within bounds, its
 * cells can be counted. Immutable, shared by any number of cursors.
 *
 * <p>A model with periods has them as its last axis. A <em>lane</em> is a cell of the other axes: all periods of a model
 * are computed in it, and the asked ones sent.
 *
 * <pre>cell = lane * askedPeriods().length + position among the asked periods</pre>
 */
public final class GridPlan {
  private final CompiledModel model;
  private final double[][] parameters;
  private final Map<Integer, ParameterInput> inputs;
  private final List<PlannedAxis> axes;
  private final List<PlannedMetric> metrics;
  private final int[] askedPeriods;
  private final GridShape shape;
  private final GridShape laneShape;
  private final Hoisting hoisting;
  private final Digest digest;

  GridPlan(CompiledModel model, double[][] parameters, Map<Integer, ParameterInput> inputs,
      List<PlannedAxis> axes,
      List<PlannedMetric> metrics, int[] askedPeriods, GridShape shape, GridShape laneShape,
      Hoisting hoisting,
      Digest digest) {
    this.model = model;
    this.parameters = parameters;
    this.inputs = Map.copyOf(inputs);
    this.axes = List.copyOf(axes);
    this.metrics = List.copyOf(metrics);
    this.askedPeriods = askedPeriods;
    this.shape = shape;
    this.laneShape = laneShape;
    this.hoisting = hoisting;
    this.digest = digest;
  }

  public CompiledModel model() {
    return model;
  }

  /** In the order asked: the last one is the fastest. For a model with periods it is theirs. */
  public List<PlannedAxis> axes() {
    return axes;
  }

  /** In the order of the columns. */
  public List<PlannedMetric> metrics() {
    return metrics;
  }

  /** Of all axes. */
  public GridShape shape() {
    return shape;
  }

  /** Of the axes but for the periods. */
  public GridShape laneShape() {
    return laneShape;
  }

  /** Positions of the asked periods in the model, ascending; for a scalar model the only one. A copy. */
  public int[] askedPeriods() {
    return askedPeriods.clone();
  }

  public Hoisting hoisting() {
    return hoisting;
  }

  /** SHA-256 of everything that decides a value: the same digest means the same bits. */
  public Digest digest() {
    return digest;
  }

  /** What the axes do to a parameter that they move. */
  public ParameterInput input(int parameter) {
    ParameterInput input = inputs.get(parameter);
    if (input == null) {
      throw new IllegalArgumentException("no axis moves parameter " + parameter);
    }
    return input;
  }

  /**
   * The model's parameters in one lane, by index and period.
   *
   * @param lane from zero, below the lane shape's cell count
   */
  public double[][] parametersAt(long lane) {
    double[][] values = new double[parameters.length][];
    for (int parameter = 0; parameter < values.length; parameter++) {
      values[parameter] = parameters[parameter].clone();
    }
    inputs.forEach((parameter, input) -> {
      for (int period = 0; period < values[parameter].length; period++) {
        values[parameter][period] = input.at(laneShape, laneShape.rank(), lane, period);
      }
    });
    return values;
  }
}
