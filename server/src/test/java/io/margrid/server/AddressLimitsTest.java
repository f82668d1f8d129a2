package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.server.config.Setting;
import io.margrid.server.connection.ConnectionRefusal;
import io.margrid.server.connection.FrameType;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many connections an address may have, how fast they may come, and what becomes of one that has abused them. */
class AddressLimitsTest {
  private static final int NOTHING_SAID = -1;
  private static final int ENOUGH_FOR_AN_OFFENCE = 5_000;
  private static final byte[] CALL = RawHttp2.headers("/margrid.v1.CatalogService/GetServerInfo");
  private static final byte[] CANCEL = {0, 0, 0, 8};

  private static RawHttp2 from(int host, RunningServer server) throws IOException {
    return RawHttp2.greeted(InetAddress.getByAddress(new byte[]{127, 0, 0, (byte) host}),
        server.server.port());
  }

  private static boolean isServed(int host, RunningServer server) {
    try (RawHttp2 connection = from(host, server)) {
      return connection.answersPing();
    } catch (IOException refused) {
      return false;
    }
  }

  private static boolean isRefused(int host, RunningServer server) throws IOException {
    try (RawHttp2 connection = from(host, server)) {
      return connection.readToTheEnd() == NOTHING_SAID;
    } catch (IOException refusedMeanwhile) {
      return true;
    }
  }

  private static void offend(int host, RunningServer server) throws IOException {
    try (RawHttp2 connection = from(host, server)) {
      for (int i = 0; i < ENOUGH_FOR_AN_OFFENCE; i++) {
        connection.frame(RawHttp2.WINDOW_UPDATE, 0, 0, new byte[]{0, 0, 0, 1});
      }
      connection.flush();
      connection.readToTheEnd();
    } catch (IOException cutOff) {
      // That is how it ends.
    }
  }

  @Test
  void anOffenderIsRefusedForAWhileAndItsOpenConnectionsAndItsNeighboursAreNot() throws Exception {
    try (RunningServer server = new RunningServer(); RawHttp2 open = from(2, server)) {
      assertThat(open.answersPing()).isTrue();
      long began = System.nanoTime();
      offend(2, server);
      assertThat(server.server.connectionCounts().cutOffFor(FrameType.WINDOW_UPDATE)).isOne();
      boolean refused = isRefused(2, server);
      assertThat(refused || System.nanoTime() - began > 1_000_000_000).isTrue();
      assertThat(open.answersPing()).isTrue();
      assertThat(isServed(3, server)).isTrue();
      Eventually.until("the offender is served again", () -> isServed(2, server));
    }
  }

  @Test
  void nobodyIsRefusedWhereTheTimeIsNone() throws IOException {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_REFUSAL_TIME, "0"))) {
      offend(2, server);
      assertThat(isServed(2, server)).isTrue();
      assertThat(server.server.connectionCounts().refused(ConnectionRefusal.OFFENDER)).isZero();
    }
  }

  @Test
  void anAddressMayHaveSoManyConnectionsAndOthersAsMany() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_CONNECTIONS_PER_ADDRESS, "2"));
        RawHttp2 first = from(2, server)) {
      try (RawHttp2 second = from(2, server)) {
        assertThat(first.answersPing() && second.answersPing()).isTrue();
        assertThat(isRefused(2, server)).isTrue();
        assertThat(server.server.connectionCounts().refused(ConnectionRefusal.ADDRESS_FULL)).isPositive();
        assertThat(isServed(3, server)).isTrue();
      }
      Eventually.until("there is room again", () -> isServed(2, server));
    }
  }

  @Test
  void allTogetherMayHaveSoMany() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_CONNECTIONS, "1"))) {
      try (RawHttp2 only = from(2, server)) {
        assertThat(only.answersPing()).isTrue();
        assertThat(isRefused(3, server)).isTrue();
        assertThat(server.server.connectionCounts().refused(ConnectionRefusal.FULL)).isPositive();
      }
      Eventually.until("there is room again", () -> isServed(3, server));
    }
  }

  @Test
  void whoComesTooFastWaitsAndOthersDoNot() throws IOException {
    long began = System.nanoTime();
    try (RunningServer server = new RunningServer(Map.of(Setting.CONNECTION_RATE_PER_ADDRESS, "1"));
        RawHttp2 first = from(2, server);
        RawHttp2 second = from(2, server);
        RawHttp2 third = from(2, server)) {
      assertThat(isServed(3, server)).isTrue();
      for (RawHttp2 each : List.of(first, second, third)) {
        assertThat(each.answersPing()).isTrue();
      }
      assertThat(System.nanoTime() - began).isGreaterThan(1_500_000_000);
    }
  }

  @Test
  void aTurnThatWouldComeTooLateIsNone() throws IOException {
    List<RawHttp2> crowd = new ArrayList<>();
    try (RunningServer server = new RunningServer(Map.of(Setting.CONNECTION_RATE, "1"))) {
      while (server.server.connectionCounts().refused(ConnectionRefusal.TOO_FAST) == 0) {
        crowd.add(from(2, server));
        assertThat(crowd).as("connections that came at once").hasSizeLessThan(5_000);
      }
      assertThat(crowd).hasSizeGreaterThan(10);
    } catch (IOException refused) {
      assertThat(crowd).hasSizeGreaterThan(10);
    } finally {
      for (RawHttp2 each : crowd) {
        each.close();
      }
    }
  }

  @Test
  void whoWaitsForATurnIsLetGoWhenTheServerStops() throws IOException {
    RawHttp2 waits;
    try (RunningServer server = new RunningServer(Map.of(Setting.CONNECTION_RATE_PER_ADDRESS, "1"));
        RawHttp2 served = from(2, server)) {
      assertThat(served.answersPing()).isTrue();
      // Turns of eight seconds before it.
      for (int i = 0; i < 8; i++) {
        from(2, server).close();
      }
      waits = from(2, server);
    }
    try (waits) {
      assertThat(waits.readToTheEnd()).isEqualTo(NOTHING_SAID);
    }
  }

  @Test
  void whoCancelsHundredsOfCallsAtOnceKeepsItsConnection() throws IOException {
    try (RunningServer server = new RunningServer(); RawHttp2 connection = from(2, server)) {
      for (int i = 0; i < 300; i++) {
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2 * i + 1, CALL);
      }
      for (int i = 0; i < 300; i++) {
        connection.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, CANCEL);
      }
      assertThat(connection.answersPing()).isTrue();
      assertThat(server.server.connectionCounts().cutOffFor(FrameType.RST_STREAM)).isZero();
    }
  }
}
