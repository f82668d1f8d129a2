package io.margrid.client.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.v1.StreamGridResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Reads the messages of one stream: chunks in their usual encoding straight into arrays, everything else by the
 * generated parser. Not thread-safe.
 */
public final class MessageReader {
  private final ChunkReader chunks;

  /** A reader that takes the checksum of every column. */
  public MessageReader() {
    this(new CRC32C());
  }

  /** @param checksum what to take of every column; any but CRC-32C is for measurements */
  public MessageReader(Checksum checksum) {
    this.chunks = new ChunkReader(checksum);
  }

  /** Reads one message, in pieces that may end anywhere; they are not used afterwards. */
  public StreamMessage read(List<ByteBuffer> pieces) {
    ReceivedChunk chunk = chunks.read(pieces);
    return chunk != null ? new StreamMessage.Chunk(chunk) : parse(pieces);
  }

  private static StreamMessage parse(List<ByteBuffer> pieces) {
    try {
      return StreamMessage.of(StreamGridResponse.parseFrom(joined(pieces)));
    } catch (InvalidProtocolBufferException e) {
      return new StreamMessage.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] joined(List<ByteBuffer> pieces) {
    ByteBuffer all = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
    pieces.forEach(piece -> all.put(piece.duplicate()));
    return all.array();
  }
}
