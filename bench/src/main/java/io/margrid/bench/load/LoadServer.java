package io.margrid.bench.load;

import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.v1.SweepServiceGrpc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The process that serves. Every line it reads is answered with its times of Evaluate; it ends with standard input. */
public final class LoadServer {
  /** Streams that are cancelled are what a measurement is made of. Held, since loggers are held weakly. */
  private static final Logger TRANSPORT = Logger.getLogger("io.grpc");

  private LoadServer() {}

  /** Arguments: settings, each {@code NAME=value}. */
  public static void main(String[] args) throws IOException {
    TRANSPORT.setLevel(Level.OFF);
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    for (String arg : args) {
      String[] setting = arg.split("=", 2);
      settings.put(Setting.valueOf(setting[0]), setting[1]);
    }
    ServerTimes times = new ServerTimes(SweepServiceGrpc.getEvaluateMethod().getFullMethodName());
    times.watch();
    MargridServer server = MargridServer.start(ServerConfig.onFreePort(settings));
    System.out.println("port " + server.port());
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (orders.readLine() != null) {
      List<Long> nanos = times.take();
      System.out.println("times " + nanos.stream().map(Object::toString).collect(Collectors.joining(" ")));
    }
    System.exit(0);
  }
}
