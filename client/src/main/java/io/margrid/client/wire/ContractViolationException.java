package io.margrid.client.wire;

/** The server's stream breaks the contract. The message reads {@code place: found (expected: rule)}. */
public final class ContractViolationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  ContractViolationException(String place, Object found, String rule) {
    this.message = place + ": " + found + " (expected: " + rule + ")";
  }

  @Override
  public String getMessage() {
    return message;
  }

  static void require(boolean kept, String place, Object found, String rule) {
    if (!kept) {
      throw new ContractViolationException(place, found, rule);
    }
  }
}
