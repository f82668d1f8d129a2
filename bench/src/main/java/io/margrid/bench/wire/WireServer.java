package io.margrid.bench.wire;

import io.grpc.BindableService;
import io.grpc.netty.NettyServerBuilder;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process that sends: the server as shipped and its peers. Ends with standard input. */
public final class WireServer {
  /** Ready thresholds of the servers without turns. */
  static final List<Integer> READY_CHUNKS = List.of(1, 2, 3, 4, 8);
  /** Of a caller's only stream. */
  static final int SHIPPED_READY_CHUNKS = 3;
  /** Readers that leave in the middle are what a measurement is made of. Held, since loggers are held weakly. */
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc");

  private WireServer() {}

  /** Arguments: a certificate and its key, as PEM files, for the encrypted peers. */
  public static void main(String[] args) throws IOException {
    TRANSPORT.setLevel(Level.OFF);
    MargridServer margrid = MargridServer.start(ServerConfig.onFreePort(Map.of()));
    SweepRequests requests = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT), GridLimits.DEFAULT,
        ModelLimits.DEFAULT);
    StringBuilder ports = new StringBuilder(OtherSide.PORTS);
    MargridServer measured = MargridServer.start(ServerConfig.onFreePort(Map.of(Setting.ADMIN_PORT, "0")));
    MargridServer encrypted = MargridServer
        .start(ServerConfig.onFreePort(Map.of(Setting.TLS_CERT, args[0], Setting.TLS_KEY, args[1])));
    ports.append(" margrid=").append(margrid.port());
    ports.append(" tls=").append(encrypted.port());
    ports.append(" measured=").append(measured.port());
    ports.append(" generated=").append(start(plaintext(), new GeneratedSweep(requests)));
    for (int chunks : READY_CHUNKS) {
      ports.append(" ready-").append(chunks).append('=')
          .append(start(plaintext(), new LoopSweep(requests, chunks)));
    }
    ports.append(" direct=")
        .append(start(plaintext().directExecutor(), new LoopSweep(requests, SHIPPED_READY_CHUNKS)));
    ports.append(" raw=").append(RawSockets.serve());
    ports.append(" flight=").append(FlightPeers.serve("", ""));
    ports.append(" flight-tls=").append(FlightPeers.serve(args[0], args[1]));
    System.out.println(ports);
    while (System.in.read() >= 0) {
      // until the process that measures is gone
    }
    System.exit(0);
  }

  private static NettyServerBuilder plaintext() {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static int start(NettyServerBuilder server, BindableService service) throws IOException {
    return server.addService(service).build().start().getPort();
  }
}
