package io.margrid.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A self-signed certificate of localhost and its key, as PEM files. */
record Certificate(Path certificate, Path key) {
  private static final String PASSWORD = "measurement";
  private static final String ALIAS = "peer";
  private static final int LINE = 64;

  /** Makes one with the JDK's keytool. */
  static Certificate make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    Path store = Files.createDirectories(folder).resolve("peer.p12");
    Files.deleteIfExists(store);
    Process keytool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
        .toString(), "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname",
        "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12",
        "-keystore", store.toString(), "-storepass", PASSWORD))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: ended with " + keytool.exitValue());
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Certificate(
        write(folder.resolve("peer.crt"), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
        write(folder.resolve("peer.key"), "PRIVATE KEY",
            keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
  }

  private static Path write(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(LINE, new byte[]{'\n'}).encodeToString(bytes);
    return Files.writeString(file,
        "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
  }
}
