package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.MargridClient;
import io.margrid.client.ServerUnavailableException;
import io.margrid.client.TransportSecurity;
import io.margrid.server.config.Setting;
import io.margrid.server.connection.FrameType;
import io.margrid.server.security.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir
  static Path authorities;
  private static TestAuthority ours;
  private static TestAuthority theirs;
  private static TestAuthority.Issued first;
  private static TestAuthority.Issued second;
  private static TestAuthority.Issued caller;
  private static TestAuthority.Issued stranger;

  @TempDir
  Path directory;
  private final Map<Setting, String> settings = new EnumMap<>(Setting.class);

  @BeforeAll
  static void issue() throws IOException {
    ours = TestAuthority.in(authorities.resolve("ours"));
    theirs = TestAuthority.in(authorities.resolve("theirs"));
    first = ours.issue("first", "CN=first");
    second = ours.issue("second", "CN=second");
    caller = ours.issue("caller", "CN=caller,O=acme");
    stranger = theirs.issue("stranger", "CN=stranger");
  }

  @BeforeEach
  void install() throws IOException {
    settings.put(Setting.TLS_CERT, installed(first.certificate(), "cert.pem"));
    settings.put(Setting.TLS_KEY, installed(first.key(), "key.pem"));
    settings.put(Setting.RELOAD_INTERVAL, "1");
  }

  private String installed(Path file, String name) throws IOException {
    return Files.copy(file, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING).toString();
  }

  private void askForCertificates() throws IOException {
    settings.put(Setting.TLS_CLIENT_CA, installed(ours.certificate(), "callers.pem"));
  }

  private static MargridClient client(RunningServer server, Optional<TestAuthority.Issued> identity)
      throws IOException {
    return MargridClient.builder().target("127.0.0.1:" + server.server.port())
        .transportSecurity(TransportSecurity.of(Optional.of(ours.certificate()),
            identity.map(own -> new TransportSecurity.Identity(own.certificate(), own.key()))))
        .build();
  }

  private static void assertAnswered(MargridClient client) {
    assertThat(client.serverInfo().block(PATIENCE)).isNotNull();
  }

  private static void assertNoConnection(MargridClient client) {
    assertThatThrownBy(() -> client.serverInfo().block(PATIENCE))
        .isInstanceOf(ServerUnavailableException.class);
  }

  /** One that trusts our authority and speaks this version only. */
  private static SSLSocket socket(RunningServer server, String version)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(ours.certificate())) {
      trusted.setCertificateEntry("ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.server.port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[]{version});
    parameters.setApplicationProtocols(new String[]{"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static String shownName(RunningServer server) {
    try (SSLSocket socket = socket(server, "TLSv1.3")) {
      socket.startHandshake();
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return shown.getSubjectX500Principal().getName();
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void callsAndStreamsWorkOverTls() throws IOException {
    try (RunningServer server = new RunningServer(settings);
        MargridClient client = client(server, Optional.empty())) {
      assertAnswered(client);
      assertThat(client.streamRows(HugeGrids.trillion()).take(20).count().block(PATIENCE))
          .isEqualTo(20);
    }
  }

  @Test
  void plaintextIsNotAnswered() {
    try (RunningServer server = new RunningServer(settings); MargridClient plain = server.client()) {
      assertNoConnection(plain);
    }
  }

  @Test
  void theCommandLineNamesTheOptionsThatAreMissing() {
    try (RunningServer server = new RunningServer(settings)) {
      String named = "margrid: server 127.0.0.1:" + server.server.port() + ": ";
      Shell shell = new Shell(server);
      assertThat(shell.run("models")).isEqualTo(1);
      assertThat(shell.err()).startsWith(named).hasLineCount(1)
          .contains("(expected: a Margrid server that can be reached; if it speaks TLS: --tls or --ca FILE)");
      assertThat(shell.run("models", "--tls")).isEqualTo(1);
      assertThat(shell.err()).startsWith(named).hasLineCount(1)
          .contains("(expected: --ca FILE with the authority that signed its certificate)");
      assertThat(shell.run("models", "--ca", ours.certificate().toString())).isZero();
    }
  }

  @Test
  void olderVersionsAreRefused() throws IOException, GeneralSecurityException {
    try (RunningServer server = new RunningServer(settings); SSLSocket old = socket(server, "TLSv1.2")) {
      assertThatThrownBy(old::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsCutOff() throws IOException {
    settings.put(Setting.HANDSHAKE_TIMEOUT, "1");
    try (RunningServer server = new RunningServer(settings);
        MargridClient neighbour = client(server, Optional.empty());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
      silent.setSoTimeout((int) PATIENCE.toMillis());
      silent.getOutputStream().write(new byte[]{22, 3, 1}); // the beginning of a handshake's record
      assertAnswered(neighbour);
      assertThat(isClosed(silent)).isTrue();
    }
  }

  @Test
  void whoeverAbusesHttp2IsCutOffOverTlsToo() throws IOException, GeneralSecurityException {
    try (RunningServer server = new RunningServer(settings);
        MargridClient neighbour = client(server, Optional.empty())) {
      assertAnswered(neighbour);
      try (RawHttp2 abused = RawHttp2.greeted(socket(server, "TLSv1.3"))) {
        resetCalls(abused);
        assertThat(abused.readToTheEnd()).as("ENHANCE_YOUR_CALM, unless the socket's reset overtook it")
            .isIn(11, -1);
      }
      assertThat(server.server.connectionCounts().cutOffFor(FrameType.RST_STREAM)).isOne();
      assertAnswered(neighbour);
    }
  }

  private static void resetCalls(RawHttp2 connection) {
    byte[] call = RawHttp2.headers("/margrid.v1.CatalogService/GetServerInfo");
    try {
      for (int stream = 1; stream < 10_000; stream += 2) {
        connection.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, call);
        connection.frame(RawHttp2.RST_STREAM, 0, stream, new byte[]{0, 0, 0, 8});
      }
      connection.flush();
    } catch (IOException cutOff) {
      // What the server said before can still be read.
    }
  }

  /** Waits for the end of a connection, said or not. */
  private static boolean isClosed(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void newConnectionsGetTheNewCertificateAndOpenOnesGoOn() throws IOException, InterruptedException {
    try (RunningServer server = new RunningServer(settings);
        MargridClient open = client(server, Optional.empty())) {
      assertAnswered(open);
      assertThat(shownName(server)).isEqualTo("CN=first");
      installed(second.certificate(), "cert.pem");
      installed(second.key(), "key.pem");
      Eventually.until("the new certificate", () -> shownName(server).equals("CN=second"));
      assertAnswered(open);
    }
  }

  @Test
  void mutualTlsTakesOnlyCertificatesOfItsAuthorities() throws IOException {
    askForCertificates();
    try (RunningServer server = new RunningServer(settings);
        MargridClient known = client(server, Optional.of(caller));
        MargridClient unknown = client(server, Optional.of(stranger));
        MargridClient nobody = client(server, Optional.empty())) {
      assertAnswered(known);
      assertNoConnection(unknown);
      assertNoConnection(nobody);
    }
  }

  @Test
  void anOptionalCertificateMayBeAbsent() throws IOException {
    askForCertificates();
    settings.put(Setting.TLS_CLIENT_CERT, "optional");
    try (RunningServer server = new RunningServer(settings);
        MargridClient known = client(server, Optional.of(caller));
        MargridClient nobody = client(server, Optional.empty())) {
      assertAnswered(known);
      assertAnswered(nobody);
    }
  }

  @Test
  void anAuthorityThatIsTakenAwayIsTrustedNoMore() throws IOException, InterruptedException {
    askForCertificates();
    try (RunningServer server = new RunningServer(settings)) {
      assertThat(connects(server)).isTrue();
      installed(theirs.certificate(), "callers.pem");
      Eventually.until("no connection", () -> !connects(server));
    }
  }

  /** Whether a new connection with our certificate gets an answer. */
  private static boolean connects(RunningServer server) {
    try (MargridClient client = client(server, Optional.of(caller))) {
      client.serverInfo().block(PATIENCE);
      return true;
    } catch (ServerUnavailableException refused) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
