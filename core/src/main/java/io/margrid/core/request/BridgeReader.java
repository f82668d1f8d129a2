package io.margrid.core.request;

import io.margrid.core.analysis.Bridge;
import io.margrid.core.analysis.BridgePlan;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads questions for what moved a metric. */
final class BridgeReader {
  private static final int DEFAULT_SAMPLES = 10_000;
  private static final int MIN_SAMPLES = 2;
  private static final int MAX_SAMPLES = 1_000_000;
  /** Scenarios that all random orders together evaluate. */
  private static final long MAX_EVALUATIONS = 1L << 25;
  private static final FieldPath FROM = FieldPath.ROOT.field("from", BridgeRequest.FROM_FIELD_NUMBER);
  private static final FieldPath TO = FieldPath.ROOT.field("to", BridgeRequest.TO_FIELD_NUMBER);
  private static final FieldPath ORDER = FieldPath.ROOT.field("order", BridgeRequest.ORDER_FIELD_NUMBER);
  private static final FieldPath SAMPLES = FieldPath.ROOT.field("samples",
      BridgeRequest.SAMPLES_FIELD_NUMBER);

  private final ScenarioModels models;
  private final GridLimits limits;
  private final Faults faults = new Faults();

  BridgeReader(ScenarioModels models, GridLimits limits) {
    this.models = models;
    this.limits = limits;
  }

  BridgePlan read(BridgeRequest request) {
    Optional<CompiledModel> model = models.find(request.getFrom(), FROM, faults);
    checkTo(request, model);
    List<GridQuery.Name> metric = AnalysisRequests.required(request.getMetric(),
        FieldPath.ROOT.field("metric", BridgeRequest.METRIC_FIELD_NUMBER), "a metric of the model", faults);
    int samples = samples(request);
    return AnalysisRequests.sound(model.flatMap(compiled -> {
      List<GridQuery.Name> period = AnalysisRequests.period(request.getPeriod(),
          FieldPath.ROOT.field("period", BridgeRequest.PERIOD_FIELD_NUMBER), compiled);
      List<Integer> order = order(request, compiled);
      Optional<GridPlan> from = plan(compiled, request.getFrom(), FROM, metric, period);
      // What is wrong with metric or period has been said; the scenario's own faults are still looked for.
      Optional<GridPlan> to = from.isPresent()
          ? plan(compiled, request.getTo(), TO, metric, period)
          : plan(compiled, request.getTo(), TO, List.of(), List.of());
      return from.flatMap(start -> to.map(end -> new BridgePlan(start, end, order, samples,
          request.getSeed()))).filter(this::fits);
    }), faults);
  }

  private void checkTo(BridgeRequest request, Optional<CompiledModel> from) {
    if (!request.hasTo()) {
      faults.add(TO, Reason.REQUIRED, "absent", "a scenario");
    } else {
      models.checkSame(request.getTo(), TO, request.getFrom(), from, faults);
    }
  }

  private int samples(BridgeRequest request) {
    int samples = request.hasSamples() ? request.getSamples() : DEFAULT_SAMPLES;
    if (samples < MIN_SAMPLES || samples > MAX_SAMPLES) {
      faults.add(SAMPLES, Reason.INVALID_VALUE, Integer.toString(samples),
          MIN_SAMPLES + " to " + MAX_SAMPLES);
    }
    return samples;
  }

  private List<Integer> order(BridgeRequest request, CompiledModel model) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < request.getOrderCount(); i++) {
      String name = request.getOrder(i);
      FieldPath field = ORDER.index(i);
      model.findParameter(name).ifPresentOrElse(parameter -> {
        if (order.contains(parameter)) {
          faults.add(field, Reason.DUPLICATE, name, "each parameter once");
        }
        order.add(parameter);
      }, () -> faults.add(field, Reason.UNKNOWN_PARAMETER, name,
          Nearest.rule("a parameter of the model", name, model.parameterNames())));
    }
    return order;
  }

  private Optional<GridPlan> plan(CompiledModel model, Scenario scenario, FieldPath field,
      List<GridQuery.Name> metric, List<GridQuery.Name> period) {
    GridQuery.Changes changes = new GridReader(limits, faults).scenarioChanges(scenario, field);
    return GridPlanner.plan(model, new GridQuery(changes, List.of(), metric, period, field), limits, faults);
  }

  /** Holds order and samples against the parameters that differ. */
  private boolean fits(BridgePlan plan) {
    List<String> names = plan.from().model().parameterNames();
    List<Integer> changed = BridgePlan.changed(plan.from(), plan.to());
    if (plan.order().isEmpty()) {
      long evaluations = (long) plan.samples() * (changed.size() + 1);
      if (changed.size() > Bridge.MAX_EXACT && evaluations > MAX_EVALUATIONS) {
        faults.add(SAMPLES, Reason.GRID_TOO_LARGE,
            plan.samples() + " orders of " + changed.size() + " parameters",
            "at most " + MAX_EVALUATIONS / (changed.size() + 1) + " orders of so many");
      }
    } else {
      for (int i = 0; i < plan.order().size(); i++) {
        if (!changed.contains(plan.order().get(i))) {
          faults.add(ORDER.index(i), Reason.INVALID_VALUE, names.get(plan.order().get(i)),
              "a parameter that differs between the scenarios");
        }
      }
      String missing = changed.stream().filter(parameter -> !plan.order().contains(parameter))
          .map(names::get).collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        faults.add(ORDER, Reason.REQUIRED, "without " + missing,
            "every parameter that differs between the scenarios");
      }
    }
    return faults.isEmpty();
  }
}
