package io.margrid.server;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the server takes calls: said over gRPC, for each service and for all, and on the admin port. Thread-safe. */
final class Health {
  private final HealthStatusManager status = new HealthStatusManager();
  private final AtomicBoolean ended = new AtomicBoolean();

  Health(List<ServerServiceDefinition> services) {
    services.forEach(
        service -> status.setStatus(service.getServiceDescriptor().getName(), ServingStatus.SERVING));
  }

  /** {@code grpc.health.v1}. */
  BindableService service() {
    return status.getHealthService();
  }

  /** Says NOT_SERVING from now on, for ever. */
  void end() {
    ended.set(true);
    status.enterTerminalState();
  }

  boolean isServing() {
    return !ended.get();
  }
}
