package io.margrid.server.admin;

/**
 * An answer over HTTP.
 *
 * @param code of HTTP
 * @param body never empty
 */
public record Page(int code, String contentType, String body) {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /** One line of plain text. */
  public static Page text(int code, String line) {
    return new Page(code, "text/plain; charset=utf-8", line + "\n");
  }

  /** For probes, which look at the code only. */
  public static Page probe(boolean good, String ifGood, String ifNot) {
    return good ? text(OK, ifGood) : text(UNAVAILABLE, ifNot);
  }

  /** Text of that type. */
  public static Page of(String contentType, String body) {
    return new Page(OK, contentType, body);
  }
}
