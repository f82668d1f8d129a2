package io.margrid.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A way to abuse a server. */
enum Flood {
  RAPID_RESET("rapid resets", Flood::rapidResets),
  MADE_YOU_RESET("resets it is made to send", Flood::madeResets),
  CONTINUATION("continuations", Flood::continuations),
  SETTINGS("settings, answers unread", Flood::settings),
  SETTINGS_READ("settings, answers read", Flood::settingsRead),
  SLOW_HANDSHAKE("200 slow handshakes", 200, RawConnection::new),
  IDLE("2 000 idle connections", 2_000, RawConnection::greeted),
  /** The least that a connection can cost: where the server refuses it, what remains is the kernel's. */
  CONNECTIONS("connections without a pause", Flood::connections);

  private static final byte[] CALL = RawConnection.call("/margrid.v1.CatalogService/GetServerInfo");
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final byte[] NO_INCREMENT = {0, 0, 0, 0};
  private static final int FRAMES_BETWEEN_READS = 100;
  /** Between connections: a flood of connections is another matter. */
  private static final long PAUSE_MILLIS = 20;

  private final String label;
  @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing that changes
  private final Way way;

  /** Floods a port until it is over. */
  private interface Way {
    void run(InetAddress from, int port, BooleanSupplier over) throws IOException, InterruptedException;
  }

  /** What is done with one connection. It ends with an exception when the server closes that. */
  private interface Abuse {
    void on(RawConnection connection, BooleanSupplier over) throws IOException;
  }

  /** Opens a connection. */
  private interface Opening {
    RawConnection at(InetAddress from, int port) throws IOException;
  }

  Flood(String label, Abuse abuse) {
    this.label = label;
    this.way = (from, port, over) -> again(from, port, abuse, over);
  }

  Flood(String label, Way way) {
    this.label = label;
    this.way = way;
  }

  Flood(String label, int connections, Opening opening) {
    this.label = label;
    this.way = (from, port, over) -> hold(from, port, connections, opening, over);
  }

  String label() {
    return label;
  }

  /** @param from an address of loopback that is not the neighbour's */
  void run(InetAddress from, int port, BooleanSupplier over) throws IOException, InterruptedException {
    way.run(from, port, over);
  }

  private static void again(InetAddress from, int port, Abuse abuse, BooleanSupplier over)
      throws InterruptedException {
    while (!over.getAsBoolean()) {
      try (RawConnection connection = RawConnection.greeted(from, port)) {
        abuse.on(connection, over);
      } catch (IOException cutOff) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  /** Those that are closed are not opened again: that they are is what others notice. */
  private static void hold(InetAddress from, int port, int connections, Opening opening,
      BooleanSupplier over) throws IOException, InterruptedException {
    List<RawConnection> held = new ArrayList<>();
    try {
      while (!over.getAsBoolean()) {
        if (held.size() < connections) {
          held.add(opening.at(from, port));
        } else {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } finally {
      for (RawConnection connection : held) {
        connection.close();
      }
    }
  }

  private static void connections(InetAddress from, int port, BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      try (RawConnection connection = RawConnection.greeted(from, port)) {
        connection.flush();
      } catch (IOException refused) {
        // Once more.
      }
    }
  }

  private static void rapidResets(RawConnection connection, BooleanSupplier over) throws IOException {
    for (int stream = 1; !over.getAsBoolean(); stream += 2) {
      connection.frame(RawConnection.HEADERS, RawConnection.END_HEADERS, stream, CALL);
      connection.frame(RawConnection.RST_STREAM, 0, stream, CANCEL);
    }
  }

  private static void madeResets(RawConnection connection, BooleanSupplier over) throws IOException {
    for (int stream = 1; !over.getAsBoolean(); stream += 2) {
      connection.frame(RawConnection.HEADERS, RawConnection.END_HEADERS, stream, CALL);
      connection.frame(RawConnection.WINDOW_UPDATE, 0, stream, NO_INCREMENT);
    }
  }

  private static void continuations(RawConnection connection, BooleanSupplier over) throws IOException {
    connection.frame(RawConnection.HEADERS, 0, 1, CALL);
    while (!over.getAsBoolean()) {
      connection.frame(RawConnection.CONTINUATION, 0, 1);
    }
  }

  private static void settings(RawConnection connection, BooleanSupplier over) throws IOException {
    while (!over.getAsBoolean()) {
      connection.frame(RawConnection.SETTINGS, 0, 0);
    }
  }

  private static void settingsRead(RawConnection connection, BooleanSupplier over) throws IOException {
    while (!over.getAsBoolean()) {
      for (int i = 0; i < FRAMES_BETWEEN_READS; i++) {
        connection.frame(RawConnection.SETTINGS, 0, 0);
      }
      connection.flush();
      connection.readOn();
    }
  }
}
