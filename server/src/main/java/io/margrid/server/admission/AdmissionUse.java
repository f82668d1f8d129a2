package io.margrid.server.admission;

import java.util.Map;

/**
 * What is under way.
 *
 * @param callers        with anything under way, or unread
 * @param streams        that hold a place
 * @param work           of questions, running and waiting, in nodes × cells
 * @param transportBytes that streams with a place may have waiting in the transport
 * @param lingeringBytes that streams without a place may still have there: ended or given up, and not read to the end
 * @param workingBytes   that streams with a place take to compute
 * @param refusals       calls refused so far, by what there was too much of; every budget is there
 */
public record AdmissionUse(int callers, int streams, long work, long transportBytes, long lingeringBytes,
    long workingBytes, Map<Budget, Long> refusals) {

  public AdmissionUse {
    refusals = Map.copyOf(refusals);
  }

  /** Calls refused so far. */
  public long refused() {
    return refusals.values().stream().mapToLong(Long::longValue).sum();
  }
}
