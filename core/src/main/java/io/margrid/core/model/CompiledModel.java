package io.margrid.core.model;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model without a fault. Parameters, constants and metrics are numbered as they stand in the definition, from zero.
 * Immutable.
 */
public final class CompiledModel {
  private static final String FORM = "margrid.model.1";

  private final ModelDefinition definition;
  private final SymbolTable symbols;
  private final Graph graph;
  private final List<Unit> constantUnits;
  private final List<Unit> parameterUnits;
  private final List<CompiledMetric> metrics;
  private final Digest digest;

  CompiledModel(ModelDefinition definition, SymbolTable symbols, Graph graph, List<Unit> constantUnits,
      List<Unit> parameterUnits, List<CompiledMetric> metrics) {
    this.definition = definition;
    this.symbols = symbols;
    this.graph = graph;
    this.constantUnits = List.copyOf(constantUnits);
    this.parameterUnits = List.copyOf(parameterUnits);
    this.metrics = List.copyOf(metrics);
    DigestWriter writer = new DigestWriter(FORM);
    writeContent(writer, defaults());
    this.digest = writer.digest();
  }

  /** With all that the model includes as its own; the includes say where that came from. */
  public ModelDefinition definition() {
    return definition;
  }

  /** The formulas of all metrics. */
  public Graph graph() {
    return graph;
  }

  /** The parameter of that name. */
  public OptionalInt findParameter(String name) {
    return find(Symbol.Kind.PARAMETER, name);
  }

  /** The metric of that name. */
  public OptionalInt findMetric(String name) {
    return find(Symbol.Kind.METRIC, name);
  }

  private OptionalInt find(Symbol.Kind kind, String name) {
    Optional<Symbol> symbol = symbols.find(name).filter(found -> found.kind() == kind);
    return symbol.isPresent() ? OptionalInt.of(symbol.get().index()) : OptionalInt.empty();
  }

  /** Names of the parameters, by number. */
  public List<String> parameterNames() {
    return definition.parameters().stream().map(ParameterDefinition::name).toList();
  }

  /** Names of the metrics, by number. */
  public List<String> metricNames() {
    return definition.metrics().stream().map(MetricDefinition::name).toList();
  }

  /** The node of the graph whose value is the metric's. */
  public int metricNode(int metric) {
    return metrics.get(metric).node();
  }

  /** As declared, or else as inferred. */
  public Unit metricUnit(int metric) {
    return metrics.get(metric).unit();
  }

  public Unit parameterUnit(int parameter) {
    return parameterUnits.get(parameter);
  }

  public Unit constantUnit(int constant) {
    return constantUnits.get(constant);
  }

  /** Values of the constants, by number; a copy. */
  public double[] constants() {
    return definition.constants().stream().mapToDouble(ConstantDefinition::value).toArray();
  }

  /** Labels of the time axis, in order; none for a scalar model. */
  public List<String> periods() {
    return definition.periods();
  }

  /** Number of periods; 1 for a scalar model. */
  public int periodCount() {
    return Math.max(1, definition.periods().size());
  }

  /** Default values of the parameters, by number and period; a copy. */
  public double[][] defaults() {
    double[][] defaults = new double[definition.parameters().size()][periodCount()];
    for (int parameter = 0; parameter < defaults.length; parameter++) {
      List<Double> values = definition.parameters().get(parameter).values();
      for (int period = 0; period < periodCount(); period++) {
        defaults[parameter][period] = values.get(values.size() == 1 ? 0 : period);
      }
    }
    return defaults;
  }

  /**
   * The formula with the fewest brackets, blanks around operators. Parsing it gives the same formula.
   */
  public String canonicalFormula(int metric) {
    return metrics.get(metric).formula();
  }

  /** Names that the metric's formula mentions, in the model's order: constants, parameters, metrics. */
  public List<String> dependencies(int metric) {
    return metrics.get(metric).dependencies();
  }

  /** Parameters that the metric depends on, directly or through other metrics, in the model's order. */
  public List<String> parametersOf(int metric) {
    return metrics.get(metric).parameters();
  }

  /** Of the content that decides values, with the default values: see {@link #writeContent}. */
  public Digest digest() {
    return digest;
  }

  /**
   * Writes all of the model that decides values: periods, names, units in canonical form, constants, canonical formulas.
   * Ids, titles, descriptions, sources, bounds and display are not in it. One value in all periods and the same value in
   * each are the same.
   *
   * @param parameters values of the parameters, by number and period, in place of their defaults
   */
  public void writeContent(DigestWriter writer, double[][] parameters) {
    writer.number(definition.periods().size());
    definition.periods().forEach(writer::text);
    writer.number(definition.constants().size());
    for (int i = 0; i < definition.constants().size(); i++) {
      ConstantDefinition constant = definition.constants().get(i);
      writer.text(constant.name()).text(constantUnit(i).toString()).number(constant.value());
    }
    writer.number(definition.parameters().size());
    for (int i = 0; i < definition.parameters().size(); i++) {
      writer.text(definition.parameters().get(i).name()).text(parameterUnit(i).toString());
      writeSeries(writer, parameters[i]);
    }
    writer.number(metrics.size());
    for (int i = 0; i < metrics.size(); i++) {
      writer.text(definition.metrics().get(i).name()).text(metricUnit(i).toString())
          .text(canonicalFormula(i));
    }
  }

  private static void writeSeries(DigestWriter writer, double[] values) {
    writer.number(values.length);
    for (double value : values) {
      writer.number(value);
    }
  }
}
