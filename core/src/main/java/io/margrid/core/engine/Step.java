package io.margrid.core.engine;

import io.margrid.core.grid.GridShape;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.Kernels;
import io.margrid.core.kernel.UnaryOperation;
import io.margrid.core.plan.ParameterInput;
import java.util.Arrays;

/** Computes the lanes of one node at one level. */
sealed interface Step
    permits Step.Input, Step.Lookup, Step.Unary, Step.Binary, Step.WholePower, Step.Select, Step.Spread,
    PeriodStep {
  /**
   * Fills {@code lanes} lanes of this step's buffer for one period. A step that stands before all periods is run once,
   * with period 0, and fills all it has buffers for.
   *
   * @param first the prefix of the step's level that lane 0 stands for
   */
  void run(long first, int lanes, int period);

  /** A parameter that axes move. Before all periods. */
  record Input(ParameterInput input, GridShape shape, int level, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      for (int each = 0; each < out.count(); each++) {
        input.fill(shape, level, first, each, out.in(each), lanes);
      }
    }
  }

  /** A tabulated node; the table is long enough to be read on from any start within a cycle. Before all periods. */
  record Lookup(Lanes table, int cycle, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      for (int each = 0; each < out.count(); each++) {
        System.arraycopy(table.in(each), (int) (first % cycle), out.in(each), 0, lanes);
      }
    }
  }

  /** An operation on one value. */
  record Unary(UnaryOperation operation, Lanes operand, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      Kernels.unary(operation, operand.in(period), out.in(period), lanes);
    }
  }

  /** An operation on two values. */
  record Binary(BinaryOperation operation, Lanes left, Lanes right, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      Kernels.binary(operation, left.in(period), right.in(period), out.in(period), lanes);
    }
  }

  /** A whole power. */
  record WholePower(Lanes operand, int exponent, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      Kernels.wholePower(operand.in(period), exponent, out.in(period), lanes);
    }
  }

  /** One of two, by a condition. */
  record Select(Lanes condition, Lanes whenTrue, Lanes whenFalse, Lanes out) implements Step {
    @Override
    public void run(long first, int lanes, int period) {
      Kernels.select(condition.in(period), whenTrue.in(period), whenFalse.in(period), out.in(period), lanes);
    }
  }

  /** Lanes of an outer level, each repeated for the lanes of this level that belong to it. Before all periods. */
  final class Spread implements Step {
    private final Level from;
    private final long ratio;
    private final Lanes source;
    private final Lanes out;
    private long version;
    private int filled;

    /**
     * Spreads the lanes of one node.
     *
     * @param from  the outer level
     * @param ratio prefixes of this level in each prefix of the outer one
     */
    Spread(Level from, long ratio, Lanes source, Lanes out) {
      this.from = from;
      this.ratio = ratio;
      this.source = source;
      this.out = out;
    }

    @Override
    public void run(long first, int lanes, int period) {
      if (from.lanes() == 1) {
        spreadOne(lanes);
      } else {
        filled = 0;
        for (int each = 0; each < out.count(); each++) {
          spreadRuns(first, lanes, source.in(each), out.in(each));
        }
      }
    }

    /** In a long row the outer values stand still: what was filled for the last block serves this one too. */
    private void spreadOne(int lanes) {
      if (version != from.version() || filled < lanes) {
        for (int each = 0; each < out.count(); each++) {
          Arrays.fill(out.in(each), 0, lanes, source.in(each)[0]);
        }
        version = from.version();
        filled = lanes;
      }
    }

    private void spreadRuns(long first, int lanes, double[] outer, double[] inner) {
      long rest = ratio - first % ratio;
      int index = (int) (first / ratio - from.first());
      for (int lane = 0; lane < lanes; index++) {
        int end = (int) Math.min(lanes, lane + rest);
        Arrays.fill(inner, lane, end, outer[index]);
        lane = end;
        rest = ratio;
      }
    }
  }
}
