package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.v1.AxisMember;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Model;
import io.margrid.v1.PlanGridRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cursor is said to take, against what is allocated for it. */
class CursorSizeTest {
  private static final Catalog CATALOG = ModelFiles.shipped(ModelLimits.DEFAULT);
  private static final SweepRequests REQUESTS = new SweepRequests(CATALOG, GridLimits.DEFAULT,
      ModelLimits.DEFAULT);
  private static final int BLOCK_CELLS = 1_000;
  private static final long MEBIBYTE = 1 << 20;

  static List<String> models() {
    return CATALOG.ids();
  }

  private static long allocatedBy(Runnable task) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    task.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void compute(GridPlan plan) {
    assertThat(BlockCursor.open(plan, 0, plan.shape().cellCount(), BLOCK_CELLS).advance()).isTrue();
  }

  private static long size(GridPlan plan) {
    return CursorSize.of(plan, plan.shape().cellCount(), BLOCK_CELLS).bytes();
  }

  private static void addAxis(GridSpec.Builder grid, String parameter, int points) {
    AxisMember.Builder member = grid.addAxesBuilder().getZippedBuilder().addMembersBuilder()
        .setParameter(parameter);
    member.getLinearBuilder().setStart(0.25).setStop(0.5).setCount(points);
  }

  private static GridPlan plan(GridSpec.Builder grid) {
    return REQUESTS.plan(PlanGridRequest.newBuilder().setGrid(grid).build());
  }

  @ParameterizedTest
  @MethodSource("models")
  void cursorsOfShippedModelsTakeAboutWhatIsSaid(String id) {
    GridSpec.Builder grid = GridSpec.newBuilder();
    grid.getScenarioBuilder().setModelId(id);
    CATALOG.find(id).orElseThrow().definition().parameters().stream()
        .filter(parameter -> parameter.minimum().orElse(0) <= 0.25 && parameter.maximum().orElse(1) >= 0.5)
        .limit(2).forEach(parameter -> addAxis(grid, parameter.name(), 500));
    GridPlan plan = plan(grid);
    compute(plan); // classes are loaded
    assertThat(allocatedBy(() -> compute(plan))).isBetween(size(plan) / 4, 2 * size(plan));
  }

  /** So many metrics over so many periods, each from the one before and its own last value. */
  private static Model recurrent(int metrics, int periods) {
    Model.Builder model = Model.newBuilder();
    for (int i = 0; i < periods; i++) {
      model.addPeriods("p" + i);
    }
    model.addParametersBuilder().setName("outer").setValue(1);
    model.addParametersBuilder().setName("inner").setValue(1);
    for (int i = 0; i < metrics; i++) {
      model.addMetricsBuilder().setName("m" + i).setUnit("1")
          .setFormula("prev(m" + i + ", 1) / 2 + " + (i == 0 ? "inner" : "m" + (i - 1)));
    }
    model.addMetricsBuilder().setName("wanted").setUnit("1").setFormula("outer + m" + (metrics - 1));
    return model.build();
  }

  @Test
  void whatIsComputedForATableIsBoundedToo() {
    GridSpec.Builder grid = GridSpec.newBuilder().addMetrics("wanted");
    grid.getScenarioBuilder().setModel(recurrent(250, 1_200));
    addAxis(grid, "outer", 100);
    addAxis(grid, "inner", 100);
    GridPlan plan = plan(grid);
    assertThat(plan.hoisting().tables().cardinality()).as("tables").isPositive();
    // Not all of it at once.
    assertThat(allocatedBy(() -> compute(plan))).isLessThan(3 * size(plan)).isLessThan(100 * MEBIBYTE);
  }

  @Test
  void toKnowTheSizeNothingOfThatSizeIsAllocated() {
    GridSpec.Builder grid = GridSpec.newBuilder().addMetrics("wanted");
    grid.getScenarioBuilder().setModel(recurrent(250, 1_200));
    addAxis(grid, "inner", 100_000);
    GridPlan plan = plan(grid);
    assertThat(size(plan)).isGreaterThan(10 * MEBIBYTE);
    assertThat(allocatedBy(() -> size(plan))).isLessThan(3 * MEBIBYTE);
    assertThat(allocatedBy(() -> compute(plan))).isBetween(size(plan) / 4, 2 * size(plan));
  }
}
