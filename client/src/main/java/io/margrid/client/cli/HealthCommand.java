package io.margrid.client.cli;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.margrid.client.MargridClient;
import io.margrid.client.ServerUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid health}: for people, scripts and containers. One call, no second attempt: whoever asks asks again. */
@Command(name = "health", sortOptions = false, description = "Ask whether a server takes calls.", footer = {
    "",
    "Exit codes: 0 serving; 1 not serving, or not to be reached within 5 s; 2 what was typed is at fault."})
final class HealthCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PORT_VARIABLE = "MARGRID_PORT";
  private static final String USUAL_PORT = "8980";

  @Option(names = CommonOptions.OPTION, order = 1_000, paramLabel = "HOST:PORT", description = "Server to ask. Default: $$MARGRID_SERVER; without it, port $$MARGRID_PORT or 8980 of this machine, where `margrid serve` listens.")
  private String server = "";

  @Option(names = "--service", paramLabel = "NAME", description = {"Ask for one service, such as",
      "margrid.v1.SweepService. Default: the server as a whole."})
  private String service = "";

  @Mixin
  private SecurityOptions security = new SecurityOptions();

  private final Terminal terminal;

  HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Of no use here: {@link ErrorReport} looks for it among what was typed. */
  @Option(names = "--verbose", order = 1_000, description = "Show stack traces of errors.")
  void verbose(boolean asked) {}

  @Override
  public Integer call() {
    String target = target();
    try (MargridClient client = security.on(MargridClient.builder().target(target).unaryDeadline(PATIENCE))
        .build()) {
      ServingStatus status = Objects.requireNonNull(client.health(service).block());
      terminal.out().println(status);
      return status == ServingStatus.SERVING ? 0 : 1;
    } catch (ServerUnavailableException e) {
      throw UnreachableServer.of(target, !security.encrypt(), e);
    }
  }

  private String target() {
    if (!server.isEmpty()) {
      return CommonOptions.checked(CommonOptions.OPTION, server);
    }
    String known = terminal.variable(CommonOptions.VARIABLE);
    if (!known.isBlank()) {
      return CommonOptions.checked(CommonOptions.VARIABLE, known.strip());
    }
    String port = terminal.variable(PORT_VARIABLE);
    return CommonOptions.checked(PORT_VARIABLE, "127.0.0.1:" + (port.isBlank() ? USUAL_PORT : port.strip()));
  }
}
