package io.margrid.server;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.margrid.server.call.CallLog;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.call.RequestGuard;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.security.Guard;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The gRPC server over netty, with health and reflection beside the services. */
final class Transport {
  /** As many as one client can mean; a client library queues what is beyond. */
  private static final int MAX_CALLS_PER_CONNECTION = 1_000;
  /** Cancelling is legitimate, cancelling only is an attack. */
  private static final int MAX_RESETS = 2_000;
  private static final int RESET_WINDOW_SECONDS = 10;
  /** Clients may probe this often, calls or not. */
  private static final int PROBE_SECONDS = 10;

  private Transport() {}

  /**
   * A server that is not started yet.
   *
   * @param services of the contract: their requests are guarded, their calls counted
   */
  static Server of(ServerConfig config, List<ServerServiceDefinition> services, HealthStatusManager health,
      OpenCalls openCalls, Executor executor, Guard guard) {
    NettyServerBuilder builder = NettyServerBuilder
        .forAddress(new InetSocketAddress(config.host(), config.port()))
        .executor(executor)
        // The guard tells a caller what is wrong with a request of up to twice the limit; gRPC drops larger ones.
        .maxInboundMessageSize(2 * config.maxRequestBytes())
        .keepAliveTime(config.keepaliveTime().toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(config.keepaliveTimeout().toSeconds(), TimeUnit.SECONDS)
        .permitKeepAliveTime(PROBE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
        .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
        .intercept(new CallLog())
        .addService(health.getHealthService())
        .addService(ProtoReflectionServiceV1.newInstance());
    for (ServerServiceDefinition service : services) {
      builder.addService(
          ServerInterceptors.intercept(RequestGuard.before(service, config.maxRequestBytes()), openCalls));
    }
    guard.protect(builder);
    return builder.build();
  }
}
