package io.margrid.server;

/**
 * Counts the gRPC messages that have passed on an HTTP/2 connection that carries one call at a time, byte by byte:
 * frames are a length of 3 bytes, a type, flags, a stream of 4 bytes and so many bytes; those of type 0 carry messages,
 * each a flag, a length of 4 bytes and so many bytes, cut into frames anywhere.
 */
final class MessageCounter {
  private static final int FRAME_HEADER = 9;
  private static final int MESSAGE_HEADER = 5;

  private int frameHeaderSeen;
  private int frameLeft;
  private boolean data;
  private int messageHeaderSeen;
  private int messageLeft;
  private int messages;

  int messages() {
    return messages;
  }

  void next(byte value) {
    int unsigned = value & 0xff;
    if (frameHeaderSeen < FRAME_HEADER) {
      if (frameHeaderSeen < 3) {
        frameLeft = frameLeft << 8 | unsigned;
      } else if (frameHeaderSeen == 3) {
        data = unsigned == 0;
      }
      frameHeaderSeen++;
    } else {
      frameLeft--;
      if (data) {
        payload(unsigned);
      }
    }
    if (frameHeaderSeen == FRAME_HEADER && frameLeft == 0) {
      frameHeaderSeen = 0;
    }
  }

  private void payload(int unsigned) {
    if (messageHeaderSeen < MESSAGE_HEADER) {
      messageLeft = messageHeaderSeen == 0 ? 0 : messageLeft << 8 | unsigned;
      messageHeaderSeen++;
    } else {
      messageLeft--;
    }
    if (messageHeaderSeen == MESSAGE_HEADER && messageLeft == 0) {
      messageHeaderSeen = 0;
      messages++;
    }
  }
}
