package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.v1.EvaluateRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** The server as operators run it: a process with little heap, logs, and signals. */
class ServerProcessTest {
  private static final long MIB = 1L << 20;

  @TempDir
  Path directory;

  private ServerProcess start(List<String> jvm, String... arguments) throws IOException {
    return new ServerProcess(directory.resolve("log"), jvm, List.of(arguments));
  }

  private static void evaluate(ServerProcess server) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    try (MargridClient client = MargridClient.connect(server.target)) {
      client.evaluate(request.build()).block(Duration.ofSeconds(30));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aGibibyteOfATrillionCellsLeavesMemoryFlatIn128MebibytesOfHeap() throws Exception {
    try (ServerProcess server = start(List.of("-Xmx128m"), "--log-level", "warn");
        MargridClient client = MargridClient.connect(server.target)) {
      long[] residentAfter = new long[2];
      long[] bytes = {0};
      client.streamBlocks(HugeGrids.trillion()).takeUntil(block -> {
        bytes[0] += (long) block.cellCount() * block.metricCount() * Double.BYTES;
        if (residentAfter[0] == 0 && bytes[0] >= 512 * MIB) {
          residentAfter[0] = resident(server);
        }
        return bytes[0] >= 1_024 * MIB;
      }).blockLast(Duration.ofMinutes(2));
      residentAfter[1] = resident(server);
      assertThat(bytes[0]).isGreaterThanOrEqualTo(1_024 * MIB);
      assertThat(residentAfter[1]).isLessThan(512 * MIB).isLessThan(residentAfter[0] + 64 * MIB);
      evaluate(server);
      assertThat(server.logLines()).isEmpty();
    }
  }

  /** What it proves: per stalled reader no more than a bound that does not depend on the grid; not what is inside it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aHundredReadersThatStopReadingFitInto128MebibytesOfHeap() throws Exception {
    int readers = 100;
    // The ready threshold of three chunks, one chunk, and 256 KiB.
    long perReader = 4 * 129_024 + (256 << 10);
    try (ServerProcess server = start(List.of("-Xmx128m"), "--log-level", "warn")) {
      // A small window on this side, so that what is unread waits in the server.
      ManagedChannel channel = NettyChannelBuilder.forTarget(server.target).usePlaintext()
          .flowControlWindow(65_536).build();
      MargridClient client = MargridClient.builder().channel(channel).build();
      client.streamBlocks(HugeGrids.trillion()).take(2_000).blockLast(Duration.ofMinutes(5));
      long before = server.residentBytes();
      CountDownLatch begun = new CountDownLatch(readers);
      for (int i = 0; i < readers; i++) {
        client.streamBlocks(HugeGrids.trillion()).subscribe(new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
          }

          @Override
          protected void hookOnNext(GridBlock block) {
            begun.countDown();
          }
        });
      }
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      evaluate(server);
      long after = Eventually.settled(() -> resident(server) / (8 * MIB)) * 8 * MIB;
      assertThat(after).isLessThan(before + readers * perReader + 64 * MIB);
      evaluate(server);
      channel.shutdownNow();
      assertThat(server.logLines()).isEmpty();
    }
  }

  @Test
  void streamsCancelledWhileTheyAreReadLeaveNothingInTheLog() throws Exception {
    try (ServerProcess server = start(List.of(), "--log-level", "warn");
        MargridClient client = MargridClient.connect(server.target)) {
      for (int i = 0; i < 50; i++) {
        client.streamBlocks(HugeGrids.trillion()).take(20).blockLast(Duration.ofSeconds(30));
      }
      evaluate(server);
      assertThat(server.logLines()).isEmpty();
    }
  }

  private static long resident(ServerProcess server) {
    try {
      return server.residentBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTermSignalEndsTheProcessInOrder() throws Exception {
    try (ServerProcess server = start(List.of(), "--drain-time", "1", "--log-level", "debug")) {
      evaluate(server);
      assertThat(server.terminate()).isEqualTo(128 + 15);
      List<String> lines = server.logLines();
      assertThat(lines).allMatch(line -> line.matches(
          "time=\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z level=[A-Z]+ logger=\\S+ request=\\S+ message=\"[^\"]*\"( \\w+=\"[^\"]*\")*\\s*"));
      assertThat(lines)
          .anyMatch(line -> line.contains("message=\"listening\"") && line.contains("request=- "));
      assertThat(lines).anyMatch(line -> line.contains("message=\"call ended\"")
          && line.contains("method=\"margrid.v1.SweepService/Evaluate\" code=\"OK\"")
          && !line.contains("request=- "));
      assertThat(lines.getLast()).contains("message=\"stopped\"");
    }
  }

  @Test
  void logsAreJsonObjectsIfAskedFor() throws Exception {
    try (ServerProcess server = start(List.of(), "--log-format", "json")) {
      server.terminate();
      assertThat(server.logLines()).hasSizeGreaterThan(1)
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
          .anyMatch(line -> line.contains("\"message\":\"listening\""));
    }
  }

  @Test
  void aPrivateServerEndsWithItsStandardInput() throws Exception {
    try (ServerProcess server = start(List.of(), "--until-stdin-closes")) {
      evaluate(server);
      server.process.getOutputStream().close();
      assertThat(server.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(server.process.exitValue()).isZero();
    }
  }
}
