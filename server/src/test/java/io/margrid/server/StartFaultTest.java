package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

class StartFaultTest {
  @Test
  void aPortInUseIsNoFaultOfTheSettings() {
    assertThat(StartFault.of(
        new IOException("Failed to bind to address /127.0.0.1:8980",
            new BindException("Address already in use"))))
        .isEqualTo(new StartFault("--host, --port: 127.0.0.1:8980: Address already in use"
            + " (expected: a free port on an address of this machine)", false));
  }

  @Test
  void aSecondServerIsToldHowToDoWithoutAnAdminPort() {
    assertThat(StartFault.of(new IOException("--admin-host, --admin-port: 127.0.0.1:9464",
        new BindException("Address already in use"))).message()).endsWith(", or --admin-port off)");
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    assertThat(StartFault.of(new IOException("Failed to bind to address nowhere.invalid/<unresolved>:1",
        new UnresolvedAddressException())))
        .isEqualTo(new StartFault("--host, --port: nowhere.invalid:1 (expected: a host that is known here)",
            true));
  }

  @Test
  void aFileThatCannotBeUsedIsToldAsItIs() {
    String told = "tokens: line 1 (expected: sha256:<64 hex digits> <tenant> <name>)";
    assertThat(StartFault.of(new IOException(told))).isEqualTo(new StartFault(told, true));
  }
}
