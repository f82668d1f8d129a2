package io.margrid.server.wire;

import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ConstantDefinition;
import io.margrid.core.model.IncludeDefinition;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.v1.CompiledMetric;
import io.margrid.v1.Constant;
import io.margrid.v1.Display;
import io.margrid.v1.Include;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import io.margrid.v1.Parameter;
import io.margrid.v1.Series;
import java.util.List;

/** Models as messages. */
public final class ModelMessages {
  private ModelMessages() {}

  /** A line of the catalogue. */
  public static ModelEntry entry(CompiledModel model) {
    ModelDefinition definition = model.definition();
    return ModelEntry.newBuilder()
        .setId(definition.id())
        .setTitle(title(definition))
        .setDescription(definition.description())
        .setParameterCount(definition.parameters().size())
        .setMetricCount(definition.metrics().size())
        .setPeriodCount(definition.periods().size())
        .build();
  }

  /** The whole model, with every unit filled in and all that it takes in as its own. */
  public static Model model(CompiledModel model) {
    ModelDefinition definition = model.definition();
    Model.Builder message = Model.newBuilder()
        .setId(definition.id())
        .setTitle(title(definition))
        .setDescription(definition.description())
        .setSource(definition.source())
        .addAllPeriods(definition.periods());
    for (int i = 0; i < definition.constants().size(); i++) {
      message.addConstants(constant(definition.constants().get(i), model.constantUnit(i).toString()));
    }
    for (int i = 0; i < definition.parameters().size(); i++) {
      message.addParameters(parameter(definition.parameters().get(i), model.parameterUnit(i).toString()));
    }
    for (int i = 0; i < definition.metrics().size(); i++) {
      message.addMetrics(metric(definition.metrics().get(i), model.metricUnit(i).toString()));
    }
    return message.build();
  }

  /** What the model takes in, as defined. */
  public static List<Include> includes(CompiledModel model) {
    return model.definition().includes().stream().map(ModelMessages::include).toList();
  }

  private static Include include(IncludeDefinition include) {
    Include.Builder message = Include.newBuilder().setModelId(include.modelId()).setPrefix(include.prefix());
    include.bindings().forEach(binding -> message.addBindingsBuilder().setParameter(binding.parameter())
        .setFormula(binding.formula()));
    return message.build();
  }

  /** What the compiler knows of a metric, by its number. */
  public static CompiledMetric compiled(CompiledModel model, int metric) {
    return CompiledMetric.newBuilder()
        .setName(model.definition().metrics().get(metric).name())
        .setUnit(model.metricUnit(metric).toString())
        .setFormula(model.canonicalFormula(metric))
        .addAllDependencies(model.dependencies(metric))
        .addAllParameters(model.parametersOf(metric))
        .build();
  }

  private static String title(ModelDefinition definition) {
    return definition.title().isEmpty() ? definition.id() : definition.title();
  }

  private static Constant constant(ConstantDefinition constant, String unit) {
    return Constant.newBuilder()
        .setName(constant.name())
        .setUnit(unit)
        .setValue(constant.value())
        .setDescription(constant.description())
        .setSource(constant.source())
        .build();
  }

  private static Parameter parameter(ParameterDefinition parameter, String unit) {
    Parameter.Builder message = Parameter.newBuilder()
        .setName(parameter.name())
        .setUnit(unit)
        .setDescription(parameter.description())
        .setSource(parameter.source())
        .setDisplay(display(parameter.display()));
    if (parameter.values().size() == 1) {
      message.setValue(parameter.values().getFirst());
    } else {
      message.setSeries(Series.newBuilder().addAllValues(parameter.values()));
    }
    parameter.minimum().ifPresent(message::setMinimum);
    parameter.maximum().ifPresent(message::setMaximum);
    return message.build();
  }

  private static Metric metric(MetricDefinition metric, String unit) {
    return Metric.newBuilder()
        .setName(metric.name())
        .setUnit(unit)
        .setFormula(metric.formula())
        .setDescription(metric.description())
        .setDisplay(display(metric.display()))
        .build();
  }

  private static Display display(io.margrid.core.model.Display display) {
    Display.Builder message = Display.newBuilder().setFormat(switch (display.format()) {
      case NUMBER -> Display.Format.FORMAT_NUMBER;
      case PERCENT -> Display.Format.FORMAT_PERCENT;
      case BASIS_POINTS -> Display.Format.FORMAT_BASIS_POINTS;
    });
    display.decimals().ifPresent(message::setDecimals);
    return message.build();
  }
}
