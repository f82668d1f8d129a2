package io.margrid.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.server.error.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HashedTokensTest {
  /** SHA-256 of "abc", from FIPS 180-2. */
  private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static HashedTokens read(String text) throws IOException {
    return HashedTokens.of(Path.of("tokens"), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenIsKnownByItsHash() throws IOException {
    HashedTokens tokens = read("# who\n\n" + ABC + "  acme  reports\n");
    assertThat(tokens.identify("abc")).isEqualTo(new CallerIdentity("reports", new Tenant("acme")));
  }

  @Test
  void anotherTokenIsRefusedWithoutBeingRepeated() throws IOException {
    HashedTokens tokens = read(ABC + " acme reports");
    assertThatThrownBy(() -> tokens.identify("abd")).isInstanceOf(RefusedException.class)
        .hasMessage("token: not known (expected: one that this server was told)");
    assertThatThrownBy(() -> tokens.identify("")).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> read("").identify("abc")).isInstanceOf(RefusedException.class);
  }

  @Test
  void aLineThatIsNoTokenIsNamedByItsNumberOnly() {
    String rule = " (expected: sha256:<64 hex digits> <tenant> <name>)";
    assertThatThrownBy(() -> read(ABC + " acme a\nsecret acme b")).hasMessage("tokens: line 2" + rule);
    assertThatThrownBy(() -> read(ABC + " no/tenant a")).hasMessage("tokens: line 1" + rule);
    assertThatThrownBy(() -> read(ABC + "0 acme a")).hasMessage("tokens: line 1" + rule);
  }
}
