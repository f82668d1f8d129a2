package io.margrid.bench.load;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The other JVM, on a processor of its own where the machine has {@code taskset}. It ends with this one. */
final class LoadServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final Writer orders;
  private final int port;

  /**
   * Starts it, and waits until it listens.
   *
   * @param processor to pin it to; empty: any
   * @param settings  of the server, each {@code NAME=value}
   */
  LoadServerProcess(Path jvmOptions, String processor, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    if (!processor.isEmpty()) {
      command.addAll(List.of("taskset", "-c", processor));
    }
    command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "@" + jvmOptions,
        "-Dmargrid.log.level=warn", "-cp", System.getProperty("java.class.path"),
        LoadServer.class.getName()));
    command.addAll(List.of(settings));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    lines = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
    port = Integer.parseInt(awaitLine("port "));
  }

  private String awaitLine(String beginning) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new IOException("the server process has ended");
  }

  /** A connection of its own. */
  ManagedChannel connect() {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  int port() {
    return port;
  }

  /** Milliseconds that the server had each call of Evaluate since the last time, ascending. */
  double[] evaluateMillis() throws IOException {
    orders.write("take\n");
    orders.flush();
    String times = awaitLine("times ");
    return times.isEmpty() ? new double[0]
        : Arrays.stream(times.split(" ", -1)).mapToDouble(nanos -> Long.parseLong(nanos) / 1e6).sorted()
            .toArray();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
