package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelLimits;
import io.margrid.v1.Scenario;
import java.util.Optional;

/** Finds what scenarios compute: a model of the catalogue, or the caller's own, which is compiled. Immutable. */
final class ScenarioModels {
  private final Catalog catalog;
  private final ModelLimits modelLimits;

  ScenarioModels(Catalog catalog, ModelLimits modelLimits) {
    this.catalog = catalog;
    this.modelLimits = modelLimits;
  }

  /** The scenario's model, or a fault. */
  Optional<CompiledModel> find(Scenario scenario, FieldPath field, Faults faults) {
    return switch (scenario.getCalculationCase()) {
      case MODEL_ID -> {
        Optional<CompiledModel> model = catalog.find(scenario.getModelId());
        if (model.isEmpty()) {
          faults.add(field.field("model_id", Scenario.MODEL_ID_FIELD_NUMBER), Reason.UNKNOWN_MODEL,
              scenario.getModelId(), SweepRequests.unknownModelRule(catalog, scenario.getModelId()));
        }
        yield model;
      }
      case MODEL -> {
        FieldPath modelField = field.field("model", Scenario.MODEL_FIELD_NUMBER);
        yield ModelReader.compile(scenario.getModel(), modelField, catalog, modelLimits, faults);
      }
      case CALCULATION_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no model", "model_id or model");
        yield Optional.empty();
      }
    };
  }
}
