package io.margrid.server.error;

import com.google.rpc.Code;

/** Why the server refuses or ends a call whose question may be fine. Names are part of the contract. */
public enum Refusal {
  /** The request is larger than this server takes. */
  REQUEST_TOO_LARGE(Code.RESOURCE_EXHAUSTED),
  /** The bytes of the request are not a message of its type. */
  MALFORMED_REQUEST(Code.INVALID_ARGUMENT),
  /** The answer would be larger than this server sends in one message. */
  RESPONSE_TOO_LARGE(Code.RESOURCE_EXHAUSTED),
  /** The server is stopping: the stream can be resumed elsewhere. */
  DRAINING(Code.UNAVAILABLE);

  private final Code code;

  Refusal(Code code) {
    this.code = code;
  }

  Code code() {
    return code;
  }
}
