package io.margrid.core.formula;

import java.util.Random;

/** Seeds random tests: printed, and replayed by {@code -Dmargrid.seed=…}. */
final class Seed {
  private Seed() {}

  static Random random() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    return new Random(seed);
  }
}
