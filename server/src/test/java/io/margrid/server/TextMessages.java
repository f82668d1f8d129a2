package io.margrid.server;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;

/** Messages written as text. */
final class TextMessages {
  private TextMessages() {}

  static <T extends Message> T parse(String text, Class<T> type) {
    try {
      return TextFormat.parse(text, type);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
