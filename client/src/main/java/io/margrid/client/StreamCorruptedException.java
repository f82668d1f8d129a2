package io.margrid.client;

import io.grpc.Status;
import java.util.Map;

/**
 * An answer broke the contract: a checksum, the order or number of cells, the header, the end. The message says what
 * and where. Found by this client, never sent by a server; {@link #code()} is DATA_LOSS. Everything delivered before
 * was verified and stands.
 */
public final class StreamCorruptedException extends MargridException {
  private static final long serialVersionUID = 1L;

  StreamCorruptedException(String message, Throwable cause) {
    super(Failure.local(Status.Code.DATA_LOSS, "STREAM_CORRUPTED", message, Map.of()), cause);
  }
}
