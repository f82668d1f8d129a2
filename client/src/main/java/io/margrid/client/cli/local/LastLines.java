package io.margrid.client.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the last lines of a process' standard error, or passes all on if asked to. Thread-safe. */
final class LastLines {
  private static final int KEPT = 20;
  private static final long PATIENCE_MILLIS = 500;

  private final Deque<String> lines = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  LastLines(Process process, @Nullable PrintStream log) {
    PrivateServer.daemon("server-errors", () -> follow(process, log));
  }

  private void follow(Process process, @Nullable PrintStream log) {
    try (BufferedReader reader = process.errorReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (log != null) {
          log.println(line);
        } else {
          keep(line);
        }
      }
    } catch (IOException e) {
      keep(String.valueOf(e.getMessage()));
    } finally {
      ended.countDown();
    }
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** The last lines; waits a moment for a process that has ended to be read to its end. */
  String text() {
    try {
      if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        keep("…");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      return String.join("\n", lines);
    }
  }
}
