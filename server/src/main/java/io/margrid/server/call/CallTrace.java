package io.margrid.server.call;

import io.grpc.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is told of a call while it runs, where calls are traced. Thread-safe. */
public interface CallTrace {
  /** In the context of every call that is traced. */
  Context.Key<CallTrace> KEY = Context.key("margrid-call-trace");

  /** Of the call that a thread serves; null where calls are not traced. */
  static @Nullable CallTrace current() {
    return KEY.get();
  }

  /**
   * Tells, if the call that a thread serves is traced, that its request is understood.
   *
   * @param servedModel id of a model that the server has; empty: one that the caller brought. Not asked if it is not
   * @param cells       that the call is about to compute
   */
  static void tellPlanned(Supplier<String> servedModel, long cells) {
    CallTrace trace = current();
    if (trace != null) {
      trace.planned(servedModel.get(), cells);
    }
  }

  /** Of the whole trace, which the caller may have begun. */
  String id();

  /** The call has this id in logs and errors. */
  void loggedAs(String request);

  /** The request is understood: see {@link #tellPlanned}. */
  void planned(String servedModel, long cells);
}
