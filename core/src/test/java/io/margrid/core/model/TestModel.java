package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import java.util.ArrayList;
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

  TestModel constant(String name, String unit, double value) {
    constants.add(new ConstantDefinition(name, unit, value, "", ""));
    return this;
  }

  TestModel parameter(String name, String unit, double value) {
    return parameter(name, unit, value, OptionalDouble.empty(), OptionalDouble.empty());
  }

  TestModel parameter(String name, String unit, double value, OptionalDouble minimum,
      OptionalDouble maximum) {
    parameters.add(new ParameterDefinition(name, unit, value, minimum, maximum, "", "", Display.PLAIN));
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
    return new ModelDefinition(id, title, "", "", periods, constants, parameters, metrics);
  }

  CompiledModel compile() {
    Faults faults = new Faults();
    return ModelCompiler.compile(definition(), MODEL, ModelLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
  }

  /** The faults, of which there is at least one. */
  List<Fault> faults(ModelLimits limits) {
    Faults faults = new Faults();
    if (ModelCompiler.compile(definition(), MODEL, limits, faults).isPresent()) {
      throw new AssertionError("compiles");
    }
    return faults.inFieldOrder();
  }

  /** The faults as reasons and messages. */
  List<String> messages() {
    return faults(ModelLimits.DEFAULT).stream().map(fault -> fault.reason() + " " + fault.message()).toList();
  }
}
