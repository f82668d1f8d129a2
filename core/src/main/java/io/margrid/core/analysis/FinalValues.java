package io.margrid.core.analysis;

import io.margrid.core.fault.FieldPath;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The outcome of a scenario's settings and shocks as settings alone. */
final class FinalValues {
  private FinalValues() {}

  /**
   * What takes the model's defaults to these values.
   *
   * @param values by parameter and period
   * @param field  that the settings are reported for
   */
  static GridQuery.Changes settings(CompiledModel model, double[][] values, FieldPath field) {
    double[][] defaults = model.defaults();
    List<GridQuery.Setting> settings = new ArrayList<>();
    for (int parameter = 0; parameter < values.length; parameter++) {
      if (!Arrays.equals(values[parameter], defaults[parameter])) {
        settings.add(new GridQuery.Setting(new GridQuery.Name(model.parameterNames().get(parameter), field),
            values(model, values[parameter]), field));
      }
    }
    return new GridQuery.Changes(settings, List.of());
  }

  private static GridQuery.Values values(CompiledModel model, double[] values) {
    return model.periods().isEmpty()
        ? new GridQuery.Values.Single(values[0])
        : new GridQuery.Values.Series(Arrays.stream(values).boxed().toList());
  }
}
