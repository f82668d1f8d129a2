package io.margrid.bench.wire;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process that sends: the server as shipped, its generated peer and raw sockets. Ends with standard input. */
public final class WireServer {
  /** Readers that leave in the middle are what a measurement is made of. Held, since loggers are held weakly. */
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc");

  private WireServer() {}

  public static void main(String[] args) throws IOException {
    TRANSPORT.setLevel(Level.OFF);
    MargridServer margrid = MargridServer.start(ServerConfig.onFreePort(Map.of()));
    SweepRequests requests = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT), GridLimits.DEFAULT,
        ModelLimits.DEFAULT);
    Server generated = NettyServerBuilder
        .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .addService(new GeneratedSweep(requests)).build().start();
    System.out.println("ports " + margrid.port() + " " + generated.getPort() + " " + RawSockets.serve());
    while (System.in.read() >= 0) {
      // until the process that measures is gone
    }
    System.exit(0);
  }
}
