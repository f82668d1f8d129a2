package io.margrid.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server as it is shipped, in a process of its own, on a free loopback port. */
public final class MargridProcess implements AutoCloseable {
  private static final String LISTENING = "margrid listening on ";

  private final ChildJvm jvm;

  /**
   * Starts one and waits until it listens.
   *
   * @param options of the JVM beside the shipped ones
   * @param flags   of the server
   */
  public MargridProcess(String cores, List<String> options, List<String> flags) throws IOException {
    List<String> main = new ArrayList<>(
        List.of("io.margrid.server.Main", "--port", "0", "--until-stdin-closes", "--log-level", "warn"));
    main.addAll(flags);
    jvm = ChildJvm.start(cores, options, main, MargridProcess::listens);
  }

  /** Takes one that somebody else has begun to start; returns when it listens. */
  public MargridProcess(Process started) throws IOException {
    jvm = ChildJvm.await(started, MargridProcess::listens);
  }

  private static boolean listens(String line) {
    return line.startsWith(LISTENING);
  }

  /** Host and port. */
  public String target() {
    return jvm.said().substring(LISTENING.length());
  }

  /** In memory, as Linux counts it. */
  public long residentBytes() throws IOException {
    return jvm.residentBytes();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
