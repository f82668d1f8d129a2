package io.margrid.client.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP forwarder on the loopback interface whose connections can be broken under a call. */
final class CuttableForwarder implements AutoCloseable {
  private final ServerSocket listening;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private CuttableForwarder(ServerSocket listening, int port) {
    this.listening = listening;
    this.port = port;
  }

  static CuttableForwarder to(int port) throws IOException {
    CuttableForwarder forwarder = new CuttableForwarder(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        port);
    start(forwarder::accept);
    return forwarder;
  }

  String target() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Breaks every connection with a reset: the peers get no word of farewell. */
  void cut() {
    try {
      for (Socket socket : sockets) {
        if (!socket.isClosed()) {
          socket.setSoLinger(true, 0);
          socket.close();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }

  private void accept() throws IOException {
    while (true) {
      Socket near = listening.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
      sockets.addAll(List.of(near, far));
      start(() -> near.getInputStream().transferTo(far.getOutputStream()));
      start(() -> far.getInputStream().transferTo(near.getOutputStream()));
    }
  }

  private static void start(Forwarding work) {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (IOException e) {
        // A socket was closed: that is what this class is for.
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Forwarding {
    void run() throws IOException;
  }
}
