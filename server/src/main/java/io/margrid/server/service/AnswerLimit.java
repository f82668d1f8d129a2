package io.margrid.server.service;

import com.google.protobuf.Message;
import io.margrid.server.error.RefusedException;

/**
 * The largest answer that is not a stream: most clients would not take more.
 *
 * @param maxBytes at least 1
 */
record AnswerLimit(int maxBytes) {
  /**
   * The answer, if it is not too large.
   *
   * @throws RefusedException if it is
   */
  <T extends Message> T check(T answer) {
    if (answer.getSerializedSize() > maxBytes) {
      throw RefusedException.responseTooLarge(answer.getSerializedSize(), maxBytes);
    }
    return answer;
  }
}
