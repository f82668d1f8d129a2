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
  private final List<String> parameterNames;
  private final List<String> metricNames;
  private final double[] constants;
  private final double[][] defaults;
  private final ModelContent content;
  private final Digest digest;

  CompiledModel(ModelDefinition definition, SymbolTable symbols, Graph graph, List<Unit> constantUnits,
      List<Unit> parameterUnits, List<CompiledMetric> metrics) {
    this.definition = definition;
    this.symbols = symbols;
    this.graph = graph;
    this.constantUnits = List.copyOf(constantUnits);
    this.parameterUnits = List.copyOf(parameterUnits);
    this.metrics = List.copyOf(metrics);
    this.parameterNames = definition.parameters().stream().map(ParameterDefinition::name).toList();
    this.metricNames = definition.metrics().stream().map(MetricDefinition::name).toList();
    this.constants = definition.constants().stream().mapToDouble(ConstantDefinition::value).toArray();
    this.defaults = defaults(definition);
    this.content = ModelContent.of(definition, this.constantUnits, this.parameterUnits, this.metrics);
    this.digest = new DigestWriter(FORM).content(content, defaults).digest();
  }

  private static double[][] defaults(ModelDefinition definition) {
    int periods = Math.max(1, definition.periods().size());
    double[][] defaults = new double[definition.parameters().size()][periods];
    for (int parameter = 0; parameter < defaults.length; parameter++) {
      List<Double> values = definition.parameters().get(parameter).values();
      for (int period = 0; period < periods; period++) {
        defaults[parameter][period] = values.get(values.size() == 1 ? 0 : period);
      }
    }
    return defaults;
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
    return parameterNames;
  }

  /** Names of the metrics, by number. */
  public List<String> metricNames() {
    return metricNames;
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
    return constants.clone();
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
    double[][] copy = new double[defaults.length][];
    for (int parameter = 0; parameter < copy.length; parameter++) {
      copy[parameter] = defaults[parameter].clone();
    }
    return copy;
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
    writer.content(content, parameters);
  }
}
