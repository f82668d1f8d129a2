package io.margrid.client.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers here are shell scripts that write their process id first, so that their end can be seen. */
@Timeout(60)
class PrivateServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @TempDir
  private Path directory = Path.of("");

  @Test
  void serverIsToldToEndWithItsInputAndHasEndedWhenClosed() throws Exception {
    String command = script(
        "echo \"$@\" >\"$0.arguments\"; echo margrid listening on 127.0.0.1:4711; cat >/dev/null");
    try (PrivateServer server = PrivateServer.start(command, PATIENCE, stream(), false)) {
      assertThat(server.address()).isEqualTo("127.0.0.1:4711");
      assertThat(isAlive()).isTrue();
    }
    assertThat(isAlive()).isFalse();
    assertThat(Files.readString(Path.of(command + ".arguments")))
        .isEqualTo("--host 127.0.0.1 --port 0 --until-stdin-closes\n");
  }

  @Test
  void serverEndsWhenItsClientIsKilled() throws Exception {
    String command = script("echo margrid listening on 127.0.0.1:4711; cat >/dev/null");
    Process client = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"), StartAndWait.class.getName(), command).start();
    assertThat(client.inputReader().readLine()).isEqualTo("127.0.0.1:4711");
    assertThat(isAlive()).isTrue();
    client.destroyForcibly().waitFor();
    while (isAlive()) { // The test's time-out is the limit.
      Thread.sleep(10);
    }
  }

  @Test
  void aLostConnectionIsToldAsTheServersEnd() throws Exception {
    String command = script("echo margrid listening on 127.0.0.1:4711; echo oh >&2; kill -9 $$");
    RuntimeException loss = new IllegalStateException("lost");
    try (PrivateServer server = PrivateServer.start(command, PATIENCE, stream(), false)) {
      assertThat(server.failure(loss))
          .hasMessage("private server: was killed by signal 9 before it had answered"
              + " (expected: to run as long as the command); it wrote:\noh")
          .hasCause(loss);
    }
  }

  @Test
  void serverThatIgnoresTheEndOfItsInputIsKilled() throws Exception {
    String command = script("echo margrid listening on 127.0.0.1:4711; exec sleep 600");
    PrivateServer.start(command, PATIENCE, stream(), false).close();
    assertThat(isAlive()).isFalse();
  }

  @Test
  void silentServerIsGivenUpAndKilled() throws Exception {
    String command = script("exec sleep 600");
    assertThatThrownBy(() -> PrivateServer.start(command, Duration.ofSeconds(1), stream(), false))
        .isInstanceOf(CommandException.class).hasMessageContaining("private server: said nothing for 1 s");
    assertThat(isAlive()).isFalse();
  }

  @Test
  void whatAFailedServerWroteIsInTheError() throws Exception {
    String command = script("echo port taken >&2; exit 3");
    assertThatThrownBy(() -> PrivateServer.start(command, PATIENCE, stream(), false))
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
        .hasMessageContaining("ended with code 3").hasMessageEndingWith("port taken");
  }

  @Test
  void verboseShowsTheServersLog() throws Exception {
    String command = script(
        "echo hello >&2; echo margrid listening on 127.0.0.1:4711; cat >/dev/null; echo bye >&2");
    PrivateServer.start(command, PATIENCE, stream(), true).close();
    while (!log.toString(StandardCharsets.UTF_8).contains("bye")) {
      Thread.sleep(10);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("hello\nbye\n");
  }

  @Test
  void commandIsOneWordALine() throws Exception {
    String script = script(
        "echo \"$1\" >\"$0.arguments\"; echo margrid listening on 127.0.0.1:1; cat >/dev/null");
    PrivateServer.start(script + "\ntwo words\n", PATIENCE, stream(), false).close();
    assertThat(Files.readString(Path.of(script + ".arguments"))).isEqualTo("two words\n");
  }

  @Test
  void programThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> PrivateServer.start("/no/such/program", PATIENCE, stream(), false))
        .isInstanceOf(CommandException.class).hasMessageContaining("/no/such/program cannot be run");
  }

  private String script(String body) throws IOException {
    Path script = directory.resolve("a server");
    Files.writeString(script, "#!/bin/sh\necho $$ >\"$0.process\"\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script.toString();
  }

  private long processId() throws IOException {
    return Long.parseLong(Files.readString(directory.resolve("a server.process")).strip());
  }

  private boolean isAlive() throws IOException {
    return ProcessHandle.of(processId()).map(ProcessHandle::isAlive).orElse(false);
  }

  private PrintStream stream() {
    return new PrintStream(log, true, StandardCharsets.UTF_8);
  }
}
