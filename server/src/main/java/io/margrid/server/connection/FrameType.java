package io.margrid.server.connection;

import java.util.Locale;

/** The kinds of frames of HTTP/2, in the order of their numbers (RFC 9113, section 6). */
public enum FrameType {
  DATA,
  HEADERS,
  PRIORITY,
  RST_STREAM,
  SETTINGS,
  PUSH_PROMISE,
  PING,
  GOAWAY,
  WINDOW_UPDATE,
  CONTINUATION,
  /** Of extensions; whoever does not know them passes over them. */
  OTHER;

  private static final FrameType[] BY_NUMBER = values();

  static FrameType of(int number) {
    return number < BY_NUMBER.length ? BY_NUMBER[number] : OTHER;
  }

  /** In metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
