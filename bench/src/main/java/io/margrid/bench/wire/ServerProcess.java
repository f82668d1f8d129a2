package io.margrid.bench.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The other JVM. It ends with this one. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  final int margrid;
  final int generated;
  final int raw;

  ServerProcess(Path jvmOptions) throws IOException {
    process = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElseThrow(),
        "@" + jvmOptions, "-cp", System.getProperty("java.class.path"), WireServer.class.getName()))
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("ports ")) {
        String[] ports = line.split(" ", 4);
        margrid = Integer.parseInt(ports[1]);
        generated = Integer.parseInt(ports[2]);
        raw = Integer.parseInt(ports[3]);
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(more -> {}));
        return;
      }
    }
    throw new IOException("the server process ended before it listened");
  }

  /** Used so far by this process and the other. */
  double processorSeconds() {
    return seconds(process.info()) + seconds(ProcessHandle.current().info());
  }

  private static double seconds(ProcessHandle.Info process) {
    return process.totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
