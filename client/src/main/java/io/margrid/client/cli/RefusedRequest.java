package io.margrid.client.cli;

import com.google.protobuf.Message;
import io.margrid.client.MargridException;

/** A request that the server finds fault with, so that the faults can be told in the words that were typed. */
final class RefusedRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient MargridException refusal;
  private final transient Message request;

  RefusedRequest(MargridException refusal, Message request) {
    super(refusal.getMessage(), refusal);
    this.refusal = refusal;
    this.request = request;
  }

  MargridException refusal() {
    return refusal;
  }

  Message request() {
    return request;
  }
}
