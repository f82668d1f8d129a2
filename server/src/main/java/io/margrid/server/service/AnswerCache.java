package io.margrid.server.service;

import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.WeightedCache;
import io.margrid.server.wire.MessageBytes;
import java.util.Optional;

/**
 * What small calls need again and again: models of callers' own, compiled, and of single scenarios what was found out. The
 * answer to a question has the same bits each time, so it is kept itself, or else, if it is long, the plan. Questions are
 * the same if their bytes are. Thread-safe.
 */
public final class AnswerCache {
  /** Longer answers take longer to compute than to plan: not worth the questions that they would displace. */
  static final int MAX_ANSWER_BYTES = 1 << 16;
  /** What a plan takes, roughly: for each node, and for each byte of a request, which may carry a model of its own. */
  private static final long BYTES_PER_NODE = 32;
  private static final long BYTES_PER_BYTE = 16;
  private static final long FRAME = 1_024;
  /** What an answer takes beside the bytes of question and answer. */
  private static final long ANSWER_FRAME = 256;

  private final WeightedCache<Digest, CompiledModel> models;
  private final WeightedCache<MessageBytes, Evaluation> evaluations;

  /** What is known of a scenario that is to be evaluated. */
  sealed interface Evaluation {
    /** Values of each metric. */
    long cellCount();

    /** It is known to be valid. */
    record Planned(GridPlan plan) implements Evaluation {
      @Override
      public long cellCount() {
        return plan.shape().cellCount();
      }
    }

    /** It has been answered. */
    record Answered(long cellCount, MessageBytes answer) implements Evaluation {}
  }

  /**
   * An empty cache.
   *
   * @param maxBytes that it may take, roughly: half for models, half for scenarios; 0: keeps nothing
   */
  public AnswerCache(long maxBytes) {
    models = new WeightedCache<>(maxBytes / 2);
    evaluations = new WeightedCache<>(maxBytes / 2);
  }

  /** Callers' own models. */
  public WeightedCache<Digest, CompiledModel> models() {
    return models;
  }

  /** How single scenarios are found again. */
  public WeightedCache.Counts evaluationCounts() {
    return evaluations.counts();
  }

  /** What is known of the scenario that a request asks for. */
  Optional<Evaluation> find(MessageBytes request) {
    return evaluations.find(request);
  }

  /** Keeps the answer to a request, or its plan if the answer is long. */
  void keep(MessageBytes request, GridPlan plan, MessageBytes answer) {
    if (answer.size() <= MAX_ANSWER_BYTES) {
      evaluations.keep(request, new Evaluation.Answered(plan.shape().cellCount(), answer),
          ANSWER_FRAME + request.size() + answer.size());
    } else {
      evaluations.keep(request, new Evaluation.Planned(plan), weight(plan, request.size()));
    }
  }

  private static long weight(GridPlan plan, int requestBytes) {
    long values = (long) plan.model().definition().parameters().size() * plan.model().periodCount();
    return FRAME + BYTES_PER_BYTE * requestBytes + BYTES_PER_NODE * plan.model().graph().size()
        + Double.BYTES * values;
  }
}
