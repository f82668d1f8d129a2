package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.formula.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a model and those that it includes into one. What an included model defines comes over under its name with the
 * prefix: constants, metrics, and the parameters with their defaults and bounds. A bound parameter becomes a metric of
 * its name and unit, so that formulas refer to it unchanged, and it can be asked; its bounds do not hold for a formula.
 */
final class ModelFlattener {
  private final ModelDefinition model;
  private final FieldPath path;
  private final ModelLimits limits;
  private final Faults faults;
  private final List<ConstantDefinition> constants = new ArrayList<>();
  private final List<ParameterDefinition> parameters = new ArrayList<>();
  private final List<MetricDefinition> metrics = new ArrayList<>();
  private final List<Place> constantPlaces = new ArrayList<>();
  private final List<Place> parameterPlaces = new ArrayList<>();
  private final List<Place> metricPlaces = new ArrayList<>();

  private ModelFlattener(ModelDefinition model, FieldPath path, ModelLimits limits, Faults faults) {
    this.model = model;
    this.path = path;
    this.limits = limits;
    this.faults = faults;
  }

  /**
   * The model as one.
   *
   * @return empty if it is too large to look into, which is then reported
   */
  static Optional<FlatModel> flatten(ModelDefinition model, FieldPath path, Catalog catalog,
      ModelLimits limits,
      Faults faults) {
    SizeChecks sizes = new SizeChecks(model, path, limits, faults);
    if (!sizes.checkOwn()) {
      return Optional.empty();
    }
    List<Inclusion> inclusions = new InclusionChecks(model, path, catalog, faults).sound();
    return sizes.checkWith(inclusions)
        ? Optional.of(new ModelFlattener(model, path, limits, faults).flatten(inclusions))
        : Optional.empty();
  }

  private FlatModel flatten(List<Inclusion> inclusions) {
    inclusions.forEach(this::include);
    for (int i = 0; i < model.constants().size(); i++) {
      constants.add(model.constants().get(i));
      constantPlaces.add(new Place.Given(ModelField.MODEL_CONSTANTS.in(path, i)));
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      parameters.add(model.parameters().get(i));
      parameterPlaces.add(new Place.Given(ModelField.MODEL_PARAMETERS.in(path, i)));
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      metrics.add(model.metrics().get(i));
      metricPlaces.add(new Place.Given(ModelField.MODEL_METRICS.in(path, i)));
    }
    ModelDefinition flat = new ModelDefinition(model.id(), model.title(), model.description(), model.source(),
        model.periods(), constants, parameters, metrics, model.includes());
    return new FlatModel(flat, constantPlaces, parameterPlaces, metricPlaces,
        inclusions.size() == model.includes().size());
  }

  private void include(Inclusion inclusion) {
    CompiledModel included = inclusion.model();
    ModelDefinition definition = included.definition();
    Place place = new Place.Included(inclusion.path(), definition.id());
    for (ConstantDefinition constant : definition.constants()) {
      constants.add(constant.named(inclusion.name(constant.name())));
      constantPlaces.add(place);
    }
    for (int i = 0; i < definition.parameters().size(); i++) {
      ParameterDefinition parameter = definition.parameters().get(i);
      Inclusion.Binding binding = inclusion.bindings().get(parameter.name());
      if (binding == null) {
        parameters.add(parameter.named(inclusion.name(parameter.name())));
        parameterPlaces.add(place);
      } else {
        metrics.add(new MetricDefinition(inclusion.name(parameter.name()),
            Optional.of(included.parameterUnit(i).toString()), binding.formula(), parameter.description(),
            parameter.display()));
        metricPlaces.add(new Place.Bound(binding.path()));
      }
    }
    for (int i = 0; i < definition.metrics().size(); i++) {
      metrics.add(metric(definition.metrics().get(i), included.metricUnit(i).toString(), inclusion));
      metricPlaces.add(place);
    }
  }

  private MetricDefinition metric(MetricDefinition metric, String unit, Inclusion inclusion) {
    return new MetricDefinition(inclusion.name(metric.name()), Optional.of(unit), formula(metric, inclusion),
        metric.description(), metric.display());
  }

  private String formula(MetricDefinition metric, Inclusion inclusion) {
    if (inclusion.prefix().isEmpty()) {
      return metric.formula();
    }
    FieldPath field = ModelField.INCLUDE_MODEL_ID.in(inclusion.path());
    return Formula.parse(metric.formula(), field, limits.maxFormulaBytes(), limits.maxFormulaDepth(), faults)
        .map(formula -> formula.renamed(inclusion::name)).orElse(metric.formula());
  }
}
