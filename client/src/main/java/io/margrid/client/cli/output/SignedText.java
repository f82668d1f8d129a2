package io.margrid.client.cli.output;

import io.margrid.v1.Display;

/** Changes for people: with a sign. */
public final class SignedText {
  private static final Display PERCENT = Display.newBuilder().setFormat(Display.Format.FORMAT_PERCENT)
      .setDecimals(1).build();

  private SignedText() {}

  /** The change as the hint says, a plus sign before a rise. */
  public static String of(double change, Display hint) {
    String text = DisplayText.of(change, hint);
    return change > 0 && Double.isFinite(change) ? "+" + text : text;
  }

  /** A relative change in per cent. */
  public static String share(double share) {
    return of(share, PERCENT);
  }
}
