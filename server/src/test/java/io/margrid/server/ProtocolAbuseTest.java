package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.MargridClient;
import io.margrid.server.config.Setting;
import io.margrid.server.connection.FrameType;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever abuses HTTP/2 is cut off, again and again, and the calls of a neighbour succeed all the while. How long they
 * take is measured by {@code bench/run abuse}.
 */
class ProtocolAbuseTest {
  /** The socket's reset overtook the farewell. */
  private static final int NOTHING_SAID = -1;
  private static final int NO_ERROR = 0;
  private static final int ENHANCE_YOUR_CALM = 11;
  private static final int ABUSES = 5_000;
  private static final int IDLE_CONNECTIONS = 2_000;
  private static final int IDLE_CONNECTIONS_OF_ADDRESS = 100;
  /** Of the neighbour, while the abuse goes on. */
  private static final int LEAST_ANSWERS = 20;
  private static final byte[] CANCEL = {0, 0, 0, 8};
  private static final byte[] NO_INCREMENT = {0, 0, 0, 0};
  private static final byte[] ONE = {0, 0, 0, 1};
  private static final byte[] CALL = RawHttp2.headers("/margrid.v1.CatalogService/GetServerInfo");
  private static final AtomicInteger STRANGERS = new AtomicInteger();
  private static final RunningServer SERVER = new RunningServer(
      Map.of(Setting.HANDSHAKE_TIMEOUT, "2", Setting.MAX_CONNECTION_IDLE, "10"));

  private final Neighbour neighbour = new Neighbour();

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @BeforeEach
  void begin() throws InterruptedException {
    neighbour.start();
    neighbour.awaitAnswers(1);
  }

  @AfterEach
  void end() throws InterruptedException {
    neighbour.stopAndCheck();
  }

  /** Calls without a pause, on a connection of its own. */
  private static final class Neighbour implements Runnable {
    private final Thread thread = new Thread(this, "neighbour");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean stopped;

    void start() {
      thread.start();
    }

    @Override
    public void run() {
      try (MargridClient client = SERVER.client()) {
        do {
          client.serverInfo().block(Duration.ofSeconds(30));
          answers.incrementAndGet();
        } while (!stopped);
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }

    int answers() {
      return answers.get();
    }

    void awaitAnswers(int count) throws InterruptedException {
      int before = answers();
      Eventually.until("answers for the neighbour", () -> answers() >= before + count || !failures.isEmpty());
      assertThat(failures).isEmpty();
    }

    void stopAndCheck() throws InterruptedException {
      stopped = true;
      thread.join();
      assertThat(failures).isEmpty();
    }
  }

  /** What a test does with a connection until it is closed under it. */
  private interface Abuse {
    void on(RawHttp2 connection) throws IOException;
  }

  private void assertCutOff(Abuse abuse) throws IOException {
    whileTheNeighbourIsAnswered(() -> assertThat(cutOff(abuse)).isIn(ENHANCE_YOUR_CALM, NOTHING_SAID));
  }

  /** Something that is done over and over. */
  private interface Attack {
    void once() throws IOException;
  }

  /** Again and again, until the neighbour has had some answers meanwhile. */
  private void whileTheNeighbourIsAnswered(Attack attack) throws IOException {
    int before = neighbour.answers();
    do {
      attack.once();
    } while (neighbour.answers() < before + LEAST_ANSWERS && neighbour.failures.isEmpty());
  }

  /** An address of loopback that the server has nothing against. */
  private static InetAddress stranger() throws IOException {
    int number = STRANGERS.incrementAndGet();
    return InetAddress.getByAddress(new byte[]{127, 1, (byte) (number >> 8), (byte) number});
  }

  /** The error code that the server ends the connection with. */
  private static int cutOff(Abuse abuse) throws IOException {
    try (RawHttp2 connection = RawHttp2.greeted(stranger(), SERVER.server.port())) {
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
    assertCutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        int stream = 2 * i + 1;
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, CALL);
        connection.frame(RawHttp2.RST_STREAM, 0, stream, CANCEL);
      }
    });
  }

  @Test
  void resetsThatTheServerIsMadeToSend() throws IOException {
    assertCutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        int stream = 2 * i + 1;
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, CALL);
        connection.frame(RawHttp2.WINDOW_UPDATE, 0, stream, NO_INCREMENT);
      }
    });
  }

  @Test
  void continuationsWithoutEnd() throws IOException {
    assertCutOff(connection -> {
      connection.frame(RawHttp2.HEADERS, 0, 1, CALL);
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.CONTINUATION, 0, 1);
      }
    });
  }

  @Test
  void headersWithoutEnd() throws IOException {
    byte[] filler = new byte[16_000]; // names and values of no characters each, 32 bytes by HTTP/2's counting
    whileTheNeighbourIsAnswered(() -> assertThat(cutOff(connection -> {
      connection.frame(RawHttp2.HEADERS, 0, 1, CALL);
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.CONTINUATION, 0, 1, filler);
        connection.flush();
      }
    })).isNotEqualTo(NO_ERROR));
  }

  @Test
  void settingsWhoseAnswersAreNotRead() throws IOException {
    assertCutOff(connection -> {
      for (int i = 0; i < 1_000 * ABUSES; i++) {
        connection.frame(RawHttp2.SETTINGS, 0, 0);
      }
      throw new AssertionError("all of them were taken");
    });
  }

  @Test
  void settingsWhoseAnswersAreRead() throws IOException {
    assertCutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.SETTINGS, 0, 0);
        connection.flush();
        connection.readOn();
      }
    });
    assertThat(SERVER.server.connectionCounts().cutOffFor(FrameType.SETTINGS)).isPositive();
  }

  @Test
  void windowsThatNobodyUses() throws IOException {
    assertCutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.WINDOW_UPDATE, 0, 0, ONE);
      }
    });
  }

  @Test
  void pings() throws IOException {
    assertCutOff(connection -> {
      for (int i = 0; i < ABUSES; i++) {
        connection.frame(RawHttp2.PING, 0, 0, new byte[8]);
      }
    });
  }

  @Test
  void aHandshakeThatDoesNotEnd() throws IOException, InterruptedException {
    try (RawHttp2 silent = new RawHttp2(SERVER.server.port());
        RawHttp2 halfSaid = new RawHttp2(SERVER.server.port())) {
      halfSaid.write("PRI * HT");
      halfSaid.flush();
      neighbour.awaitAnswers(LEAST_ANSWERS);
      assertThat(silent.readToTheEnd()).isIn(NO_ERROR, NOTHING_SAID);
      assertThat(halfSaid.readToTheEnd()).isIn(NO_ERROR, NOTHING_SAID);
    }
  }

  @Test
  void thousandsOfIdleConnections() throws IOException, InterruptedException {
    List<RawHttp2> idle = new ArrayList<>();
    try {
      for (int i = 0; i < IDLE_CONNECTIONS; i += IDLE_CONNECTIONS_OF_ADDRESS) {
        InetAddress from = stranger();
        for (int j = 0; j < IDLE_CONNECTIONS_OF_ADDRESS; j++) {
          idle.add(RawHttp2.greeted(from, SERVER.server.port()));
        }
      }
      neighbour.awaitAnswers(LEAST_ANSWERS);
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
