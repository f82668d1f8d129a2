package io.margrid.client.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.fault.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SecurityOptionsTest {
  @TempDir
  Path directory;

  private static void assertRefused(String message, String... arguments) {
    SecurityOptions options = CommandLine.populateCommand(new SecurityOptions(), arguments);
    assertThatThrownBy(() -> options.on(MargridClient.builder())).isInstanceOf(CommandException.class)
        .hasMessage(message);
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertRefused("--cert, --key: one of them (expected: both, or neither)", "--cert", "a.pem");
    assertRefused("--cert, --key: one of them (expected: both, or neither)", "--key", "a.key");
  }

  @Test
  void filesMustHoldWhatTheyShould() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertRefused(empty + ": not readable (expected: certificates, PEM)", "--ca", empty.toString());
    assertRefused(empty + ": not usable (expected: certificate and key, PEM)", "--cert", empty.toString(),
        "--key",
        empty.toString());
    Path absent = directory.resolve("absent");
    assertRefused("--token-file: " + absent + " (expected: a file that can be read)", "--token-file",
        absent.toString());
  }
}
