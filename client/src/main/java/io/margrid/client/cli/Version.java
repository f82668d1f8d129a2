package io.margrid.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the build's version and the Java that runs it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[]{"margrid " + build() + " (Java " + Runtime.version().feature() + ")"};
  }

  private static String build() {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/io/margrid/client/client.properties")) {
      if (file == null) {
        throw new IllegalStateException("client.properties: absent (expected: beside the client's classes)");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }
}
