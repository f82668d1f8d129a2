package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Formula;
import io.margrid.core.formula.TypedFormula;
import io.margrid.core.formula.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a model: names, numbers, units, formulas, sizes. Everything that is wrong is reported, not only the first
 * thing; what is wrong only because something else is, is not. Then the formulas become one graph.
 */
public final class ModelCompiler {
  private final ModelDefinition model;
  private final FieldPath path;
  private final ModelLimits limits;
  private final Faults faults;
  private final DefinitionChecks checks;
  private final SymbolTable symbols;
  private final List<Optional<Formula>> formulas = new ArrayList<>();
  /** Empty: unknown because of a fault. For a metric that declares no unit, until it is inferred. */
  private final List<Optional<Unit>> constantUnits = new ArrayList<>();
  private final List<Optional<Unit>> parameterUnits = new ArrayList<>();
  private final List<Optional<Unit>> metricUnits = new ArrayList<>();

  private ModelCompiler(ModelDefinition model, FieldPath path, ModelLimits limits, DefinitionChecks checks,
      Faults faults) {
    this.model = model;
    this.path = path;
    this.limits = limits;
    this.faults = faults;
    this.checks = checks;
    this.symbols = SymbolTable.of(model, path, faults);
  }

  /**
   * Compiles a model. The time it takes is in proportion to its text.
   *
   * @param path of the Model message within the request
   * @return empty if the model has faults, which are then reported
   */
  public static Optional<CompiledModel> compile(ModelDefinition model, FieldPath path, ModelLimits limits,
      Faults faults) {
    long before = faults.count();
    DefinitionChecks checks = new DefinitionChecks(model, path, faults);
    if (!checks.checkSizes(limits)) {
      return Optional.empty();
    }
    checks.checkAll();
    return new ModelCompiler(model, path, limits, checks, faults).compile(before);
  }

  private Optional<CompiledModel> compile(long faultsBefore) {
    readUnits();
    parse();
    MetricOrder order = new MetricOrder(metricDependencies());
    order.cycles().forEach(this::reportCycle);
    List<Optional<TypedFormula>> typed = check(order.order());
    if (faults.count() > faultsBefore) {
      return Optional.empty();
    }
    List<TypedFormula> sound = typed.stream().map(Optional::orElseThrow).toList();
    return new ModelAssembler(model, limits, symbols, present(constantUnits), present(parameterUnits),
        formulas.stream().map(Optional::orElseThrow).toList(), sound).assemble(order.order(), faults);
  }

  private static List<Unit> present(List<Optional<Unit>> units) {
    return units.stream().map(Optional::orElseThrow).toList();
  }

  private void readUnits() {
    for (int i = 0; i < model.constants().size(); i++) {
      constantUnits.add(checks.unit(model.constants().get(i).unit(),
          ModelField.CONSTANT_UNIT.in(ModelField.MODEL_CONSTANTS.in(path, i))));
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      parameterUnits.add(checks.unit(model.parameters().get(i).unit(),
          ModelField.PARAMETER_UNIT.in(ModelField.MODEL_PARAMETERS.in(path, i))));
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      FieldPath field = ModelField.METRIC_UNIT.in(ModelField.MODEL_METRICS.in(path, i));
      metricUnits.add(model.metrics().get(i).unit().flatMap(text -> checks.unit(text, field)));
    }
  }

  private void parse() {
    for (int i = 0; i < model.metrics().size(); i++) {
      formulas.add(parse(model.metrics().get(i).formula(), formulaField(i)));
    }
  }

  private Optional<Formula> parse(String text, FieldPath field) {
    if (text.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", "a formula");
      return Optional.empty();
    }
    Optional<Formula> formula = Formula.parse(text, field, limits.maxFormulaBytes(), limits.maxFormulaDepth(),
        faults);
    formula.ifPresent(parsed -> parsed.names().forEach((name, position) -> checkName(name, position, field)));
    return formula;
  }

  private void checkName(String name, Position position, FieldPath field) {
    if (symbols.find(name).isEmpty()) {
      faults.add(new Fault(field, Reason.FORMULA_NAME, name, symbols.ruleFor(name), position));
    }
  }

  /** By metric, the metrics that it uses. */
  private List<List<Integer>> metricDependencies() {
    return formulas.stream().map(formula -> formula.map(this::metricsIn).orElse(List.of())).toList();
  }

  private List<Integer> metricsIn(Formula formula) {
    return formula.names().keySet().stream().flatMap(name -> symbols.find(name).stream())
        .filter(symbol -> symbol.kind() == Symbol.Kind.METRIC).map(Symbol::index).toList();
  }

  private void reportCycle(List<Integer> cycle) {
    List<String> names = new ArrayList<>(
        cycle.stream().map(metric -> model.metrics().get(metric).name()).toList());
    names.add(names.getFirst());
    Map<String, Position> uses = formulas.get(cycle.getFirst()).orElseThrow().names();
    Position position = uses.getOrDefault(names.get(1), Position.NONE);
    CyclePrint print = CyclePrint.of(names);
    faults.add(new Fault(formulaField(cycle.getFirst()), Reason.FORMULA_CYCLE, print.value(), print.rule(),
        position));
  }

  /** By metric; empty where there are faults. */
  private List<Optional<TypedFormula>> check(List<Integer> order) {
    List<Optional<TypedFormula>> typed = new ArrayList<>(
        Collections.nCopies(formulas.size(), Optional.empty()));
    for (int metric : order) {
      Optional<TypedFormula> sound = formulas.get(metric)
          .flatMap(formula -> formula.check(this::unit, metricUnits.get(metric), faults));
      typed.set(metric, sound);
      if (model.metrics().get(metric).unit().isEmpty()) {
        metricUnits.set(metric, sound.map(TypedFormula::unit));
      }
    }
    return typed;
  }

  private Optional<Unit> unit(String name) {
    return symbols.find(name).flatMap(symbol -> switch (symbol.kind()) {
      case CONSTANT -> constantUnits.get(symbol.index());
      case PARAMETER -> parameterUnits.get(symbol.index());
      case METRIC -> metricUnits.get(symbol.index());
    });
  }

  private FieldPath formulaField(int metric) {
    return ModelField.METRIC_FORMULA.in(ModelField.MODEL_METRICS.in(path, metric));
  }
}
