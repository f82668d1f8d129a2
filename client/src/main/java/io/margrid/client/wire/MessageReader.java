package io.margrid.client.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Reads the messages of one stream: chunks in their usual encoding straight into arrays, everything else by the
 * generated parser. Not thread-safe.
 */
public final class MessageReader {
  private static final int LEAST_BYTES = 4_096;

  private final ChunkReader chunks;
  /** Kept from message to message, as large as the largest so far. */
  private byte[] bytes = new byte[0];

  /** A reader that takes the checksum of every column. */
  public MessageReader() {
    this(new CRC32C());
  }

  /** @param checksum what to take of every column; any but CRC-32C is for measurements */
  public MessageReader(Checksum checksum) {
    this.chunks = new ChunkReader(checksum);
  }

  /** Reads one message, up to the end of the stream. */
  public StreamMessage read(InputStream in) throws IOException {
    int length = fill(in);
    ReceivedChunk chunk = chunks.read(bytes, length);
    return chunk != null ? new StreamMessage.Chunk(chunk) : parse(length);
  }

  private StreamMessage parse(int length) {
    try {
      return StreamMessage.of(StreamGridResponse.parser().parseFrom(bytes, 0, length));
    } catch (InvalidProtocolBufferException e) {
      return new StreamMessage.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** Takes what the stream has, which the transport has bounded; what the message says of its length counts later. */
  private int fill(InputStream in) throws IOException {
    int length = 0;
    ensure(in.available() + 1);
    for (int n = in.read(bytes, 0, bytes.length); n >= 0; n = in.read(bytes, length, bytes.length - length)) {
      length += n;
      ensure(length + Math.max(1, in.available()));
    }
    return length;
  }

  private void ensure(int length) {
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, Math.max(LEAST_BYTES, Math.max(length, bytes.length + bytes.length / 2)));
    }
  }
}
