package io.margrid.bench;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.GridSpec;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.Scenario;
import io.margrid.v1.ZippedPoints;
import java.util.List;

/** The grids that are measured. */
public final class Grids {
  /** The published five: net revenue, EBIT and its margin for the provider, gross margin in money and ratio for the lab. */
  public static final List<String> DEAL_METRICS = List.of("provider_net_revenue_per_mw",
      "provider_ebit_per_mw",
      "provider_ebit_margin", "lab_gross_margin_per_mw", "lab_gross_margin");

  private Grids() {}

  /** The deal's five metrics, revenue share by gross revenue. */
  public static GridSpec deal(long rows, long columns) {
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal"))
        .addAxes(axis(member("revenue_share", 0.10, 0.40, rows)))
        .addAxes(axis(member("gross_revenue_per_mw", 10, 40, columns))).addAllMetrics(DEAL_METRICS).build();
  }

  /** The deal without metrics, revenue share by fee. */
  public static GridSpec shareByFee(long rows, long columns) {
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal"))
        .addAxes(axis(member("revenue_share", 0.1, 0.4, rows)))
        .addAxes(axis(member("iaas_fee_per_mw", 5, 10, columns))).build();
  }

  /** The deal's five metrics in 10¹² cells: far more than anybody reads. */
  public static GridSpec trillion() {
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal"))
        .addAxes(axis(member("revenue_share", 0, 1, 10_000)))
        .addAxes(axis(member("iaas_fee_per_mw", 0, 20, 10_000)))
        .addAxes(axis(member("gross_revenue_per_mw", 10, 40, 10_000))).addAllMetrics(DEAL_METRICS).build();
  }

  /** A costly function of {@code outer}, times {@code inner}: nearly everything is constant along the columns. */
  private static final Model MOSTLY_CONSTANT = Model.newBuilder().addParameters(parameter("outer"))
      .addParameters(parameter("inner")).addMetrics(Metric.newBuilder().setName("product")
          .setFormula(
              "inner * (sqrt(outer) + 1 / outer + (outer - 1) / (outer + 1) + outer^5 / (1 + outer^2))"))
      .build();

  /** The costly part steps with the rows. */
  public static GridSpec mostlyConstantAlongColumns(long rows, long columns) {
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModel(MOSTLY_CONSTANT))
        .addAxes(axis(member("outer", 1, 2, rows))).addAxes(axis(member("inner", 1, 2, columns))).build();
  }

  /** The same formula where everything moves along the only axis, so that nothing can be hoisted. */
  public static GridSpec nothingConstant(long cells) {
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModel(MOSTLY_CONSTANT))
        .addAxes(axis(member("outer", 1, 2, cells), member("inner", 1, 2, cells))).build();
  }

  /** Five metrics that are the inner axis, or twice it: as many bytes as the deal's, and hardly anything to compute. */
  public static GridSpec copied(long rows, long columns) {
    Model.Builder model = Model.newBuilder().addParameters(parameter("outer"))
        .addParameters(parameter("inner"));
    for (int i = 0; i < DEAL_METRICS.size(); i++) {
      model.addMetrics(Metric.newBuilder().setName("copy" + i).setFormula(i == 0 ? "inner" : "inner + " + i));
    }
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModel(model))
        .addAxes(axis(member("outer", 1, 2, rows))).addAxes(axis(member("inner", 1, 2, columns))).build();
  }

  /** The plan of a valid grid. */
  public static GridPlan plan(GridSpec grid) {
    Catalog catalog = ModelFiles.shipped(ModelLimits.DEFAULT);
    return new SweepRequests(catalog, GridLimits.DEFAULT, ModelLimits.DEFAULT)
        .plan(PlanGridRequest.newBuilder().setGrid(grid).build());
  }

  /**
   * Computes all cells of a plan, as a stream without a wire does.
   *
   * @param blockCells the most cells of a block
   * @return a number that depends on every block, so that none can be left out
   */
  public static double run(GridPlan plan, int blockCells) {
    BlockCursor cursor = BlockCursor.open(plan, 0, plan.shape().cellCount(), blockCells);
    double last = 0;
    while (cursor.advance()) {
      ColumnBlock block = cursor.block();
      last += block.values(0)[block.cellCount() - 1];
    }
    return last;
  }

  private static Parameter parameter(String name) {
    return Parameter.newBuilder().setName(name).setValue(1).build();
  }

  private static AxisMember member(String parameter, double start, double stop, long count) {
    return AxisMember.newBuilder().setParameter(parameter)
        .setLinear(LinearPoints.newBuilder().setStart(start).setStop(stop).setCount(count)).build();
  }

  private static Axis axis(AxisMember... members) {
    return Axis.newBuilder().setZipped(ZippedPoints.newBuilder().addAllMembers(List.of(members))).build();
  }
}
