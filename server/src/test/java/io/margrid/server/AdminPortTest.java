package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.channelz.v1.GetServersResponse;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and probes see, and what nobody else does. */
class AdminPortTest {
  private static final Map<Setting, String> ADMIN = Map.of(Setting.ADMIN_PORT, "0");

  @Test
  void pagesAnswerAndOthersDoNotExist() throws Exception {
    try (RunningServer server = new RunningServer(ADMIN)) {
      assertThat(Scrape.get(server.server, "/").body()).contains("Margrid", "href=\"/metrics\"",
          "/health/ready");
      assertThat(Scrape.get(server.server, "/health/live").body()).isEqualTo("live\n");
      assertThat(Scrape.get(server.server, "/health/ready").body()).isEqualTo("ready\n");
      assertThat(Scrape.get(server.server, "/metrics/more").statusCode()).isEqualTo(404);
      assertThat(Scrape.get(server.server, "/health").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void onlyGetAndHeadAreAnswered() throws Exception {
    try (RunningServer server = new RunningServer(ADMIN)) {
      URI address = URI.create(Scrape.address(server.server) + "/health/ready");
      HttpResponse<String> head = Scrape.send(HttpRequest.newBuilder(address).HEAD());
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      HttpResponse<String> post = Scrape
          .send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString("stop")));
      assertThat(post.statusCode()).isEqualTo(405);
      assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void aStoppingServerIsLiveButNotReadyWhileItDrains() throws Exception {
    try (RunningServer server = new RunningServer(
        Map.of(Setting.ADMIN_PORT, "0", Setting.DRAIN_TIME, "60"))) {
      Iterator<StreamGridResponse> stream = server.sweep().streamGrid(HugeGrids.trillion());
      assertThat(stream.next().hasHeader()).isTrue();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(server.server::close);
      Eventually.until("not ready", () -> code(server.server, "/health/ready") == 503);
      assertThat(code(server.server, "/health/live")).isEqualTo(200);
      assertThat(Scrape.of(server.server).value("margrid_ready")).isZero();
      assertThat(closed).isNotDone();
      server.channel.shutdownNow();
      closed.get(60, TimeUnit.SECONDS);
      assertThat(server.server.adminPort()).isPresent();
    }
  }

  private static int code(MargridServer server, String path) {
    return Scrape.get(server, path).statusCode();
  }

  /** More of them than the port has threads and connections. */
  @Test
  void thoseWhoAskSlowlyAreCutOffAndHoldUpNobodyForLong() throws Exception {
    try (RunningServer server = new RunningServer(ADMIN)) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(),
            server.server.adminPort().orElseThrow());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      Eventually.until("answered all the same", () -> code(server.server, "/health/live") == 200);
      for (Socket socket : slow) {
        assertCutOff(socket);
        socket.close();
      }
    }
  }

  private static void assertCutOff(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().readAllBytes()).asString(StandardCharsets.US_ASCII)
          .doesNotContain("200 OK");
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("not cut off", stillOpen);
    } catch (SocketException cutOff) {
      assertThat(cutOff).hasMessageContaining("reset");
    }
  }

  @Test
  void channelzIsOnItsOwnPortAndNeverWhereCallsAre() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.CHANNELZ_PORT, "0"))) {
      server.catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance());
      StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class,
          () -> servers(server.channel));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
      ManagedChannel own = NettyChannelBuilder
          .forAddress("127.0.0.1", server.server.channelzPort().orElseThrow()).usePlaintext().build();
      try {
        assertThat(servers(own).getServerList())
            .anyMatch(each -> each.getData().getCallsSucceeded() > 0);
      } finally {
        own.shutdownNow();
      }
    }
  }

  private static GetServersResponse servers(ManagedChannel channel) {
    return ChannelzGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS)
        .getServers(GetServersRequest.getDefaultInstance());
  }

  @Test
  void healthOfAServiceThatIsNotThereIsNotFound() {
    try (RunningServer server = new RunningServer()) {
      StatusRuntimeException unknown = catchThrowableOfType(StatusRuntimeException.class,
          () -> HealthGrpc.newBlockingStub(server.channel).withDeadlineAfter(30, TimeUnit.SECONDS)
              .check(HealthCheckRequest.newBuilder().setService("margrid.v1.NoSuchService").build()));
      assertThat(unknown.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void anAdminPortThatIsTakenEndsTheStartAndLeavesNothingOpen() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      IOException thrown = catchThrowableOfType(IOException.class, () -> MargridServer
          .start(ServerConfig.onFreePort(Map.of(Setting.ADMIN_PORT, port, Setting.ADMIN_HOST, "0.0.0.0"))));
      assertThat(thrown).hasMessage("--admin-host, --admin-port: 0.0.0.0:" + port);
    }
  }

  @Test
  void aPortThatOthersReachIsWarnedOf(@TempDir Path directory) throws Exception {
    String warning = "the admin port is reachable from other machines";
    try (ServerProcess open = new ServerProcess(directory.resolve("open"), List.of(),
        List.of("--admin-port", "0", "--admin-host", "0.0.0.0"))) {
      open.terminate();
      assertThat(open.logLines()).anyMatch(line -> line.contains("level=WARN") && line.contains(warning));
    }
    try (ServerProcess closed = new ServerProcess(directory.resolve("closed"), List.of(),
        List.of("--admin-port", "0"))) {
      closed.terminate();
      assertThat(closed.logLines()).noneMatch(line -> line.contains(warning))
          .anyMatch(line -> line.contains("metrics and health"));
    }
  }
}
