package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.BindingDefinition;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ConstantDefinition;
import io.margrid.core.model.IncludeDefinition;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelCompiler;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ModelField;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.v1.Constant;
import io.margrid.v1.Include;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads Model messages: what can be wrong with the message, not what can be wrong with the model. */
public final class ModelReader {
  private final FieldPath path;
  private final Faults faults;

  private ModelReader(FieldPath path, Faults faults) {
    this.path = path;
    this.faults = faults;
  }

  /**
   * The definition that a message holds.
   *
   * @param path of the message within the request
   * @return empty if the message has faults, which are then reported
   */
  public static Optional<ModelDefinition> read(Model message, FieldPath path, Faults faults) {
    long before = faults.count();
    ModelDefinition model = new ModelReader(path, faults).read(message);
    return faults.count() == before ? Optional.of(model) : Optional.empty();
  }

  /**
   * The model that a message holds, compiled. Reports the faults of the message and those of the model together.
   *
   * @param path    of the message within the request
   * @param catalog the models that it may include
   * @return empty if there are faults, which are then reported
   */
  public static Optional<CompiledModel> compile(Model message, FieldPath path, Catalog catalog,
      ModelLimits limits,
      Faults faults) {
    long before = faults.count();
    ModelDefinition model = new ModelReader(path, faults).read(message);
    Optional<CompiledModel> compiled = ModelCompiler.compile(model, path, catalog, limits, faults);
    return faults.count() == before ? compiled : Optional.empty();
  }

  private ModelDefinition read(Model message) {
    List<ConstantDefinition> constants = message.getConstantsList().stream().map(ModelReader::constant)
        .toList();
    List<ParameterDefinition> parameters = new ArrayList<>();
    for (int i = 0; i < message.getParametersCount(); i++) {
      parameters.add(parameter(message.getParameters(i), message.getPeriodsCount(),
          ModelField.MODEL_PARAMETERS.in(path, i)));
    }
    List<MetricDefinition> metrics = new ArrayList<>();
    for (int i = 0; i < message.getMetricsCount(); i++) {
      metrics.add(metric(message.getMetrics(i), ModelField.MODEL_METRICS.in(path, i)));
    }
    return new ModelDefinition(message.getId(), message.getTitle(), message.getDescription(),
        message.getSource(),
        message.getPeriodsList(), constants, parameters, metrics,
        message.getIncludesList().stream().map(ModelReader::include).toList());
  }

  private static ConstantDefinition constant(Constant message) {
    return new ConstantDefinition(message.getName(), message.getUnit(), message.getValue(),
        message.getDescription(),
        message.getSource());
  }

  private ParameterDefinition parameter(Parameter message, int periods, FieldPath field) {
    OptionalDouble minimum = message.hasMinimum() ? OptionalDouble.of(message.getMinimum())
        : OptionalDouble.empty();
    OptionalDouble maximum = message.hasMaximum() ? OptionalDouble.of(message.getMaximum())
        : OptionalDouble.empty();
    return new ParameterDefinition(message.getName(), message.getUnit(), values(message, periods, field),
        minimum,
        maximum, message.getDescription(), message.getSource(),
        DisplayReader.read(message.getDisplay(), ModelField.PARAMETER_DISPLAY.in(field), faults));
  }

  private List<Double> values(Parameter message, int periods, FieldPath field) {
    return switch (message.getDefaultCase()) {
      case VALUE -> List.of(message.getValue());
      case SERIES -> series(message, periods, field);
      case DEFAULT_NOT_SET -> {
        faults.add(ModelField.PARAMETER_VALUE.in(field), Reason.REQUIRED, "absent",
            "a default value or series");
        yield harmless(message);
      }
    };
  }

  private List<Double> series(Parameter message, int periods, FieldPath field) {
    int count = message.getSeries().getValuesCount();
    if (periods == 0) {
      faults.add(ModelField.PARAMETER_SERIES.in(field), Reason.INVALID_VALUE, "a series of " + count,
          "one value: the model has no periods");
    } else if (count != periods) {
      faults.add(ModelField.PARAMETER_SERIES.in(field), Reason.INVALID_VALUE, "a series of " + count,
          "a series of " + periods + ": one value for each period");
    } else {
      return message.getSeries().getValuesList();
    }
    return harmless(message);
  }

  /** Stands in for a default with a value that causes no further fault. */
  private static List<Double> harmless(Parameter message) {
    return List.of(message.hasMinimum() ? message.getMinimum() : message.getMaximum());
  }

  private static IncludeDefinition include(Include message) {
    return new IncludeDefinition(message.getModelId(), message.getPrefix(), message.getBindingsList().stream()
        .map(binding -> new BindingDefinition(binding.getParameter(), binding.getFormula())).toList());
  }

  private MetricDefinition metric(Metric message, FieldPath field) {
    Optional<String> unit = Optional.of(message.getUnit()).filter(text -> !text.isEmpty());
    return new MetricDefinition(message.getName(), unit, message.getFormula(), message.getDescription(),
        DisplayReader.read(message.getDisplay(), ModelField.METRIC_DISPLAY.in(field), faults));
  }
}
