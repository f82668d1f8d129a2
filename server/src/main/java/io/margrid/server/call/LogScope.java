package io.margrid.server.call;

import io.margrid.server.error.ErrorStatus;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** The id of the call that a thread works for, in the logging context of that thread. */
public final class LogScope {
  private LogScope() {}

  /** Runs a task with the id in the logging context, which then is again as it was. */
  static void run(String id, Runnable task) {
    String before = MDC.get(ErrorStatus.REQUEST_ID);
    MDC.put(ErrorStatus.REQUEST_ID, id);
    try {
      task.run();
    } finally {
      if (before == null) {
        MDC.remove(ErrorStatus.REQUEST_ID);
      } else {
        MDC.put(ErrorStatus.REQUEST_ID, before);
      }
    }
  }

  /** The executor, for work on the call that the current thread serves: its id goes with the tasks. */
  public static Executor carriedBy(Executor executor) {
    String id = MDC.get(ErrorStatus.REQUEST_ID);
    return id == null ? executor : task -> executor.execute(() -> run(id, task));
  }
}
