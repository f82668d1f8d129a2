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
import java.util.Optional;

/**
 * Checks a model: names, numbers, units, formulas, sizes. Everything that is wrong is reported, not only the first
 * thing; what is wrong only because something else is, is not. Then the formulas become one graph.
 */
public final class ModelCompiler {
  private final FlatModel flat;
  private final ModelDefinition model;
  private final ModelLimits limits;
  private final Faults faults;
  private final DefinitionChecks checks;
  private final SymbolTable symbols;
  private final List<Optional<Formula>> formulas = new ArrayList<>();
  /** Empty: unknown because of a fault. For a metric that declares no unit, until it is inferred. */
  private final List<Optional<Unit>> constantUnits = new ArrayList<>();
  private final List<Optional<Unit>> parameterUnits = new ArrayList<>();
  private final List<Optional<Unit>> metricUnits = new ArrayList<>();

  private ModelCompiler(FlatModel flat, FieldPath path, ModelLimits limits, Faults faults) {
    this.flat = flat;
    this.model = flat.definition();
    this.limits = limits;
    this.faults = faults;
    this.checks = new DefinitionChecks(flat, path, faults);
    this.symbols = SymbolTable.of(flat, faults);
  }

  /**
   * Compiles a model, together with the models that it includes. The time it takes is in proportion to its text.
   *
   * @param path    of the Model message within the request
   * @param catalog the models that it may include
   * @return empty if the model has faults, which are then reported
   */
  public static Optional<CompiledModel> compile(ModelDefinition model, FieldPath path, Catalog catalog,
      ModelLimits limits, Faults faults) {
    long before = faults.count();
    return ModelFlattener.flatten(model, path, catalog, limits, faults)
        .flatMap(flat -> new ModelCompiler(flat, path, limits, faults).compile(before));
  }

  private Optional<CompiledModel> compile(long faultsBefore) {
    checks.checkAll();
    readUnits();
    parse();
    MetricUses uses = MetricUses.of(formulas, symbols);
    MetricOrder order = new MetricOrder(uses.immediate());
    Components components = new Components(uses.all());
    new Recurrences(flat, uses, components, faults).check(order.cycles());
    List<Optional<TypedFormula>> typed = check(components);
    if (faults.count() > faultsBefore) {
      return Optional.empty();
    }
    List<TypedFormula> sound = typed.stream().map(Optional::orElseThrow).toList();
    return new ModelAssembler(model, limits, symbols, present(constantUnits), present(parameterUnits),
        formulas.stream().map(Optional::orElseThrow).toList(), sound)
        .assemble(order.order(), components, faults);
  }

  private static List<Unit> present(List<Optional<Unit>> units) {
    return units.stream().map(Optional::orElseThrow).toList();
  }

  private void readUnits() {
    for (int i = 0; i < model.constants().size(); i++) {
      constantUnits.add(checks.unit(model.constants().get(i).unit(),
          flat.constants().get(i).field(ModelField.CONSTANT_UNIT)));
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      parameterUnits.add(checks.unit(model.parameters().get(i).unit(),
          flat.parameters().get(i).field(ModelField.PARAMETER_UNIT)));
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      FieldPath field = flat.metrics().get(i).field(ModelField.METRIC_UNIT);
      metricUnits.add(model.metrics().get(i).unit().flatMap(text -> checks.unit(text, field)));
    }
  }

  private void parse() {
    for (int i = 0; i < model.metrics().size(); i++) {
      formulas.add(
          parse(model.metrics().get(i).formula(), flat.metrics().get(i).field(ModelField.METRIC_FORMULA)));
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
    if (flat.complete() && symbols.find(name).isEmpty()) {
      faults.add(new Fault(field, Reason.FORMULA_NAME, name, symbols.ruleFor(name), position));
    }
  }

  /** By metric; empty where there are faults. */
  private List<Optional<TypedFormula>> check(Components components) {
    List<Optional<TypedFormula>> typed = new ArrayList<>(
        Collections.nCopies(formulas.size(), Optional.empty()));
    for (int metric : components.inOrder().stream().flatMap(List::stream).toList()) {
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
}
