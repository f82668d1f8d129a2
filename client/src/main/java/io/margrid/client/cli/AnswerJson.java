package io.margrid.client.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** Answers for programs: protobuf's JSON, all fields written. */
final class AnswerJson {
  private AnswerJson() {}

  /** The message, with a line feed at its end; numbers that are not finite are strings. */
  static String of(Message answer) throws InvalidProtocolBufferException {
    return JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(answer) + "\n";
  }
}
