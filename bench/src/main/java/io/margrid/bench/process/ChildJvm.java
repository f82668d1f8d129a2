package io.margrid.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Another JVM, with this one's class path. It is to end with its standard input, and so with this process. */
public final class ChildJvm implements AutoCloseable {
  private static final Path JVM_OPTIONS = Path.of(System.getProperty("margrid.bench.jvm-options"));
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int KIB = 1_024;

  private final Process process;
  private final String said;

  private ChildJvm(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts one and waits until it says what is waited for.
   *
   * @param cores   that it is pinned to, as taskset writes them, or the empty text
   * @param options of the JVM beside the server's
   * @param main    the main class and its arguments
   * @param awaited the line of standard output to wait for
   */
  public static ChildJvm start(String cores, List<String> options, List<String> main,
      Predicate<String> awaited) throws IOException {
    List<String> command = new ArrayList<>();
    if (!cores.isEmpty()) {
      command.addAll(List.of("taskset", "-c", cores));
    }
    command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "@" + JVM_OPTIONS, "-cp",
        System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(main);
    return await(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), awaited);
  }

  /** Waits until a process says what is waited for. */
  public static ChildJvm await(Process process, Predicate<String> awaited) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (awaited.test(line)) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(more -> {}));
        return new ChildJvm(process, line);
      }
    }
    throw new IOException("the other process ended before it was ready");
  }

  /** The line that was waited for. */
  public String said() {
    return said;
  }

  /** Of processor time that it has used so far. */
  public double processorSeconds() {
    return seconds(process.info());
  }

  /** Of processor time that this process has used so far. */
  public static double ownProcessorSeconds() {
    return seconds(ProcessHandle.current().info());
  }

  private static double seconds(ProcessHandle.Info process) {
    return process.totalCpuDuration().orElseThrow().toNanos() / NANOS_PER_SECOND;
  }

  /** In memory, as Linux counts it. */
  public long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(Arrays.asList(line.split("\\s+")).get(1)) * KIB).findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
