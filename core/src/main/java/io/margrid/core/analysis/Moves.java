package io.margrid.core.analysis;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ParameterDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Turns ranges and shares into moves of a model's parameters. */
final class Moves {
  private final CompiledModel model;
  private final double[][] base;
  private final int period;
  private final Faults faults;

  /**
   * @param base   the scenario's values, by parameter and period
   * @param period position of the one looked at
   */
  Moves(CompiledModel model, double[][] base, int period, Faults faults) {
    this.model = model;
    this.base = base;
    this.period = period;
    this.faults = faults;
  }

  /** In the model's order. A range that a parameter cannot have is a fault. */
  List<Move> of(TornadoQuery query) {
    TreeMap<Integer, Move> moves = new TreeMap<>();
    BitSet ranged = new BitSet();
    for (TornadoQuery.Range range : query.ranges()) {
      find(range).ifPresent(parameter -> {
        if (ranged.get(parameter)) {
          faults.add(range.parameter().field(), Reason.DUPLICATE, range.parameter().text(),
              "each parameter once");
        }
        ranged.set(parameter);
        moves.put(parameter, ranged(parameter, range));
      });
    }
    query.share().ifPresent(share -> {
      for (int parameter = 0; parameter < base.length; parameter++) {
        if (!ranged.get(parameter)) {
          moves.put(parameter, shared(parameter, share));
        }
      }
    });
    return new ArrayList<>(moves.values());
  }

  private OptionalInt find(TornadoQuery.Range range) {
    String name = range.parameter().text();
    OptionalInt found = model.findParameter(name);
    if (found.isEmpty()) {
      faults.add(range.parameter().field(), Reason.UNKNOWN_PARAMETER, name,
          Nearest.rule("a parameter of the model", name, model.parameterNames()));
    }
    return found;
  }

  private Move ranged(int parameter, TornadoQuery.Range range) {
    double value = base[parameter][period];
    double low = range.low() + 0.0;
    double high = range.high() + 0.0;
    if (isConstant(parameter)) {
      check(parameter, low, range.lowField());
      check(parameter, high, range.highField());
      return new Move(parameter, AxisMode.VALUE, value, low, high, low, high, false);
    }
    if (value == 0) {
      faults.add(range.parameter().field(), Reason.INVALID_VALUE, range.parameter().text() + " = 0",
          "another value in " + model.periods().get(period) + ": a series moves by a factor of it");
    } else {
      checkAll(parameter, low / value, range.lowField());
      checkAll(parameter, high / value, range.highField());
    }
    return new Move(parameter, AxisMode.FACTOR, value, low, high, low / value, high / value, false);
  }

  private void checkAll(int parameter, double factor, FieldPath field) {
    for (double value : base[parameter]) {
      if (!check(parameter, value * factor, field)) {
        return;
      }
    }
  }

  private boolean check(int parameter, double value, FieldPath field) {
    ParameterDefinition definition = model.definition().parameters().get(parameter);
    if (!Double.isFinite(value)) {
      faults.add(field, Reason.INVALID_VALUE, definition.name() + " = " + FaultText.number(value),
          "a finite final value");
      return false;
    }
    if (value < least(parameter) || value > greatest(parameter)) {
      faults.add(field, Reason.OUT_OF_BOUNDS, definition.name() + " = " + FaultText.number(value),
          FaultText.bounds(least(parameter), greatest(parameter)));
      return false;
    }
    return true;
  }

  private Move shared(int parameter, double share) {
    double value = base[parameter][period];
    double neutral = isConstant(parameter) ? value : 1.0;
    double down = within(parameter, neutral, -share);
    double up = within(parameter, neutral, share);
    boolean clamped = down != neutral * (1 - share) || up != neutral * (1 + share);
    AxisMode mode = isConstant(parameter) ? AxisMode.VALUE : AxisMode.FACTOR;
    double lowPoint = value < 0 ? up : down;
    double highPoint = value < 0 ? down : up;
    return new Move(parameter, mode, value, mode.apply(value, lowPoint) + 0.0,
        mode.apply(value, highPoint) + 0.0,
        lowPoint, highPoint, clamped);
  }

  /** The neutral point moved by the share, or as far as the bounds allow. */
  private double within(int parameter, double neutral, double share) {
    double moved = neutral * (1 + share);
    if (isConstant(parameter)) {
      return Math.clamp(moved, Math.max(least(parameter), -Double.MAX_VALUE),
          Math.min(greatest(parameter), Double.MAX_VALUE)) + 0.0;
    }
    for (double value : base[parameter]) {
      moved = nearer(moved, limit(parameter, value, moved));
    }
    return moved;
  }

  private static double nearer(double factor, double limit) {
    return Math.abs(limit - 1) < Math.abs(factor - 1) ? limit : factor;
  }

  /** The factor, or the one between it and 1 that takes the value to its bound and not beyond. */
  private double limit(int parameter, double value, double factor) {
    double bound = Math.clamp(value * factor, Math.max(least(parameter), -Double.MAX_VALUE),
        Math.min(greatest(parameter), Double.MAX_VALUE));
    if (bound == value * factor) {
      return factor;
    }
    double limit = bound / value;
    while (isBeyond(parameter, value * limit)) {
      limit = Math.nextAfter(limit, 1.0);
    }
    return limit;
  }

  private boolean isBeyond(int parameter, double value) {
    return value < least(parameter) || value > greatest(parameter) || Double.isInfinite(value);
  }

  private boolean isConstant(int parameter) {
    return Arrays.stream(base[parameter]).allMatch(value -> value == base[parameter][0]);
  }

  private double least(int parameter) {
    return model.definition().parameters().get(parameter).minimum().orElse(Double.NEGATIVE_INFINITY);
  }

  private double greatest(int parameter) {
    return model.definition().parameters().get(parameter).maximum().orElse(Double.POSITIVE_INFINITY);
  }
}
