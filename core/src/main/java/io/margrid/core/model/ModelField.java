package io.margrid.core.model;

import io.margrid.core.fault.FieldPath;

/**
 * The fields of the Model message and of the messages in it, for the places of faults. The numbers are those of the
 * contract, which is why faults come in the order of the message.
 */
public enum ModelField {
  MODEL_ID("id", 1),
  MODEL_PERIODS("periods", 5),
  MODEL_CONSTANTS("constants", 6),
  MODEL_PARAMETERS("parameters", 7),
  MODEL_METRICS("metrics", 8),
  MODEL_INCLUDES("includes", 9),

  CONSTANT_NAME("name", 1),
  CONSTANT_UNIT("unit", 2),
  CONSTANT_VALUE("value", 3),

  PARAMETER_NAME("name", 1),
  PARAMETER_UNIT("unit", 2),
  PARAMETER_VALUE("value", 3),
  PARAMETER_SERIES("series", 4),
  PARAMETER_MINIMUM("minimum", 5),
  PARAMETER_MAXIMUM("maximum", 6),
  PARAMETER_DISPLAY("display", 9),

  SERIES_VALUES("values", 1),

  METRIC_NAME("name", 1),
  METRIC_UNIT("unit", 2),
  METRIC_FORMULA("formula", 3),
  METRIC_DISPLAY("display", 5),

  INCLUDE_MODEL_ID("model_id", 1),
  INCLUDE_PREFIX("prefix", 2),
  INCLUDE_BINDINGS("bindings", 3),

  BINDING_PARAMETER("parameter", 1),
  BINDING_FORMULA("formula", 2),

  DISPLAY_FORMAT("format", 1),
  DISPLAY_DECIMALS("decimals", 2);

  private final String text;
  private final int number;

  ModelField(String text, int number) {
    this.text = text;
    this.number = number;
  }

  /** This field of the message at that path. */
  public FieldPath in(FieldPath message) {
    return message.field(text, number);
  }

  /** That element of this repeated field of the message at that path. */
  public FieldPath in(FieldPath message, int index) {
    return in(message).index(index);
  }
}
