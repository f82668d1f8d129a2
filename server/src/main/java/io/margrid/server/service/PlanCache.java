package io.margrid.server.service;

import com.google.protobuf.Message;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import io.margrid.core.model.DigestWriter;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.WeightedCache;
import java.util.function.Supplier;

/** What small calls need again and again: models of callers' own, compiled, and plans of single scenarios. Thread-safe. */
public final class PlanCache {
  private static final String KEY_FORM = "margrid.request.evaluate.1";
  /** What a plan takes, roughly: for each node, and for each byte of a request, which may carry a model of its own. */
  private static final long BYTES_PER_NODE = 32;
  private static final long BYTES_PER_BYTE = 16;
  private static final long FRAME = 1_024;

  private final WeightedCache<CompiledModel> models;
  private final WeightedCache<Evaluation> evaluations;

  /**
   * A scenario that is to be evaluated.
   *
   * @param digest of the plan, which would be worked out anew each time
   */
  record Evaluation(GridPlan plan, Digest digest) {}

  /**
   * An empty cache.
   *
   * @param maxBytes that it may take, roughly: half for models, half for plans; 0: keeps nothing
   */
  public PlanCache(long maxBytes) {
    models = new WeightedCache<>(maxBytes / 2);
    evaluations = new WeightedCache<>(maxBytes / 2);
  }

  /** Callers' own models. */
  public WeightedCache<CompiledModel> models() {
    return models;
  }

  /** How plans of single scenarios are found again. */
  public WeightedCache.Counts evaluationCounts() {
    return evaluations.counts();
  }

  /** The plan of that request, found or made; what the maker throws is thrown, and not kept. */
  Evaluation evaluation(Message request, Supplier<GridPlan> maker) {
    byte[] bytes = request.toByteArray();
    Digest key = new DigestWriter(KEY_FORM).bytes(bytes).digest();
    return evaluations.find(key).orElseGet(() -> {
      GridPlan plan = maker.get();
      Evaluation made = new Evaluation(plan, plan.digest());
      evaluations.keep(key, made, weight(plan, bytes.length));
      return made;
    });
  }

  private static long weight(GridPlan plan, int requestBytes) {
    long values = (long) plan.model().definition().parameters().size() * plan.model().periodCount();
    return FRAME + BYTES_PER_BYTE * requestBytes + BYTES_PER_NODE * plan.model().graph().size()
        + Double.BYTES * values;
  }
}
