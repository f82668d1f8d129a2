package io.margrid.core.engine;

import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.Kernels;
import io.margrid.core.kernel.UnaryOperation;
import io.margrid.core.plan.AxisInput;
import java.util.Arrays;

/** Computes the lanes of one node at one level. */
@SuppressWarnings("ArrayRecordComponent") // steps share buffers on purpose and are never compared
sealed interface Step {
  /**
   * Fills {@code lanes} lanes of this step's buffer.
   *
   * @param first the prefix of the step's level that lane 0 stands for
   */
  void run(long first, int lanes);

  /** A parameter that an axis moves, the level's innermost axis. */
  record Input(AxisInput input, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      long index = first % input.count();
      for (int lane = 0; lane < lanes;) {
        int n = (int) Math.min(lanes - lane, input.count() - index);
        input.fill(index, out, lane, n);
        lane += n;
        index = 0;
      }
    }
  }

  /** A tabulated node; the table is long enough to be read on from any start within a period. */
  record Lookup(double[] table, int period, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      System.arraycopy(table, (int) (first % period), out, 0, lanes);
    }
  }

  /** An operation on one value. */
  record Unary(UnaryOperation operation, double[] operand, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      Kernels.unary(operation, operand, out, lanes);
    }
  }

  /** An operation on two values. */
  record Binary(BinaryOperation operation, double[] left, double[] right, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      Kernels.binary(operation, left, right, out, lanes);
    }
  }

  /** A whole power. */
  record WholePower(double[] operand, int exponent, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      Kernels.wholePower(operand, exponent, out, lanes);
    }
  }

  /** One of two, by a condition. */
  record Select(double[] condition, double[] whenTrue, double[] whenFalse, double[] out) implements Step {
    @Override
    public void run(long first, int lanes) {
      Kernels.select(condition, whenTrue, whenFalse, out, lanes);
    }
  }

  /** Lanes of an outer level, each repeated for the lanes of this level that belong to it. */
  final class Spread implements Step {
    private final Level from;
    private final long ratio;
    private final double[] source;
    private final double[] out;
    private long version;
    private int filled;

    /**
     * Spreads one buffer.
     *
     * @param from  the outer level
     * @param ratio prefixes of this level in each prefix of the outer one
     */
    Spread(Level from, long ratio, double[] source, double[] out) {
      this.from = from;
      this.ratio = ratio;
      this.source = source;
      this.out = out;
    }

    @Override
    public void run(long first, int lanes) {
      if (from.lanes() == 1) {
        spreadOne(lanes);
      } else {
        spreadRuns(first, lanes);
      }
    }

    /** In a long row the outer values stand still: what was filled for the last block serves this one too. */
    private void spreadOne(int lanes) {
      if (version != from.version() || filled < lanes) {
        Arrays.fill(out, 0, lanes, source[0]);
        version = from.version();
        filled = lanes;
      }
    }

    private void spreadRuns(long first, int lanes) {
      filled = 0;
      long rest = ratio - first % ratio;
      int outer = (int) (first / ratio - from.first());
      for (int lane = 0; lane < lanes; outer++) {
        int end = (int) Math.min(lanes, lane + rest);
        Arrays.fill(out, lane, end, source[outer]);
        lane = end;
        rest = ratio;
      }
    }
  }
}
