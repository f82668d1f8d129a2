package io.margrid.server.call;

import io.margrid.server.error.ErrorStatus;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the logging context of a thread has while it works for a call.
 *
 * @param request the call's id
 * @param trace   the id of its trace, if it is traced
 */
public record LogScope(String request, @Nullable String trace) {
  /** Key of the trace's id in the logging context. */
  static final String TRACE_ID = "trace";

  /** Runs a task with this in the logging context, which then is again as it was. */
  void run(Runnable task) {
    String inTrace = trace;
    if (inTrace == null) {
      runWith(ErrorStatus.REQUEST_ID, request, task);
    } else {
      runWith(ErrorStatus.REQUEST_ID, request, () -> runWith(TRACE_ID, inTrace, task));
    }
  }

  private static void runWith(String key, String value, Runnable task) {
    String before = MDC.get(key);
    MDC.put(key, value);
    try {
      task.run();
    } finally {
      if (before == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, before);
      }
    }
  }

  /** The executor, for work on the call that the current thread serves: its ids go with the tasks. */
  public static Executor carriedBy(Executor executor) {
    String request = MDC.get(ErrorStatus.REQUEST_ID);
    if (request == null) {
      return executor;
    }
    LogScope scope = new LogScope(request, MDC.get(TRACE_ID));
    return task -> executor.execute(() -> scope.run(task));
  }
}
