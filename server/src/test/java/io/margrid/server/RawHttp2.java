package io.margrid.server;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A connection whose frames a test writes one by one, as no honest client would. */
final class RawHttp2 implements AutoCloseable {
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** Connects from 127.0.0.1, and says nothing yet. */
  RawHttp2(int port) throws IOException {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /** Connects from an address of loopback, and says nothing yet. */
  RawHttp2(InetAddress from, int port) throws IOException {
    this(connected(from, port));
  }

  private RawHttp2(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    in = new DataInputStream(socket.getInputStream());
  }

  private static Socket connected(InetAddress from, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    // Small, so that what is not read soon fills it.
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    return socket;
  }

  /** Connects and begins as every client does. */
  static RawHttp2 greeted(int port) throws IOException {
    return greeted(InetAddress.getLoopbackAddress(), port);
  }

  /** The same, from an address of loopback. */
  static RawHttp2 greeted(InetAddress from, int port) throws IOException {
    RawHttp2 connection = new RawHttp2(from, port);
    connection.greet();
    return connection;
  }

  /** The same, on a socket that is connected, and closed with this. */
  static RawHttp2 greeted(Socket socket) throws IOException {
    RawHttp2 connection = new RawHttp2(socket);
    connection.greet();
    return connection;
  }

  private void greet() throws IOException {
    write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    frame(SETTINGS, 0, 0);
    flush();
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
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
    in.skipNBytes(in.available());
  }

  /** Asks whether the server still listens, and waits for the answer. */
  boolean answersPing() throws IOException {
    try {
      frame(PING, 0, 0, new byte[8]);
      flush();
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5 + length);
        if (type == PING) {
          return true;
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither answered nor closed", e);
    } catch (IOException closed) {
      return false;
    }
  }

  /** The headers of a call, compressed as little as HPACK allows. */
  static byte[] headers(String path) {
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

  /** Reads the server's first frame: its settings, by number. */
  Map<Integer, Integer> readSettings() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (in.readUnsignedByte() != SETTINGS) {
      throw new IOException("the first frame is not of settings");
    }
    in.skipNBytes(5);
    Map<Integer, Integer> settings = new HashMap<>();
    for (int read = 0; read < length; read += 6) {
      settings.put(in.readUnsignedShort(), in.readInt());
    }
    return settings;
  }

  /**
   * Reads until the server closes the connection.
   *
   * @return the error code of its GOAWAY; -1 if it said none
   */
  int readToTheEnd() throws IOException {
    int code = -1;
    try {
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        byte[] payload = in.readNBytes(length);
        if (type == GOAWAY && payload.length >= 8) {
          code = payload[4] << 24 | (payload[5] & 0xff) << 16 | (payload[6] & 0xff) << 8
              | (payload[7] & 0xff);
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms", e);
    } catch (IOException closed) {
      return code;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
