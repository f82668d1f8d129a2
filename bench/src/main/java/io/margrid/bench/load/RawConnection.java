package io.margrid.bench.load;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection whose HTTP/2 frames are written one by one, as no honest client would. What the server says is not read. */
final class RawConnection implements AutoCloseable {
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_HEADERS = 4;

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int SMALL_WINDOW = 4_096;

  private final Socket socket = new Socket();
  private final DataOutputStream out;

  /** Connects from an address of loopback, and says nothing yet. */
  RawConnection(InetAddress from, int port) throws IOException {
    socket.bind(new InetSocketAddress(from, 0));
    socket.setReceiveBufferSize(SMALL_WINDOW); // so that what is not read soon fills it
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
  }

  /** Connects and begins as every client does. */
  static RawConnection greeted(InetAddress from, int port) throws IOException {
    RawConnection connection = new RawConnection(from, port);
    connection.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    connection.frame(SETTINGS, 0, 0);
    connection.flush();
    return connection;
  }

  void frame(int type, int flags, int stream, byte... payload) throws IOException {
    out.writeByte(payload.length >>> 16);
    out.writeShort(payload.length);
    out.writeByte(type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
  }

  void flush() throws IOException {
    out.flush();
  }

  /** Takes what the server has said so far, and forgets it. */
  void readOn() throws IOException {
    int waiting = socket.getInputStream().available();
    if (waiting > 0 && socket.getInputStream().skip(waiting) < 0) {
      throw new IOException("closed");
    }
  }

  /** The headers of a call, compressed as little as HPACK allows. */
  static byte[] call(String path) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x83); // :method POST
    block.write(0x86); // :scheme http
    block.write(0x04); // :path
    text(block, path);
    block.write(0x01); // :authority
    text(block, "localhost");
    block.write(0x0f); // content-type: the 31st name, 15 and 16 more
    block.write(0x10);
    text(block, "application/grpc");
    block.write(0x00);
    text(block, "te");
    text(block, "trailers");
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    block.write(text.length());
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
