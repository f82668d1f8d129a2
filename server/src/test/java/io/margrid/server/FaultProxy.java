package io.margrid.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A TCP proxy on the loopback interface that does to each connection what the test says. Faults are on the way from
 * the server to the client; the other way is free, but ends with it.
 */
final class FaultProxy implements AutoCloseable {
  private static final int BUFFER = 8_192;

  private final ServerSocket listening;
  private final int serverPort;
  private final IntFunction<Fault> faults;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger halfOpen = new AtomicInteger();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /**
   * Listens on a free port.
   *
   * @param faults for each connection, counted from zero; no other is accepted meanwhile
   */
  FaultProxy(int serverPort, IntFunction<Fault> faults) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.faults = faults;
    start(this::accept);
  }

  String target() {
    return "127.0.0.1:" + listening.getLocalPort();
  }

  /** Connections so far. */
  int connections() {
    return connections.get();
  }

  /** Connections so far that have become half-open. */
  int halfOpen() {
    return halfOpen.get();
  }

  /** Breaks all connections with a reset: no word of farewell. */
  void cutAll() {
    sockets.forEach(socket -> end(socket, true));
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cutAll();
  }

  private void accept() throws IOException, InterruptedException {
    while (true) {
      Socket near = listening.accept();
      near.setTcpNoDelay(true);
      Fault fault = faults.apply(connections.getAndIncrement());
      if (fault instanceof Fault.Refuse) {
        end(near, true);
      } else {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        far.setTcpNoDelay(true);
        sockets.add(near);
        sockets.add(far);
        AtomicInteger dead = new AtomicInteger();
        start(() -> upstream(near, far, dead));
        start(() -> downstream(far, near, fault.begin(), dead));
      }
    }
  }

  /** Client to server. A half-open connection swallows what comes, and passes no end on. */
  private void upstream(Socket near, Socket far, AtomicInteger dead) throws IOException {
    try {
      InputStream in = near.getInputStream();
      OutputStream out = far.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (dead.get() == 0) {
          out.write(buffer, 0, n);
        }
      }
    } finally {
      if (dead.get() == 0) {
        end(far, false);
      }
    }
  }

  private void downstream(Socket far, Socket near, Fault.Course course, AtomicInteger dead)
      throws IOException, InterruptedException {
    Fault.Verdict verdict = Fault.Verdict.PASS;
    try {
      InputStream in = far.getInputStream();
      OutputStream out = near.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int passed = verdict == Fault.Verdict.HALF_OPEN ? 0 : course.pass(buffer, n);
        out.write(buffer, 0, passed);
        if (passed < n && verdict == Fault.Verdict.PASS) {
          verdict = course.verdict();
          if (verdict != Fault.Verdict.HALF_OPEN) {
            return;
          }
          dead.set(1);
          halfOpen.incrementAndGet();
        }
      }
    } finally {
      if (verdict != Fault.Verdict.HALF_OPEN) {
        end(near, verdict == Fault.Verdict.RESET);
        end(far, verdict == Fault.Verdict.RESET);
      }
    }
  }

  /** Both directions end both sockets: one after the other. */
  private synchronized void end(Socket socket, boolean reset) {
    sockets.remove(socket);
    try {
      if (reset && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void start(Work work) {
    Thread.ofVirtual().start(() -> {
      try {
        work.run();
      } catch (IOException | InterruptedException e) {
        // A socket was closed: that is what this class is for.
      }
    });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }
}
