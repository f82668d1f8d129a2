package io.margrid.server.connection;

import io.netty.buffer.ByteBuf;

/** Finds the frames in one direction of a connection, however its bytes come in pieces. */
final class FrameHeaders {
  private static final int HEADER_BYTES = 9;
  /** Length, type and flags; the number of the stream follows. */
  private static final int TOLD_BYTES = 5;

  /** Is told of frames. */
  interface Seen {
    /**
     * The header of a frame has come.
     *
     * @param length of what follows the header
     */
    void frame(FrameType type, int flags, int length);
  }

  private final Seen seen;
  private int toSkip;
  private int headerBytes;
  private long header;

  /** @param bytesBefore the first frame */
  FrameHeaders(int bytesBefore, Seen seen) {
    this.toSkip = bytesBefore;
    this.seen = seen;
  }

  /** Looks at the readable bytes, and leaves them as they are. */
  void look(ByteBuf bytes) {
    int end = bytes.writerIndex();
    int at = bytes.readerIndex();
    while (at < end) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, end - at);
        toSkip -= skipped;
        at += skipped;
      } else {
        take(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void take(int next) {
    if (headerBytes < TOLD_BYTES) {
      header = header << 8 | next;
    }
    headerBytes++;
    if (headerBytes == HEADER_BYTES) {
      toSkip = (int) (header >>> 16);
      seen.frame(FrameType.of((int) header >>> 8 & 0xff), (int) header & 0xff, toSkip);
      headerBytes = 0;
      header = 0;
    }
  }
}
