package io.margrid.client.cli;

import io.margrid.client.MargridClientBuilder;
import io.margrid.client.TransportSecurity;
import io.margrid.client.cli.fault.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to a server that is guarded: TLS, a certificate of one's own, a token. A private server needs none of it. */
final class SecurityOptions {
  @Option(names = "--tls", order = 1_000, description = "Encrypt: TLS 1.3, trusting the authorities that Java trusts. --ca and --cert imply it.")
  private boolean tls;

  @Option(names = "--ca", order = 1_000, paramLabel = "FILE", description = "Trust these authorities instead: certificates, PEM.")
  private Optional<Path> authorities = Optional.empty();

  @Option(names = "--cert", order = 1_000, paramLabel = "FILE", description = "Show this certificate: chain, PEM (mutual TLS).")
  private Optional<Path> certificate = Optional.empty();

  @Option(names = "--key", order = 1_000, paramLabel = "FILE", description = "Private key of --cert: PEM, PKCS#8.")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--token-file", order = 1_000, paramLabel = "FILE", description = "Send the token in this file with every call. A token on the command line would be seen by others.")
  private Optional<Path> tokenFile = Optional.empty();

  /** The builder, with what these options say. */
  MargridClientBuilder on(MargridClientBuilder builder) {
    if (encrypt()) {
      builder.transportSecurity(security());
    }
    tokenFile.ifPresent(file -> {
      if (!Files.isReadable(file)) {
        throw CommandException.wrongUsage("--token-file", file.toString(), "a file that can be read");
      }
      builder.bearerToken(() -> token(file));
    });
    return builder;
  }

  /** Whether the connection is to be encrypted. */
  boolean encrypt() {
    return tls || authorities.isPresent() || certificate.isPresent() || key.isPresent();
  }

  private TransportSecurity security() {
    if (certificate.isPresent() != key.isPresent()) {
      throw CommandException.wrongUsage("--cert, --key", "one of them", "both, or neither");
    }
    try {
      return TransportSecurity.of(authorities,
          certificate.map(chain -> new TransportSecurity.Identity(chain, key.orElseThrow())));
    } catch (IOException e) {
      throw CommandException.failed(String.valueOf(e.getMessage()), e);
    }
  }

  // Read at every call: whoever renews the token writes it there.
  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
