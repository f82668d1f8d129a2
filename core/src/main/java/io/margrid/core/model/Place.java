package io.margrid.core.model;

import io.margrid.core.fault.FieldPath;

/** Where a constant, parameter or metric of a flat model comes from: the fields that its faults are reported at. */
sealed interface Place {
  /** The field of the request that decides this field of the definition. */
  FieldPath field(ModelField field);

  /** A message of the model itself. */
  record Given(FieldPath message) implements Place {
    @Override
    public FieldPath field(ModelField field) {
      return field.in(message);
    }
  }

  /** The metric that a parameter of an included model has become. */
  record Bound(FieldPath binding) implements Place {
    @Override
    public FieldPath field(ModelField field) {
      return field == ModelField.METRIC_FORMULA
          ? ModelField.BINDING_FORMULA.in(binding)
          : ModelField.BINDING_PARAMETER.in(binding);
    }
  }

  /** A definition of an included model, which has no fault but that it may not fit here. */
  record Included(FieldPath include, String modelId) implements Place {
    @Override
    public FieldPath field(ModelField field) {
      return switch (field) {
        case CONSTANT_NAME, PARAMETER_NAME, METRIC_NAME -> ModelField.INCLUDE_PREFIX.in(include);
        default -> ModelField.INCLUDE_MODEL_ID.in(include);
      };
    }
  }
}
