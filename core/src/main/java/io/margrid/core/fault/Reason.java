package io.margrid.core.fault;

/** The rule that a request broke, in the words of the contract. Names are part of the contract and never change. */
public enum Reason {
  /** No model of that id in the catalogue. Outranks every other fault of a request. */
  UNKNOWN_MODEL(Kind.NOT_FOUND),
  /** A name that is not a parameter of the model. */
  UNKNOWN_PARAMETER(Kind.INVALID_ARGUMENT),
  /** A name that is not a metric of the model. */
  UNKNOWN_METRIC(Kind.INVALID_ARGUMENT),
  /** A label that is not a period of the model. */
  UNKNOWN_PERIOD(Kind.INVALID_ARGUMENT),
  /** A required field is absent. */
  REQUIRED(Kind.INVALID_ARGUMENT),
  /** Something is named twice that may be named once. */
  DUPLICATE(Kind.INVALID_ARGUMENT),
  /** A name that does not have the form of a name, or that the language reserves. */
  INVALID_NAME(Kind.INVALID_ARGUMENT),
  /** A number that is not finite, or not in the range that the field allows. */
  INVALID_VALUE(Kind.INVALID_ARGUMENT),
  /** An axis whose points, members or labels do not fit together. */
  INVALID_AXIS(Kind.INVALID_ARGUMENT),
  /** A parameter's final value is outside its bounds. */
  OUT_OF_BOUNDS(Kind.INVALID_ARGUMENT),
  /** A formula that cannot be parsed. */
  FORMULA_SYNTAX(Kind.INVALID_ARGUMENT),
  /** A formula that uses a name the model does not have. */
  FORMULA_NAME(Kind.INVALID_ARGUMENT),
  /** A formula or a name whose units do not fit. */
  FORMULA_UNITS(Kind.INVALID_ARGUMENT),
  /** Metrics that depend on themselves. */
  FORMULA_CYCLE(Kind.INVALID_ARGUMENT),
  /** Scenarios to be held against each other that do not compute the same model. */
  MODEL_MISMATCH(Kind.INVALID_ARGUMENT),
  /** A part of the contract that this server does not compute. */
  UNSUPPORTED(Kind.INVALID_ARGUMENT),
  /** A range of cells that reaches beyond the grid. */
  CELL_RANGE(Kind.OUT_OF_RANGE),
  /** The digest of a resumed stream is not the grid's. */
  RESUME_MISMATCH(Kind.FAILED_PRECONDITION),
  /** More axes, points or cells than the limits allow. */
  GRID_TOO_LARGE(Kind.RESOURCE_EXHAUSTED),
  /** A model or formula beyond the limits. */
  MODEL_TOO_LARGE(Kind.RESOURCE_EXHAUSTED);

  /** The class of error; the names are those of the gRPC status codes. */
  public enum Kind {
    INVALID_ARGUMENT, NOT_FOUND, OUT_OF_RANGE, FAILED_PRECONDITION, RESOURCE_EXHAUSTED
  }

  private final Kind kind;

  Reason(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
