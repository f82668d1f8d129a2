package io.margrid.server.service;

import com.google.protobuf.Message;
import io.margrid.server.error.RefusedException;
import io.margrid.server.wire.MessageBytes;

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
    check(answer.getSerializedSize());
    return answer;
  }

  /**
   * An encoded answer, if it is not too large.
   *
   * @throws RefusedException if it is
   */
  MessageBytes check(MessageBytes answer) {
    check(answer.size());
    return answer;
  }

  private void check(int bytes) {
    if (bytes > maxBytes) {
      throw RefusedException.responseTooLarge(bytes, maxBytes);
    }
  }
}
