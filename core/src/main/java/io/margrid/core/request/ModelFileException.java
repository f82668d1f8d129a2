package io.margrid.core.request;

import java.util.List;

/** Model files that cannot be used: the fault of whoever wrote them or named the folder. */
public final class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The messages are one for each fault: {@code deal.textproto:41: metrics[3].formula:1:14: value (expected: rule)}. */
  ModelFileException(List<String> messages) {
    super(String.join(System.lineSeparator(), messages));
  }
}
