package io.margrid.client.wire;

import io.margrid.v1.StreamGridResponse;

/** A message of a grid's stream as it arrived, before {@link StreamCheck}. */
public sealed interface StreamMessage {

  /** A run of cells. */
  record Chunk(ReceivedChunk chunk) implements StreamMessage {}

  /** Header, summary, or nothing known. */
  record Other(StreamGridResponse message) implements StreamMessage {}

  /** Bytes that are no message of this type. */
  record Unreadable(String reason) implements StreamMessage {}

  /** A message that was parsed by generated code. */
  static StreamMessage of(StreamGridResponse message) {
    return message.hasChunk() ? new Chunk(ReceivedChunk.of(message.getChunk())) : new Other(message);
  }
}
