package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.formula.GraphEvaluator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomRecurrenceTest {
  private static final int MODELS = 1_000;

  @Test
  void graphGivesTheBitsOfFollowingTheReferences() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    Random random = new Random(seed);
    int finite = 0;
    for (int i = 0; i < MODELS; i++) {
      RandomRecurrence recurrence = new RandomRecurrence(random);
      CompiledModel model = recurrence.model().compile();
      double[][] values = GraphEvaluator.evaluate(model.graph(), recurrence.periods(), model.constants(),
          model.defaults());
      for (int metric = 0; metric < recurrence.metrics(); metric++) {
        int index = model.findMetric("m" + metric).orElseThrow();
        for (int t = 0; t < recurrence.periods(); t++) {
          double value = values[model.metricNode(index)][t];
          finite += Double.isFinite(value) ? 1 : 0;
          assertThat(Double.doubleToLongBits(value))
              .as("%s in %d: %s", metric, t, model.canonicalFormula(index))
              .isEqualTo(Double.doubleToLongBits(recurrence.value(metric, t)));
        }
      }
    }
    assertThat(finite).isGreaterThan(MODELS);
  }
}
