package io.margrid.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.server.config.TlsFiles;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsContextTest {
  @TempDir
  static Path authorities;
  private static TestAuthority.Issued first;
  private static TestAuthority.Issued second;

  @TempDir
  Path directory;
  private TlsFiles files;

  @BeforeAll
  static void issue() throws IOException {
    TestAuthority authority = TestAuthority.in(authorities.resolve("one"));
    first = authority.issue("first", "CN=first");
    second = authority.issue("second", "CN=second");
  }

  @BeforeEach
  void install() throws IOException {
    files = new TlsFiles(directory.resolve("cert.pem"), directory.resolve("key.pem"), Optional.empty(), true);
    copy(first.certificate(), files.certificates());
    copy(first.key(), files.key());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void unchangedFilesKeepTheContextAndItsSessions() throws IOException {
    Reloaded<SslContext> context = TlsContext.of(files);
    SslContext before = context.get();
    copy(first.certificate(), files.certificates());
    context.refresh();
    assertThat(context.get()).isSameAs(before);
  }

  @Test
  void aPairThatIsHalfReplacedIsNotTakenUntilItIsWhole() throws IOException {
    Reloaded<SslContext> context = TlsContext.of(files);
    SslContext before = context.get();
    copy(second.certificate(), files.certificates());
    context.refresh();
    assertThat(context.get()).isSameAs(before);
    copy(second.key(), files.key());
    context.refresh();
    assertThat(context.get()).isNotSameAs(before);
  }

  @Test
  void whatCannotBeReadLeavesWhatWasThere() throws IOException {
    Reloaded<SslContext> context = TlsContext.of(files);
    SslContext before = context.get();
    Files.writeString(files.certificates(), "not a certificate");
    context.refresh();
    Files.delete(files.key());
    context.refresh();
    assertThat(context.get()).isSameAs(before);
  }

  @Test
  void faultsNameTheFileAndNeverItsContents() throws IOException {
    copy(second.key(), files.key());
    assertThatThrownBy(() -> TlsContext.of(files)).isInstanceOf(IOException.class)
        .hasMessage(files.key() + ": another key (expected: that of " + files.certificates() + ")");
    Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> TlsContext.of(files)).isInstanceOf(IOException.class)
        .hasMessage(files.key() + ": not readable (expected: one private key, PEM, PKCS#8)");
    Files.writeString(files.certificates(), "");
    assertThatThrownBy(() -> TlsContext.of(files)).isInstanceOf(IOException.class)
        .hasMessage(files.certificates() + ": no certificate (expected: at least one, PEM)");
  }
}
