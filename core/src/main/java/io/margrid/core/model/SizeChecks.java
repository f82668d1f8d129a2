package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import java.util.List;
import java.util.function.ToIntFunction;

/** Checks whether a model is small enough to look into. */
final class SizeChecks {
  private final ModelDefinition model;
  private final FieldPath path;
  private final ModelLimits limits;
  private final Faults faults;

  SizeChecks(ModelDefinition model, FieldPath path, ModelLimits limits, Faults faults) {
    this.model = model;
    this.path = path;
    this.limits = limits;
    this.faults = faults;
  }

  /** The model without those that it includes. */
  boolean checkOwn() {
    long before = faults.count();
    check(ModelField.MODEL_PERIODS, model.periods().size(), limits.maxPeriods(), "periods");
    check(ModelField.MODEL_CONSTANTS, model.constants().size(), limits.maxNames(), "constants");
    check(ModelField.MODEL_METRICS, model.metrics().size(), limits.maxNames(), "metrics");
    if (model.constants().size() <= limits.maxNames()) {
      check(ModelField.MODEL_PARAMETERS, model.constants().size() + model.parameters().size(),
          limits.maxNames(),
          "constants and parameters");
    }
    long included = model.includes().size()
        + model.includes().stream().mapToLong(include -> include.bindings().size()).sum();
    check(ModelField.MODEL_INCLUDES, included, limits.maxNames(), "includes and bindings");
    return faults.count() == before;
  }

  /** The model with those that it includes; a bound parameter counts as a metric. */
  boolean checkWith(List<Inclusion> inclusions) {
    long before = faults.count();
    long bound = sum(inclusions, inclusion -> inclusion.bindings().size());
    long metrics = sum(inclusions, inclusion -> inclusion.model().definition().metrics().size()) + bound;
    long inputs = sum(inclusions, inclusion -> inclusion.model().definition().constants().size()
        + inclusion.model().definition().parameters().size()) - bound;
    if (!inclusions.isEmpty()) {
      check(ModelField.MODEL_INCLUDES, metrics + model.metrics().size(), limits.maxNames(),
          "metrics with those of included models");
      check(ModelField.MODEL_INCLUDES, inputs + model.constants().size() + model.parameters().size(),
          limits.maxNames(), "constants and parameters with those of included models");
    }
    return faults.count() == before;
  }

  private static long sum(List<Inclusion> inclusions, ToIntFunction<Inclusion> size) {
    return inclusions.stream().mapToLong(size::applyAsInt).sum();
  }

  private void check(ModelField field, long size, int limit, String what) {
    if (size > limit) {
      faults.add(field.in(path), Reason.MODEL_TOO_LARGE, size + " " + what, "at most " + limit);
    }
  }
}
