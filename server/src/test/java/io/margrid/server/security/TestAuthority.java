package io.margrid.server.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signs certificates for tests, by the JDK's keytool; every one of them is made anew. */
public final class TestAuthority {
  private static final String STORE = "store.p12";
  private static final String PASSWORD = "only-for-tests";

  private final Path directory;

  /** A certificate and its key, in PEM. */
  public record Issued(Path certificate, Path key) {}

  private TestAuthority(Path directory) {
    this.directory = directory;
  }

  /** In a directory that is made for it. */
  public static TestAuthority in(Path directory) throws IOException {
    Files.createDirectories(directory);
    TestAuthority authority = new TestAuthority(directory);
    authority.keytool("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-groupname", "secp256r1",
        "-dname",
        "CN=Test authority", "-ext", "bc:c", "-validity", "2");
    authority.write("authority");
    return authority;
  }

  /** Of the authority itself. */
  public Path certificate() {
    return directory.resolve("authority.pem");
  }

  /** A certificate for a machine that is reached as localhost and 127.0.0.1. */
  public Issued issue(String alias, String distinguishedName) throws IOException {
    keytool("-genkeypair", "-alias", alias, "-signer", "authority", "-keyalg", "EC", "-groupname",
        "secp256r1",
        "-dname", distinguishedName, "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "1");
    write(alias);
    return new Issued(directory.resolve(alias + ".pem"), directory.resolve(alias + ".key"));
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", directory.resolve(STORE).toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void write(String alias) throws IOException {
    try (InputStream in = Files.newInputStream(directory.resolve(STORE))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      Key key = store.getKey(alias, PASSWORD.toCharArray());
      Files.writeString(directory.resolve(alias + ".pem"),
          pem("CERTIFICATE", store.getCertificate(alias).getEncoded()));
      Files.writeString(directory.resolve(alias + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
        + what
        + "-----\n";
  }
}
