package io.margrid.server.connection;

/**
 * What a connection's frames may cost. Of messages and calls there may be as many as the rest of the server takes; but
 * all other frames, and resets of calls, are legitimate only in some proportion to what is served, or now and then. So
 * each takes from an allowance, to which every frame of an answer adds that is no crumb, and the time. Resets count in
 * both directions: an attack makes the server send them. Not thread-safe.
 */
final class FrameAllowance {
  /** 400 resets, or 4 000 small frames: of a client that begins, and has not been answered yet. */
  private static final long START = 4_000;
  /** 2 000 resets: a client that was served may cancel all its calls, and again. */
  private static final long MOST = 20_000;
  /** 200 resets a second that nothing explains. */
  private static final long PER_SECOND = 2_000;
  private static final long NANOS_PER_UNIT = 1_000_000_000 / PER_SECOND;

  /** A call begun for nothing costs about ten times a frame that is only read. */
  private static final int RESET = 10;
  /** Is answered and may change every stream; clients send one or two, and a few more as their windows grow. */
  private static final int SETTINGS = 10;
  private static final int BYTES_PER_SETTING = 6;
  private static final int SMALL_FRAME = 1;
  /**
   * The last frame of a message may be small; a message in crumbs is none. Nor is an answer, which a caller gets in crumbs
   * where it opens its window a little at a time, or for a thousand streams by one frame.
   */
  private static final int CRUMB_BYTES = 1_024;
  private static final int END_STREAM = 1;
  /** Readers return the window as they read, each in pieces of its own size, and probe how wide it should be. */
  private static final int ANSWERED = 10;
  private static final int BYTES_ANSWERED_PER_UNIT = 1_024;

  private long left = START;
  private long lookedAt;

  FrameAllowance(long now) {
    lookedAt = now;
  }

  /** Adds what the time since the last look is worth. */
  void look(long now) {
    long units = (now - lookedAt) / NANOS_PER_UNIT;
    lookedAt += units * NANOS_PER_UNIT;
    add(units);
  }

  private void add(long units) {
    left = Math.min(MOST, left + units);
  }

  /** The caller's frame. */
  void received(FrameType type, int flags, int length) {
    left -= switch (type) {
      case HEADERS -> 0;
      case DATA -> length < CRUMB_BYTES && (flags & END_STREAM) == 0 ? SMALL_FRAME : 0;
      case RST_STREAM -> RESET;
      case SETTINGS -> SETTINGS + length / BYTES_PER_SETTING;
      case PRIORITY, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION, OTHER -> SMALL_FRAME;
    };
  }

  /** The server's own frame. */
  void sent(FrameType type, int length) {
    switch (type) {
      case HEADERS -> add(ANSWERED);
      case DATA -> add(length < CRUMB_BYTES ? 0 : ANSWERED + length / BYTES_ANSWERED_PER_UNIT);
      case RST_STREAM -> left -= RESET;
      case PRIORITY, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION, OTHER -> {
        // Answers to frames that were counted.
      }
    }
  }

  boolean usedUp() {
    return left < 0;
  }
}
