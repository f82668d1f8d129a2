package io.margrid.server.service;

import com.google.protobuf.Message;
import io.margrid.server.error.RefusedException;

/**
 * How large an answer to a unary call may be.
 *
 * @param maxBytes larger answers are refused: most clients would not take them
 */
record AnswerSize(int maxBytes) {
  /**
   * The answer, if it is not too large.
   *
   * @throws RefusedException if it is
   */
  <T extends Message> T checked(T answer) {
    if (answer.getSerializedSize() > maxBytes) {
      throw RefusedException.responseTooLarge(answer.getSerializedSize(), maxBytes);
    }
    return answer;
  }
}
