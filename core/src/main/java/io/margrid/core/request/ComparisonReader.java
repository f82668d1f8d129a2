package io.margrid.core.request;

import io.margrid.core.analysis.ComparisonQuery;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Reads the scenarios of a comparison, but for their models. */
final class ComparisonReader {
  static final FieldPath BASE = FieldPath.ROOT.field("base", CompareRequest.BASE_FIELD_NUMBER);
  static final FieldPath SCENARIOS = FieldPath.ROOT.field("scenarios",
      CompareRequest.SCENARIOS_FIELD_NUMBER);

  private static final int MAX_SCENARIOS = 1_000;

  private final GridReader grids;
  private final Faults faults;

  ComparisonReader(GridReader grids, Faults faults) {
    this.grids = grids;
    this.faults = faults;
  }

  /** The scenarios, or none where their number is the fault. */
  List<Scenario> scenarios(CompareRequest request) {
    int count = request.getScenariosCount();
    if (count == 0) {
      faults.add(SCENARIOS, Reason.REQUIRED, "no scenarios", "at least one");
    }
    if (count > MAX_SCENARIOS) {
      faults.add(SCENARIOS, Reason.GRID_TOO_LARGE, count + " scenarios", "at most " + MAX_SCENARIOS);
      return List.of();
    }
    return request.getScenariosList();
  }

  ComparisonQuery read(CompareRequest request, List<Scenario> scenarios) {
    List<GridQuery.Case> cases = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      FieldPath field = SCENARIOS.index(cases.size());
      String name = scenario.getName().isEmpty() ? Integer.toString(cases.size() + 1) : scenario.getName();
      cases.add(new GridQuery.Case(name, grids.scenarioChanges(scenario, field)));
    }
    return new ComparisonQuery(grids.scenarioChanges(request.getBase(), BASE), cases,
        GridReader.names(request.getMetricsList(),
            FieldPath.ROOT.field("metrics", CompareRequest.METRICS_FIELD_NUMBER)),
        GridReader.names(request.getPeriodsList(),
            FieldPath.ROOT.field("periods", CompareRequest.PERIODS_FIELD_NUMBER)),
        SCENARIOS);
  }
}
