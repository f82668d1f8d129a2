package io.margrid.bench.unary;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The server as shipped, without and with an admin port, one that keeps neither plans nor answers, and one that answers the
 * same method with nothing. Ends with standard input.
 */
public final class EvaluateServer {
  static final String PORTS = "ports ";

  private EvaluateServer() {}

  public static void main(String[] args) throws IOException {
    MargridServer margrid = MargridServer.start(ServerConfig.onFreePort(Map.of()));
    int threads = Runtime.getRuntime().availableProcessors();
    Server echo = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .executor(Executors.newFixedThreadPool(threads)).addService(new Empty()).build().start();
    MargridServer forgetful = MargridServer
        .start(ServerConfig.onFreePort(Map.of(Setting.PLAN_CACHE_BYTES, "0")));
    MargridServer measured = MargridServer.start(ServerConfig.onFreePort(Map.of(Setting.ADMIN_PORT, "0")));
    System.out.println(PORTS + margrid.port() + " " + echo.getPort() + " " + forgetful.port() + " "
        + measured.port());
    while (System.in.read() >= 0) {
      // until the process that measures is gone
    }
    System.exit(0);
  }

  private static final class Empty extends SweepServiceGrpc.SweepServiceImplBase {
    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> call) {
      call.onNext(EvaluateResponse.getDefaultInstance());
      call.onCompleted();
    }
  }
}
