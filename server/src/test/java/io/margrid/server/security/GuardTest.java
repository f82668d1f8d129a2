package io.margrid.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.server.config.InvalidConfigException;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
  private static final String NOT_ENCRYPTED = "nothing is encrypted (see --tls-cert)";
  private static final String NOT_ASKED = "callers are not asked who they are (see --auth)";

  @TempDir
  Path directory;

  private static List<String> warnings(Map<Setting, String> settings) throws IOException {
    try (Guard guard = Guard.of(ServerConfig.onFreePort(settings).security())) {
      return guard.warnings();
    }
  }

  private String file(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "").toString();
  }

  @Test
  void whatAServerDoesWithoutIsToldLineByLine() throws IOException {
    assertThat(warnings(Map.of())).containsExactly(NOT_ENCRYPTED, NOT_ASKED);
    assertThat(warnings(Map.of(Setting.AUTH, "required", Setting.AUTH_TOKENS, file("tokens"))))
        .containsExactly(NOT_ENCRYPTED);
    TestAuthority authority = TestAuthority.in(directory.resolve("authority"));
    TestAuthority.Issued own = authority.issue("server", "CN=server");
    Map<Setting, String> tls = Map.of(Setting.TLS_CERT, own.certificate().toString(), Setting.TLS_KEY,
        own.key().toString());
    assertThat(warnings(tls)).containsExactly(NOT_ASKED);
    assertThat(warnings(Map.of(Setting.TLS_CERT, own.certificate().toString(), Setting.TLS_KEY,
        own.key().toString(), Setting.TLS_CLIENT_CA, authority.certificate().toString()))).isEmpty();
  }

  @Test
  void settingsThatProtectNothingAreRefused() throws IOException {
    assertFault(Map.of(Setting.AUTH_TOKENS, file("tokens")),
        "--auth: off (expected: required or required-except-health, since tokens or tenants are given)");
    assertFault(Map.of(Setting.AUTH, "required"),
        "--auth: required (expected: off, or --auth-tokens, --jwt-keys or --tls-client-ca beside it)");
    assertFault(Map.of(Setting.TLS_CERT, file("cert")),
        "--tls-key: absent (expected: a file, since --tls-cert is given)");
    assertFault(Map.of(Setting.AUTH, "required", Setting.JWT_KEYS, "https://issuer.test/keys"),
        "--jwt-issuer: absent (expected: one, since --jwt-keys is given)");
    assertFault(Map.of(Setting.JWT_KEYS, "http://issuer.test/keys"),
        "--jwt-keys: http://issuer.test/keys (expected: a file that can be read, or an https address)");
    assertFault(Map.of(Setting.JWT_ALGORITHMS, "RS256,HS256"),
        "--jwt-algorithms: RS256,HS256 (expected: with commas between: RS256, RS384, RS512, PS256, PS384, PS512,"
            + " ES256, ES384, ES512)");
  }

  private static void assertFault(Map<Setting, String> settings, String fault) {
    assertThatThrownBy(() -> ServerConfig.onFreePort(settings)).isInstanceOf(InvalidConfigException.class)
        .hasMessage(fault);
  }
}
