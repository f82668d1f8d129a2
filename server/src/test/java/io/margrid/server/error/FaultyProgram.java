package io.margrid.server.error;

import org.slf4j.MDC;

/** Maps a fault that nobody foresaw, as a process with the server's logging. */
final class FaultyProgram {
  private FaultyProgram() {}

  public static void main(String[] args) {
    MDC.put(ErrorStatus.REQUEST_ID, "abc-7");
    System.out.println(ErrorStatus.of(new IllegalStateException("a \"quoted\"\nsecond line")).getStatus());
  }
}
