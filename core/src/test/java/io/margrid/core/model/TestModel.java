package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Builds models for tests. */
final class TestModel {
  private static final FieldPath MODEL = FieldPath.ROOT.field("model", 1);
  String id = "test";
  String title = "";
  List<String> periods = List.of();
  private final List<ConstantDefinition> constants = new ArrayList<>();
  private final List<ParameterDefinition> parameters = new ArrayList<>();
  private final List<MetricDefinition> metrics = new ArrayList<>();
  private final List<IncludeDefinition> includes = new ArrayList<>();
  private final List<CompiledModel> catalog = new ArrayList<>();

  TestModel constant(String name, String unit, double value) {
    constants.add(new ConstantDefinition(name, unit, value, "", ""));
    return this;
  }

  TestModel parameter(String name, String unit, double value) {
    return parameter(name, unit, value, OptionalDouble.empty(), OptionalDouble.empty());
  }

  TestModel parameter(String name, String unit, double value, OptionalDouble minimum,
      OptionalDouble maximum) {
    parameters
        .add(new ParameterDefinition(name, unit, List.of(value), minimum, maximum, "", "", Display.PLAIN));
    return this;
  }

  TestModel series(String name, String unit, Double... values) {
    parameters.add(
        new ParameterDefinition(name, unit, List.of(values), OptionalDouble.empty(), OptionalDouble.empty(),
            "", "", Display.PLAIN));
    return this;
  }

  TestModel periods(String... labels) {
    periods = List.of(labels);
    return this;
  }

  TestModel id(String other) {
    id = other;
    return this;
  }

  /** Includes a model, with bindings as parameter, formula, parameter, formula … */
  TestModel include(String model, String prefix, String... bindings) {
    List<BindingDefinition> definitions = new ArrayList<>();
    for (int i = 0; i < bindings.length; i += 2) {
      definitions.add(new BindingDefinition(bindings[i], bindings[i + 1]));
    }
    includes.add(new IncludeDefinition(model, prefix, definitions));
    return this;
  }

  /** The models that may be included. */
  TestModel with(TestModel... models) {
    Arrays.stream(models).forEach(model -> catalog.add(model.compile()));
    return this;
  }

  TestModel metric(String name, String formula) {
    metrics.add(new MetricDefinition(name, Optional.empty(), formula, "", Display.PLAIN));
    return this;
  }

  TestModel metric(String name, String unit, String formula) {
    metrics.add(new MetricDefinition(name, Optional.of(unit), formula, "", Display.PLAIN));
    return this;
  }

  TestModel metricShownWith(int decimals) {
    Display display = new Display(Display.Format.PERCENT, OptionalInt.of(decimals));
    metrics.add(new MetricDefinition("shown", Optional.empty(), "1", "", display));
    return this;
  }

  ModelDefinition definition() {
    return new ModelDefinition(id, title, "", "", periods, constants, parameters, metrics, includes);
  }

  CompiledModel compile() {
    Faults faults = new Faults();
    return ModelCompiler.compile(definition(), MODEL, Catalog.of(catalog), ModelLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
  }

  /** The faults, of which there is at least one. */
  List<Fault> faults(ModelLimits limits) {
    Faults faults = new Faults();
    if (ModelCompiler.compile(definition(), MODEL, Catalog.of(catalog), limits, faults).isPresent()) {
      throw new AssertionError("compiles");
    }
    return faults.inFieldOrder();
  }

  /** The faults as reasons and messages. */
  List<String> messages() {
    return faults(ModelLimits.DEFAULT).stream().map(fault -> fault.reason() + " " + fault.message()).toList();
  }
}
