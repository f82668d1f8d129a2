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
  /** The caller does not say who it is, or not so that the server could believe it. */
  UNAUTHENTICATED(Code.UNAUTHENTICATED),
  /** The caller's token was good once. */
  TOKEN_EXPIRED(Code.UNAUTHENTICATED),
  /** The keys that tokens are checked with could not be fetched. */
  KEYS_UNREACHABLE(Code.UNAVAILABLE),
  /** The caller's tenant has as much under way as it may. */
  TENANT_LIMIT(Code.RESOURCE_EXHAUSTED),
  /** The caller's tenant may not have as large a grid. */
  TENANT_GRID_TOO_LARGE(Code.RESOURCE_EXHAUSTED),
  /** The stream would compute in more memory than this server gives to the streams of one caller. */
  STREAM_TOO_LARGE(Code.RESOURCE_EXHAUSTED),
  /** More is under way than the server admits: try again a little later, or at another. */
  OVERLOADED(Code.RESOURCE_EXHAUSTED),
  /** The reader took nothing for too long: the stream can be resumed. */
  READER_STALLED(Code.ABORTED),
  /** The call ran as long as the server lets any: a stream can be resumed. */
  CALL_TOO_LONG(Code.DEADLINE_EXCEEDED),
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
