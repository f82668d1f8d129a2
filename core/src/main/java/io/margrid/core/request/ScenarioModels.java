package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import io.margrid.core.model.DigestWriter;
import io.margrid.core.model.ModelLimits;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.util.Optional;

/** Finds what scenarios compute: a model of the catalogue, or the caller's own, which is compiled. Thread-safe. */
final class ScenarioModels {
  private static final String KEY_FORM = "margrid.request.model.1";
  /** What a compiled model takes, roughly: definition, syntax and printed formulas for each byte of the message. */
  private static final long BYTES_PER_BYTE = 16;
  private static final long BYTES_PER_NODE = 128;

  private final Catalog catalog;
  private final ModelLimits modelLimits;
  private final WeightedCache<Digest, CompiledModel> compiled;

  /** @param compiled callers' own models, of this catalogue and these limits */
  ScenarioModels(Catalog catalog, ModelLimits modelLimits, WeightedCache<Digest, CompiledModel> compiled) {
    this.catalog = catalog;
    this.modelLimits = modelLimits;
    this.compiled = compiled;
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
        yield compile(scenario.getModel(), field.field("model", Scenario.MODEL_FIELD_NUMBER), faults);
      }
      case CALCULATION_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no model", "model_id or model");
        yield Optional.empty();
      }
    };
  }

  /** Only models without a fault are kept: a fault names the field of its request. */
  private Optional<CompiledModel> compile(Model model, FieldPath field, Faults faults) {
    byte[] bytes = model.toByteArray();
    Digest key = new DigestWriter(KEY_FORM).bytes(bytes).digest();
    Optional<CompiledModel> known = compiled.find(key);
    if (known.isPresent()) {
      return known;
    }
    Optional<CompiledModel> made = ModelReader.compile(model, field, catalog, modelLimits, faults);
    made.ifPresent(sound -> compiled.keep(key, sound,
        BYTES_PER_BYTE * bytes.length + BYTES_PER_NODE * sound.graph().size()));
    return made;
  }

  /**
   * Checks that a scenario computes what the first one does. It may leave its model out; a model of its own must have the
   * digest of the first one's.
   *
   * @param model of the first; empty if it has faults
   */
  void checkSame(Scenario scenario, FieldPath field, Scenario first, Optional<CompiledModel> model,
      Faults faults) {
    if (scenario.getCalculationCase() == Scenario.CalculationCase.CALCULATION_NOT_SET
        || isSame(scenario, first)) {
      return;
    }
    Optional<CompiledModel> own = find(scenario, field, faults);
    if (own.isPresent() && model.isPresent() && !own.get().digest().equals(model.get().digest())) {
      faults.add(field, Reason.MODEL_MISMATCH, name(own.get()),
          "none, or the model of the first scenario, " + name(model.get()));
    }
  }

  private static boolean isSame(Scenario scenario, Scenario first) {
    return scenario.getCalculationCase() == first.getCalculationCase()
        && scenario.getModelId().equals(first.getModelId()) && scenario.getModel().equals(first.getModel());
  }

  private static String name(CompiledModel model) {
    return "model " + model.definition().id() + " " + model.digest().toString().substring(0, 8);
  }
}
