package io.margrid.core.request;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.Case;
import io.margrid.v1.CaseList;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Scenario;
import io.margrid.v1.SeriesPoint;
import io.margrid.v1.ZippedPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a grid and checks its shape: what is required is there, numbers are finite, points and labels fit together. A
 * part with faults is left out of the query, so that the rest can still be held against the model.
 */
final class GridReader {
  private final GridLimits limits;
  private final Faults faults;
  private final ChangesReader changes;
  private final PointsReader points;

  GridReader(GridLimits limits, Faults faults) {
    this.limits = limits;
    this.faults = faults;
    this.changes = new ChangesReader(faults);
    this.points = new PointsReader(faults);
  }

  GridQuery grid(GridSpec grid, FieldPath field) {
    FieldPath axesField = field.field("axes", GridSpec.AXES_FIELD_NUMBER);
    List<GridQuery.Axis> axes = new ArrayList<>();
    // Beyond the limit the number is the fault; the axes themselves are not looked at.
    if (grid.getAxesCount() > limits.maxAxes()) {
      faults.add(axesField, Reason.GRID_TOO_LARGE, FaultText.count(grid.getAxesCount(), "axis", "axes"),
          "at most " + limits.maxAxes());
    } else {
      for (int i = 0; i < grid.getAxesCount(); i++) {
        axis(grid.getAxes(i), axesField.index(i)).ifPresent(axes::add);
      }
    }
    return new GridQuery(
        scenarioChanges(grid.getScenario(), field.field("scenario", GridSpec.SCENARIO_FIELD_NUMBER)),
        axes, names(grid.getMetricsList(), field.field("metrics", GridSpec.METRICS_FIELD_NUMBER)),
        names(grid.getPeriodsList(), field.field("periods", GridSpec.PERIODS_FIELD_NUMBER)), axesField);
  }

  /** A grid without axes. */
  GridQuery evaluation(EvaluateRequest request, FieldPath scenarioField) {
    return new GridQuery(scenarioChanges(request.getScenario(), scenarioField), List.of(),
        names(request.getMetricsList(),
            FieldPath.ROOT.field("metrics", EvaluateRequest.METRICS_FIELD_NUMBER)),
        names(request.getPeriodsList(),
            FieldPath.ROOT.field("periods", EvaluateRequest.PERIODS_FIELD_NUMBER)),
        scenarioField);
  }

  /** What the scenario differs in from the model's defaults. */
  GridQuery.Changes scenarioChanges(Scenario scenario, FieldPath field) {
    return changes.read(scenario.getSettingsList(), field.field("settings", Scenario.SETTINGS_FIELD_NUMBER),
        scenario.getShocksList(), field.field("shocks", Scenario.SHOCKS_FIELD_NUMBER));
  }

  static List<GridQuery.Name> names(List<String> texts, FieldPath field) {
    List<GridQuery.Name> names = new ArrayList<>();
    for (String text : texts) {
      names.add(new GridQuery.Name(text, field.index(names.size())));
    }
    return names;
  }

  private Optional<GridQuery.Axis> axis(Axis axis, FieldPath field) {
    long before = faults.count();
    Optional<GridQuery.Axis> read = switch (axis.getDefinitionCase()) {
      case ZIPPED -> Optional.of(zipped(axis, field));
      case CASES -> Optional.of(cases(axis, field));
      case DEFINITION_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no points", "zipped or cases");
        yield Optional.empty();
      }
    };
    if (faults.count() == before && axis.getLabelsCount() > 0) {
      read.ifPresent(present -> checkLabels(axis, present.count(), field));
    }
    return faults.count() == before ? read : Optional.empty();
  }

  private void checkLabels(Axis axis, long count, FieldPath field) {
    if (axis.getLabelsCount() != count) {
      faults.add(field.field("labels", Axis.LABELS_FIELD_NUMBER), Reason.INVALID_AXIS,
          axis.getLabelsCount() + " labels",
          "none, or one for each of " + FaultText.count(count, "point", "points"));
    }
  }

  private GridQuery.Axis zipped(Axis axis, FieldPath field) {
    FieldPath membersField = field.field("zipped", Axis.ZIPPED_FIELD_NUMBER).field("members",
        ZippedPoints.MEMBERS_FIELD_NUMBER);
    List<GridQuery.Member> members = new ArrayList<>();
    List<AxisMember> given = axis.getZipped().getMembersList();
    if (given.isEmpty()) {
      faults.add(membersField, Reason.REQUIRED, "no members", "at least one parameter");
    }
    checkListSize(given, membersField);
    OptionalLong count = OptionalLong.empty();
    for (int i = 0; i < given.size(); i++) {
      FieldPath memberField = membersField.index(i);
      Optional<GridQuery.Member> member = points.member(given.get(i), memberField);
      if (member.isPresent()) {
        long points = member.get().count();
        if (count.isPresent() && count.getAsLong() != points) {
          faults.add(memberField, Reason.INVALID_AXIS, FaultText.count(points, "point", "points"),
              FaultText.count(count.getAsLong(), "point", "points") + ", as many as the members before it");
        }
        count = count.isPresent() ? count : OptionalLong.of(points);
        members.add(member.get());
      }
    }
    return new GridQuery.Zipped(axis.getName(), axis.getLabelsList(), members, field);
  }

  private void checkListSize(List<AxisMember> members, FieldPath field) {
    long listed = members.stream().mapToLong(GridReader::listed).sum();
    if (listed > limits.maxListPoints()) {
      faults.add(field, Reason.GRID_TOO_LARGE, FaultText.count(listed, "listed point", "listed points"),
          "at most " + limits.maxListPoints());
    }
  }

  private static long listed(AxisMember member) {
    return member.getList().getValuesCount()
        + member.getSeries().getPointsList().stream().mapToLong(SeriesPoint::getValuesCount).sum();
  }

  private GridQuery.Axis cases(Axis axis, FieldPath field) {
    FieldPath casesField = field.field("cases", Axis.CASES_FIELD_NUMBER).field("cases",
        CaseList.CASES_FIELD_NUMBER);
    List<Case> given = axis.getCases().getCasesList();
    List<GridQuery.Case> cases = new ArrayList<>();
    if (given.isEmpty()) {
      faults.add(casesField, Reason.REQUIRED, "no cases", "at least one");
    } else if (given.size() > limits.maxListPoints()) {
      faults.add(casesField, Reason.GRID_TOO_LARGE, given.size() + " cases",
          "at most " + limits.maxListPoints());
    } else {
      for (Case each : given) {
        FieldPath caseField = casesField.index(cases.size());
        cases.add(new GridQuery.Case(each.getName(),
            changes.read(each.getSettingsList(), caseField.field("settings", Case.SETTINGS_FIELD_NUMBER),
                each.getShocksList(), caseField.field("shocks", Case.SHOCKS_FIELD_NUMBER))));
      }
    }
    return new GridQuery.Cases(axis.getName(), axis.getLabelsList(), cases, field);
  }
}
