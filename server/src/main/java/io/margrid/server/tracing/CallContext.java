package io.margrid.server.tracing;

import io.grpc.Metadata;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/** What is known of a call that was received, beside its observation's own key values. */
final class CallContext extends ReceiverContext<Metadata> {
  /** None planned yet. */
  static final long NO_CELLS = -1;

  private long cells = NO_CELLS;

  CallContext(Metadata headers) {
    super((carrier, name) -> carrier.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)),
        Kind.SERVER);
    setCarrier(headers);
  }

  void setCells(long cells) {
    this.cells = cells;
  }

  long cells() {
    return cells;
  }
}
