package io.margrid.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own, with the flags that every server runs with. */
final class ServerProcess implements AutoCloseable {
  private static final Path FLAGS = Path.of("jvm.options").toAbsolutePath();

  final Process process;
  final String target;
  private final Path log;

  /**
   * Starts it and waits until it listens.
   *
   * @param log gets its standard error
   */
  ServerProcess(Path log, List<String> jvm, List<String> arguments) throws IOException {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + FLAGS);
    command.addAll(jvm);
    command
        .addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "--port", "0"));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null || !line.startsWith("margrid listening on ")) {
      close();
      throw new IOException("instead of a port: " + line + "\n" + Files.readString(log));
    }
    target = line.substring("margrid listening on ".length());
  }

  /** Memory that the process holds, in bytes. */
  long residentBytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(resident.replaceAll("\\D", "")) * 1_024;
    }
  }

  /** Ends it as an operator does; returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("still running 30 s after SIGTERM");
    }
    return process.exitValue();
  }

  List<String> logLines() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
