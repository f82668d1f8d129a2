package io.margrid.core.plan;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Finds periods by their labels. */
final class Periods {
  private final List<String> labels;
  private final int count;
  private final Faults faults;

  Periods(CompiledModel model, Faults faults) {
    this.labels = model.periods();
    this.count = model.periodCount();
    this.faults = faults;
  }

  /** Number of periods; 1 for a scalar model. */
  int count() {
    return count;
  }

  /** Position of a period, or a fault. */
  OptionalInt find(GridQuery.Name name) {
    int index = labels.indexOf(name.text());
    if (index < 0) {
      if (labels.isEmpty()) {
        faults.add(name.field(), Reason.UNKNOWN_PERIOD, name.text(), "no period: the model has none");
      } else {
        faults.addUnknown(name.field(), Reason.UNKNOWN_PERIOD, name.text(), "a period of the model",
            () -> labels);
      }
    }
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The named periods as a set; none named means all. */
  BitSet select(List<GridQuery.Name> names) {
    BitSet selected = new BitSet();
    if (names.isEmpty()) {
      selected.set(0, count);
    }
    for (GridQuery.Name name : names) {
      find(name).ifPresent(period -> {
        if (selected.get(period)) {
          faults.add(name.field(), Reason.DUPLICATE, name.text(), "each period once");
        }
        selected.set(period);
      });
    }
    return selected;
  }

  /** The asked periods, which stand in the model's order; none asked means all. */
  int[] inOrder(List<GridQuery.Name> names) {
    int last = -1;
    for (GridQuery.Name name : names) {
      int index = labels.indexOf(name.text());
      if (index >= 0 && index < last) {
        faults.add(name.field(), Reason.INVALID_VALUE, name.text(), "periods in the model's order");
      }
      last = Math.max(last, index);
    }
    return select(names).stream().toArray();
  }

  /** One value for each period; a series of another length is a fault. */
  double[] spread(GridQuery.Values values, GridQuery.Setting setting) {
    return switch (values) {
      case GridQuery.Values.Single(double value) ->
        IntStream.range(0, count).mapToDouble(_ -> value).toArray();
      case GridQuery.Values.Series(List<Double> series) -> series(series, setting.field());
    };
  }

  double[] series(List<Double> series, FieldPath field) {
    if (series.size() != count || labels.isEmpty()) {
      faults.add(field, Reason.INVALID_VALUE, FaultText.count(series.size(), "value", "values"),
          labels.isEmpty() ? "one value: the model has no periods"
              : FaultText.count(count, "value", "values") + ", one for each period of the model");
      return new double[count];
    }
    return series.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
