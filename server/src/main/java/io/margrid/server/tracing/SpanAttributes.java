package io.margrid.server.tracing;

import io.grpc.Status;
import java.util.Set;

/** Names and values of what spans say, after OpenTelemetry's conventions for remote calls where there is one. */
final class SpanAttributes {
  /** A constant. */
  static final String SYSTEM = "rpc.system.name";
  /** With its service: {@code margrid.v1.SweepService/StreamGrid}. */
  static final String METHOD = "rpc.method";
  /** A name: {@code OK}. */
  static final String CODE = "rpc.response.status_code";
  /** The code, where it tells of a fault of the server. */
  static final String ERROR_TYPE = "error.type";
  /** Of an error, out of its details. */
  static final String REASON = "margrid.reason";
  /** The call's id in logs and errors. */
  static final String REQUEST = "margrid.request";
  /** Id of a model that the server has, or {@link #INLINE}: callers' own names stay out. */
  static final String MODEL = "margrid.model";
  /** That the call computes, a number. */
  static final String CELLS = "margrid.cells";

  static final String GRPC = "grpc";
  static final String INLINE = "inline";

  /** Children of a call that streams. */
  static final String PLAN = "plan";
  /** From the plan to the first message after the header. */
  static final String FIRST_CHUNK = "first chunk";

  /** The others are the caller's doing. */
  static final Set<Status.Code> FAULTS = Set.of(Status.Code.UNKNOWN, Status.Code.DEADLINE_EXCEEDED,
      Status.Code.UNIMPLEMENTED, Status.Code.INTERNAL, Status.Code.UNAVAILABLE, Status.Code.DATA_LOSS);

  private SpanAttributes() {}
}
