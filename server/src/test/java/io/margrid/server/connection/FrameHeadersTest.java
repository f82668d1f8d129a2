package io.margrid.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameHeadersTest {
  private static final int PREFACE_BYTES = 24;
  private static final List<String> FRAMES = List.of("SETTINGS 0 12", "HEADERS 5 300", "DATA 1 70000",
      "PING 1 8", "OTHER 255 0", "SETTINGS 1 0");

  private final List<String> seen = new ArrayList<>();
  private final FrameHeaders headers = new FrameHeaders(PREFACE_BYTES,
      (type, flags, length) -> seen.add(type + " " + flags + " " + length));

  private static ByteBuf frames() {
    ByteBuf bytes = Unpooled.buffer().writeZero(PREFACE_BYTES);
    frame(bytes, 4, 0, 12);
    frame(bytes, 1, 5, 300);
    frame(bytes, 0, 1, 70_000);
    frame(bytes, 6, 1, 8);
    frame(bytes, 0xfe, 0xff, 0);
    frame(bytes, 4, 1, 0);
    return bytes;
  }

  private static void frame(ByteBuf bytes, int type, int flags, int length) {
    bytes.writeMedium(length).writeByte(type).writeByte(flags).writeInt(0x7fffffff);
    for (int i = 0; i < length; i++) {
      bytes.writeByte(i);
    }
  }

  @Test
  void framesAreFoundInOnePiece() {
    ByteBuf bytes = frames();
    int readable = bytes.readableBytes();
    headers.look(bytes);
    assertThat(seen).isEqualTo(FRAMES);
    assertThat(bytes.readableBytes()).as("as it was").isEqualTo(readable);
  }

  @Test
  void framesAreFoundInPiecesOfAnySize() {
    for (int size : new int[]{1, 2, 7, 8, 9, 10, 333, 16_384}) {
      seen.clear();
      FrameHeaders again = new FrameHeaders(PREFACE_BYTES,
          (type, flags, length) -> seen.add(type + " " + flags + " " + length));
      ByteBuf bytes = frames();
      while (bytes.isReadable()) {
        again.look(bytes.readSlice(Math.min(size, bytes.readableBytes())));
      }
      assertThat(seen).as("pieces of " + size).isEqualTo(FRAMES);
    }
  }
}
