package io.margrid.core.engine;

import io.margrid.core.formula.Node;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.InternalRate;
import io.margrid.core.kernel.Kernels;
import io.margrid.core.stop.Stop;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Computes the lanes of a node whose value in one period comes from other periods. */
@SuppressWarnings("ArrayRecordComponent") // steps own or share buffers on purpose and are never compared
sealed interface PeriodStep extends Step {
  /** A value of an earlier period; before the start one of the first values, or NaN where there are none. */
  record Lag(Lanes source, int periods, List<Lanes> firsts, Lanes out) implements PeriodStep {
    public Lag {
      firsts = List.copyOf(firsts);
    }

    @Override
    public void run(long first, int lanes, int period) {
      if (period >= periods) {
        System.arraycopy(source.in(period - periods), 0, out.in(period), 0, lanes);
      } else if (firsts.isEmpty()) {
        Arrays.fill(out.in(period), 0, lanes, Double.NaN);
      } else {
        System.arraycopy(firsts.get(period).in(period), 0, out.in(period), 0, lanes);
      }
    }
  }

  /** The number of the period, from zero. */
  record Index(Lanes out) implements PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      Arrays.fill(out.in(period), 0, lanes, period);
    }
  }

  /** The sum up to this period, from the left; the last sum stays in a buffer of its own. */
  record Cumulative(Lanes operand, double[] sum, Lanes out) implements PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      accumulate(operand.in(period), sum, lanes, period);
      System.arraycopy(sum, 0, out.in(period), 0, lanes);
    }
  }

  /** One value for all periods, complete after the last. */
  record Aggregate(Aggregation operation, int periods, Lanes operand, double[] out) implements PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      double[] values = operand.in(period);
      switch (operation) {
        case FIRST -> {
          if (period == 0) {
            System.arraycopy(values, 0, out, 0, lanes);
          }
        }
        case LAST -> System.arraycopy(values, 0, out, 0, lanes);
        case TOTAL -> accumulate(values, out, lanes, period);
        case MEAN -> {
          accumulate(values, out, lanes, period);
          if (period == periods - 1) {
            for (int i = 0; i < lanes; i++) {
              out[i] = out[i] / periods;
            }
          }
        }
        case IRR -> throw new IllegalStateException("an internal rate needs all periods at once");
      }
    }
  }

  /** The internal rate of return of all periods. Before all periods, of the phase after its operand's. */
  record Irr(int periods, Lanes operand, double[] out, Stop stop) implements PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      double[] flows = new double[periods];
      for (int lane = 0; lane < lanes; lane++) {
        for (int each = 0; each < periods; each++) {
          flows[each] = operand.in(each)[lane];
        }
        out[lane] = InternalRate.of(flows);
        stop.check();
      }
    }
  }

  /** The net present value: the discount of each period is the last one's times one plus the rate. */
  record PresentValue(Lanes rate, Lanes operand, double[] discount, double[] scratch, double[] out)
      implements
        PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      if (period == 0) {
        Arrays.fill(discount, 0, lanes, 1.0);
        Arrays.fill(out, 0, lanes, 0.0);
      }
      double[] rates = rate.in(period);
      for (int i = 0; i < lanes; i++) {
        discount[i] = discount[i] * (1 + rates[i]);
      }
      Kernels.binary(BinaryOperation.DIVIDE, operand.in(period), discount, scratch, lanes);
      Kernels.binary(BinaryOperation.ADD, out, scratch, out, lanes);
    }
  }

  /** The newest values of a window that need not be whole; a lane has its own window. A run may take milliseconds. */
  record TrailingSum(int periods, Lanes operand, Lanes window, Optional<Lanes> before, Lanes out,
      Stop stop)
      implements
        PeriodStep {
    @Override
    public void run(long first, int lanes, int period) {
      double[] sums = out.in(period);
      for (int lane = 0; lane < lanes; lane++) {
        sums[lane] = sum(lane, period);
      }
      stop.check();
    }

    private double sum(int lane, int period) {
      double length = window.in(0)[lane];
      for (int each = 1; each < periods; each++) {
        if (window.in(each)[lane] != length) {
          return Double.NaN;
        }
      }
      if (!(length >= 0 && length <= Node.TrailingSum.MAX_WINDOW)) {
        return Double.NaN;
      }
      int whole = (int) length;
      double sum = 0.0;
      for (int back = 0; back < whole; back++) {
        sum += value(lane, period, back);
      }
      double rest = length - whole;
      return rest > 0 ? sum + rest * value(lane, period, whole) : sum;
    }

    private double value(int lane, int period, int back) {
      if (back <= period) {
        return operand.in(period - back)[lane];
      }
      return before.isPresent() ? before.get().in(period)[lane] : Double.NaN;
    }
  }

  private static void accumulate(double[] values, double[] sum, int lanes, int period) {
    if (period == 0) {
      System.arraycopy(values, 0, sum, 0, lanes);
    } else {
      Kernels.binary(BinaryOperation.ADD, sum, values, sum, lanes);
    }
  }
}
