package io.margrid.core.plan;

import io.margrid.core.grid.GridShape;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  private volatile @Nullable Hoisting hoisting;

  GridPlan(CompiledModel model, double[][] parameters, Map<Integer, ParameterInput> inputs,
      List<PlannedAxis> axes, List<PlannedMetric> metrics, int[] askedPeriods, GridShape shape,
      GridShape laneShape) {
    this.model = model;
    this.parameters = parameters;
    this.inputs = Map.copyOf(inputs);
    this.axes = List.copyOf(axes);
    this.metrics = List.copyOf(metrics);
    this.askedPeriods = askedPeriods;
    this.shape = shape;
    this.laneShape = laneShape;
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

  /** Worked out when it is first asked for: a single cell is computed without. */
  public Hoisting hoisting() {
    Hoisting known = hoisting;
    if (known == null) {
      known = Hoisting.of(model.graph(), laneShape, GridPlanner.dependencies(parameters, inputs), metrics,
          model.periodCount());
      hoisting = known;
    }
    return known;
  }

  /** The nodes of the model's graph that the asked metrics need. */
  public BitSet neededNodes() {
    return Hoisting.needed(model.graph(), metrics);
  }

  /** SHA-256 of everything that decides a value: the same digest means the same bits. Worked out anew at each call. */
  public Digest digest() {
    return GridDigest.of(model, parameters, axes.subList(0, laneShape.rank()), metrics, askedPeriods);
  }

  /**
   * The same grid with the values of some nodes of the model's graph in place of its metrics.
   *
   * @param nodes in the order of the columns
   */
  public GridPlan measuring(int... nodes) {
    return LanePicks.measuring(this, parameters, inputs, nodes);
  }

  /**
   * Single lanes of this grid side by side, as the only axis of another: lane {@code i} of that one is lane
   * {@code lanes[i]} of this one, moved along some axes to points of its own. Bounds are not checked again: the caller
   * stays between points of the axis.
   *
   * @param lanes  at least one
   * @param points for each axis along which lanes are moved (all its members share its points), a point for each lane
   */
  public GridPlan pick(long[] lanes, Map<Integer, double[]> points) {
    return LanePicks.pick(this, parameters, inputs, lanes, points);
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
