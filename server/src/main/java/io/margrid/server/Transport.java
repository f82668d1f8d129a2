package io.margrid.server;

import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.margrid.server.call.CallLog;
import io.margrid.server.call.Callers;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.call.RequestGuard;
import io.margrid.server.call.UnheardAnswers;
import io.margrid.server.call.WaitingCalls;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.connection.Connections;
import io.margrid.server.security.Guard;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gRPC server over netty, with health and reflection beside the services. */
final class Transport {
  /**
   * How much of what streams have ready goes to a socket at once. The transport's own 64 KiB are half a chunk: more calls
   * of the kernel, and one thread waits for the other at each. Much more would hold up a small answer behind bulk.
   */
  private static final WriteBufferWaterMark WRITE_AT_ONCE = new WriteBufferWaterMark(256 << 10, 512 << 10);

  private Transport() {}

  /**
   * A server that is not started yet.
   *
   * @param services of the contract: their requests are guarded, their calls counted
   * @param waiting  turns calls of these services away
   * @param first    see every call before anything else does, the first of them first
   */
  static Server of(ServerConfig config, List<ServerServiceDefinition> services, Health health,
      OpenCalls openCalls, WaitingCalls waiting, Lanes lanes, Connections connections, Guard guard,
      List<ServerInterceptor> first) {
    NettyServerBuilder builder = connections
        .on(NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port())))
        .withChildOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_AT_ONCE)
        .executor(lanes.calls())
        .callExecutor(lanes)
        // The guard tells a caller what is wrong with a request of up to twice the limit; gRPC drops larger ones.
        .maxInboundMessageSize(2 * config.calls().requestBytes())
        .keepAliveTime(config.keepalive().time().toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(config.keepalive().timeout().toSeconds(), TimeUnit.SECONDS);
    guard.protect(builder);
    Callers callers = new Callers();
    builder.addTransportFilter(callers);
    // Interceptors run in reverse order: what the guard refuses has an id, is logged and traced.
    builder.intercept(callers)
        .intercept(new CallLog())
        .addService(health.service())
        .addService(ProtoReflectionServiceV1.newInstance());
    first.reversed().forEach(builder::intercept);
    builder.intercept(new UnheardAnswers());
    for (ServerServiceDefinition service : services) {
      builder.addService(
          ServerInterceptors.intercept(RequestGuard.before(service, config.calls().requestBytes()), waiting,
              openCalls));
    }
    return builder.build();
  }
}
