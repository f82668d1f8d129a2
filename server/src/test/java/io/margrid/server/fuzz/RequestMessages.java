package io.margrid.server.fuzz;

import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.CaseList;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.GridRange;
import io.margrid.v1.GridSpec;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.LogarithmicPoints;
import io.margrid.v1.PointList;
import io.margrid.v1.Scenario;
import io.margrid.v1.Series;
import io.margrid.v1.SeriesList;
import io.margrid.v1.SeriesPoint;
import io.margrid.v1.Setting;
import io.margrid.v1.Shock;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.TornadoRequest;
import java.util.ArrayList;
import java.util.List;

/** Requests that are of the right form, and wrong in every other way. */
final class RequestMessages {
  private static final List<String> MODELS = List.of("taas-deal", "gpu-iaas", "lab-arr", "lab-pnl",
      "margin-bridge",
      "no-such-model", "");
  private static final List<String> PARAMETERS = List.of("a", "b", "c", "gross_revenue_per_mw",
      "revenue_share",
      "iaas_fee_per_mw", "not_there", "");
  private static final List<String> METRICS = List.of("m0", "m1", "m2", "provider_ebit_margin",
      "provider_ebit_per_mw",
      "lab_gross_margin", "not_there");

  private final Choices choices;
  private final ModelMessages models;

  RequestMessages(Choices choices) {
    this.choices = choices;
    this.models = new ModelMessages(choices);
  }

  EvaluateRequest evaluate() {
    return EvaluateRequest.newBuilder().setScenario(scenario()).addAllMetrics(metrics())
        .addAllPeriods(periods())
        .build();
  }

  StreamGridRequest stream() {
    StreamGridRequest.Builder request = StreamGridRequest.newBuilder().setGrid(grid());
    if (choices.oneIn(3)) {
      request.setRange(GridRange.newBuilder().setFirstCell(choices.count()).setCellCount(choices.count()));
    }
    if (choices.oneIn(3)) {
      request.setMaxChunkBytes((int) choices.count());
    }
    return request.build();
  }

  ExplainRequest explain() {
    return ExplainRequest.newBuilder().setScenario(scenario()).setMetric(choices.of(METRICS))
        .setPeriod(period())
        .build();
  }

  SolveRequest solve() {
    SolveRequest.Builder request = SolveRequest.newBuilder().setGrid(grid())
        .setParameter(choices.of(PARAMETERS))
        .setMetric(choices.of(METRICS)).setTarget(choices.number());
    request.setPeriod(period()).setMetricPeriod(period());
    if (choices.oneIn(2)) {
      request.getBracketBuilder().setLower(choices.number()).setUpper(choices.number());
    }
    if (choices.oneIn(3)) {
      request.setScanPoints((int) choices.count());
    }
    return request.build();
  }

  TornadoRequest tornado() {
    TornadoRequest.Builder request = TornadoRequest.newBuilder().setScenario(scenario())
        .addAllMetrics(metrics())
        .setPeriod(period());
    for (int i = choices.below(4); i > 0; i--) {
      request.addRangesBuilder().setParameter(choices.of(PARAMETERS)).setLow(choices.number())
          .setHigh(choices.number());
    }
    if (choices.oneIn(3)) {
      request.setShare(choices.number());
    }
    return request.build();
  }

  CompareRequest compare() {
    CompareRequest.Builder request = CompareRequest.newBuilder().setBase(scenario()).addAllMetrics(metrics())
        .addAllPeriods(periods());
    for (int i = choices.below(4); i > 0; i--) {
      request.addScenarios(choices.oneIn(2) ? scenario() : request.getBase());
    }
    return request.build();
  }

  BridgeRequest bridge() {
    Scenario from = scenario();
    Scenario.Builder to = from.toBuilder();
    settings().forEach(to::addSettings);
    BridgeRequest.Builder request = BridgeRequest.newBuilder().setFrom(from)
        .setTo(choices.oneIn(4) ? scenario() : to.build()).setMetric(choices.of(METRICS)).setPeriod(period());
    for (int i = choices.below(4); i > 0; i--) {
      request.addOrder(choices.of(PARAMETERS));
    }
    if (choices.oneIn(3)) {
      request.setSamples((int) choices.count());
    }
    return request.setSeed(choices.wide()).build();
  }

  FrontierRequest frontier() {
    GridSpec.Builder grid = grid().toBuilder();
    if (!choices.oneIn(4)) {
      // Only such a grid has a frontier, and chance alone makes none.
      grid.clearMetrics().clearPeriods().clearAxes();
      if (choices.oneIn(2)) {
        grid.addAxes(line("a")).addAxes(line("b"));
      } else {
        grid.getScenarioBuilder().clearSettings().clearShocks().setModelId("taas-deal");
        grid.addAxes(line("gross_revenue_per_mw")).addAxes(line("revenue_share"));
      }
    }
    return FrontierRequest.newBuilder().setGrid(grid).setMetric(choices.of(METRICS))
        .setMetricPeriod(period())
        .setTarget(choices.number()).build();
  }

  GridSpec grid() {
    GridSpec.Builder grid = GridSpec.newBuilder().setScenario(scenario()).addAllMetrics(metrics())
        .addAllPeriods(periods());
    for (int i = choices.below(4); i > 0; i--) {
      grid.addAxes(axis());
    }
    return grid.build();
  }

  private Scenario scenario() {
    Scenario.Builder scenario = Scenario.newBuilder().setName(choices.oneIn(8) ? choices.text() : "");
    if (choices.oneIn(3)) {
      scenario.setModelId(choices.of(MODELS));
    } else {
      scenario.setModel(models.model());
    }
    return scenario.addAllSettings(settings()).addAllShocks(shocks()).build();
  }

  private List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (int i = choices.below(3); i > 0; i--) {
      Setting.Builder setting = Setting.newBuilder().setParameter(choices.of(PARAMETERS));
      if (choices.oneIn(3)) {
        setting.setSeries(Series.newBuilder().addAllValues(numbers()));
      } else {
        setting.setValue(choices.number());
      }
      settings.add(setting.build());
    }
    return settings;
  }

  private List<Shock> shocks() {
    List<Shock> shocks = new ArrayList<>();
    for (int i = choices.below(3); i > 0; i--) {
      Shock.Builder shock = Shock.newBuilder().setName(choices.text()).setParameter(choices.of(PARAMETERS))
          .addAllPeriods(periods());
      shocks.add((choices.oneIn(2) ? shock.setFactor(choices.number()) : shock.setAddition(choices.number()))
          .build());
    }
    return shocks;
  }

  private Axis axis() {
    Axis.Builder axis = Axis.newBuilder().setName(choices.oneIn(3) ? choices.text() : "");
    for (int i = choices.oneIn(6) ? choices.below(5) : 0; i > 0; i--) {
      axis.addLabels(choices.text());
    }
    if (choices.oneIn(5)) {
      CaseList.Builder cases = CaseList.newBuilder();
      for (int i = choices.below(5); i > 0; i--) {
        cases.addCasesBuilder().setName(choices.text()).addAllSettings(settings()).addAllShocks(shocks());
      }
      return axis.setCases(cases).build();
    }
    for (int i = choices.oneIn(4) ? choices.below(4) : 1; i > 0; i--) {
      axis.getZippedBuilder().addMembers(member());
    }
    return axis.build();
  }

  private Axis line(String parameter) {
    double start = choices.below(4) / 4.0;
    Axis.Builder axis = Axis.newBuilder();
    axis.getZippedBuilder().addMembersBuilder().setParameter(parameter).getLinearBuilder().setStart(start)
        .setStop(start + 0.25).setCount(choices.below(12));
    return axis.build();
  }

  private AxisMember member() {
    AxisMember.Builder member = AxisMember.newBuilder().setParameter(choices.of(PARAMETERS))
        .setPeriod(period())
        .setModeValue(choices.oneIn(3) ? choices.below(5) : 0);
    switch (choices.below(6)) {
      case 0 -> member.setList(PointList.newBuilder().addAllValues(numbers()));
      case 1 -> {
        SeriesList.Builder series = SeriesList.newBuilder();
        for (int i = choices.below(4); i > 0; i--) {
          series.addPoints(SeriesPoint.newBuilder().addAllValues(numbers()));
        }
        member.setSeries(series);
      }
      case 2 -> member.setLogarithmic(LogarithmicPoints.newBuilder().setStart(choices.number())
          .setStop(choices.number()).setCount(choices.count()));
      default -> member.setLinear(
          LinearPoints.newBuilder().setStart(choices.number()).setStop(choices.number())
              .setCount(choices.count()));
    }
    return member.build();
  }

  private List<Double> numbers() {
    List<Double> numbers = new ArrayList<>();
    for (int i = choices.below(6); i > 0; i--) {
      numbers.add(choices.number());
    }
    return numbers;
  }

  private List<String> metrics() {
    List<String> metrics = new ArrayList<>();
    for (int i = choices.oneIn(2) ? 0 : choices.below(4); i > 0; i--) {
      metrics.add(choices.of(METRICS));
    }
    return metrics;
  }

  private List<String> periods() {
    List<String> periods = new ArrayList<>();
    for (int i = choices.oneIn(4) ? choices.below(4) : 0; i > 0; i--) {
      periods.add(choices.of(ModelMessages.PERIODS));
    }
    return periods;
  }

  private String period() {
    return choices.oneIn(3) ? choices.of(ModelMessages.PERIODS) : "";
  }
}
