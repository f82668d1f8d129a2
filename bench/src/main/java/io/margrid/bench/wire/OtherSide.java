package io.margrid.bench.wire;

import io.margrid.bench.process.ChildJvm;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process that sends: {@link WireServer}, and the ports on which it does so. */
final class OtherSide implements AutoCloseable {
  /** What precedes them in its output. */
  static final String PORTS = "ports";
  private static final String FLIGHT_OPEN = "java.base/java.nio=ALL-UNNAMED";

  private final ChildJvm jvm;
  private final Map<String, Integer> ports = new HashMap<>();

  /** @param certificate of the encrypted peers */
  OtherSide(String cores, Certificate certificate) throws IOException {
    jvm = ChildJvm.start(cores,
        List.of("--add-opens", FLIGHT_OPEN, "-Dmargrid.log.level=warn",
            "-Dmargrid.bench.flight=" + FlightPeers.LIBRARIES),
        List.of(WireServer.class.getName(), certificate.certificate().toString(),
            certificate.key().toString()),
        line -> line.startsWith(PORTS + " "));
    List<String> words = List.of(jvm.said().split(" ", -1));
    for (String word : words.subList(1, words.size())) {
      int sign = word.indexOf('=');
      ports.put(word.substring(0, sign), Integer.parseInt(word.substring(sign + 1)));
    }
  }

  int port(String peer) {
    Integer port = ports.get(peer);
    if (port == null) {
      throw new IllegalStateException(peer + ": the other process does not serve it");
    }
    return port;
  }

  /** Used so far by this process and the other. */
  double processorSeconds() {
    return jvm.processorSeconds() + ChildJvm.ownProcessorSeconds();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
