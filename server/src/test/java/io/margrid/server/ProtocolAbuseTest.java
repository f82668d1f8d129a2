package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.MargridClient;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever abuses HTTP/2 is cut off, and the calls of a neighbour succeed all the while. */
class ProtocolAbuseTest {
  /** The socket's reset overtook the farewell. */
  private static final int NOTHING_SAID = -1;
  private static final int NO_ERROR = 0;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int ABUSES = 5_000;
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final byte[] NO_INCREMENT = {0, 0, 0, 0};
  private static final byte[] CALL = RawHttp2.headers("/margrid.v1.CatalogService/GetServerInfo");
  private static final RunningServer SERVER = new RunningServer(
      Map.of(Setting.HANDSHAKE_TIMEOUT, "2", Setting.MAX_CONNECTION_IDLE, "2"));

  private final Neighbour neighbour = new Neighbour();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @BeforeEach
  void begin() {
    neighbour.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    neighbour.stopAndCheck();
  }

  /** Calls without a pause, on a connection of its own. */
  private static final class Neighbour implements Runnable {
    private final Thread thread = new Thread(this, "neighbour");
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean stopped;
    private int answers;

    void start() {
      thread.start();
    }

    @Override
    public void run() {
      try (MargridClient client = SERVER.client()) {
        do {
          client.serverInfo().block(Duration.ofSeconds(30));
          answers++;
        } while (!stopped);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }

    void stopAndCheck() throws InterruptedException {
      stopped = true;
      thread.join();
      assertThat(failures).isEmpty();
      assertThat(answers).isPositive();
    }
  }

  /** What a test does with a connection until it is closed under it. */
  private interface Abuse {
    void on(RawHttp2 connection) throws IOException;
  }

  /** The error code that the server ends the connection with. */
  private static int cutOff(Abuse abuse) throws IOException {
    try (RawHttp2 connection = RawHttp2.greeted(SERVER.server.port())) {
      try {
        abuse.on(connection);
        connection.flush();
      } catch (IOException closedMeanwhile) {
        // What the server said before can still be read.
      }
      return connection.readToTheEnd();
    }
  }

  @Test
  void rapidResets() throws IOException {
    assertThat(cutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        int stream = 2 * i + 1;
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, CALL);
        connection.frame(RawHttp2.RST_STREAM, 0, stream, CANCEL);
      }
    })).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID);
  }

  @Test
  void resetsThatTheServerIsMadeToSend() throws IOException {
    assertThat(cutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        int stream = 2 * i + 1;
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, CALL);
        connection.frame(RawHttp2.WINDOW_UPDATE, 0, stream, NO_INCREMENT);
      }
    })).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID);
  }

  @Test
  void continuationsWithoutEnd() throws IOException {
    assertThat(cutOff(connection -> {
      connection.frame(RawHttp2.HEADERS, 0, 1, CALL);
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.CONTINUATION, 0, 1);
      }
    })).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID);
  }

  @Test
  void headersWithoutEnd() throws IOException {
    byte[] filler = new byte[16_000]; // names and values of no characters each, 32 bytes by HTTP/2's counting
    assertThat(cutOff(connection -> {
      connection.frame(RawHttp2.HEADERS, 0, 1, CALL);
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.CONTINUATION, 0, 1, filler);
        connection.flush();
      }
    })).isNotZero();
  }

  @Test
  void settingsWhoseAnswersAreNotRead() throws IOException {
    assertThat(cutOff(connection -> {
      for (int i = 0; i < 1_000 * ABUSES; i++) {
        connection.frame(RawHttp2.SETTINGS, 0, 0);
      }
      throw new AssertionError("all of them were taken");
    })).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID);
  }

  @Test
  void pings() throws IOException {
    assertThat(cutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.PING, 0, 0, new byte[8]);
      }
    })).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID);
  }

  @Test
  void aHandshakeThatDoesNotEnd() throws IOException {
    try (RawHttp2 silent = new RawHttp2(SERVER.server.port());
        RawHttp2 halfSaid = new RawHttp2(SERVER.server.port())) {
      halfSaid.write("PRI * HT");
      halfSaid.flush();
      assertThat(silent.readToTheEnd()).isIn(NO_ERROR, NOTHING_SAID);
      assertThat(halfSaid.readToTheEnd()).isIn(NO_ERROR, NOTHING_SAID);
    }
  }

  @Test
  void manyIdleConnections() throws IOException {
    List<RawHttp2> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        idle.add(RawHttp2.greeted(SERVER.server.port()));
      }
      for (RawHttp2 connection : idle) {
        assertThat(connection.readToTheEnd()).as("a farewell without an error").isEqualTo(NO_ERROR);
      }
    } finally {
      for (RawHttp2 connection : idle) {
        connection.close();
      }
    }
  }
}
