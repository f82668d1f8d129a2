package io.margrid.client.cli;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A line on standard error that says how far a grid is, if that is a terminal and the job takes longer than a
 * second; gone when the job ends. Used by one thread.
 */
final class Progress implements AutoCloseable {
  private static final long SILENT_NANOS = 1_000_000_000L;
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int BAR_PLACES = 24;
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream err;
  private final boolean enabled;
  private final long start = System.nanoTime();
  private long next = start + SILENT_NANOS;
  private boolean shown;
  private long total;
  private long done;

  Progress(Terminal terminal, boolean wanted) {
    err = terminal.err();
    enabled = wanted && terminal.errIsTerminal();
  }

  /** How many cells there will be. */
  void total(long cells) {
    total = cells;
  }

  /** More cells are done. */
  void advance(long cells) {
    done += cells;
    long now = System.nanoTime();
    if (enabled && now >= next) {
      next = now + PAUSE_NANOS;
      shown = true;
      err.print(ERASE_LINE + line(done, total, (now - start) / NANOS_PER_SECOND));
      err.flush();
    }
  }

  static String line(long done, long total, double seconds) {
    double part = total == 0 ? 1 : (double) done / total;
    int full = (int) (part * BAR_PLACES);
    double left = done == 0 ? 0 : seconds * (total - done) / done;
    return "█".repeat(full) + "░".repeat(BAR_PLACES - full)
        + String.format(Locale.ROOT, " %3d%%  %s of %s cells  %s cells/s  %s left", (int) (part * 100),
            count((double) done),
            count((double) total), count(done / seconds), time(left));
  }

  private static String count(double number) {
    if (number < 10_000) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    if (number < 1e6) {
      return String.format(Locale.ROOT, "%.1fk", number / 1e3);
    }
    return number < 1e9 ? String.format(Locale.ROOT, "%.1fM", number / 1e6)
        : number < 1e12 ? String.format(Locale.ROOT, "%.1fG", number / 1e9)
            : String.format(Locale.ROOT, "%.1fT", number / 1e12);
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600 ? whole / 60 + " min " + whole % 60 + " s"
        : whole < 172_800 ? whole / 3600 + " h " + whole % 3600 / 60 + " min" : whole / 86_400 + " days";
  }

  @Override
  public void close() {
    if (shown) {
      err.print(ERASE_LINE);
      err.flush();
    }
  }
}
