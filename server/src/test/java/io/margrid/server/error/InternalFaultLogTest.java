package io.margrid.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalFaultLogTest {
  @TempDir
  Path directory;

  private List<String> logOf(String configuration) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    Path out = directory.resolve("out");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dlogback.configurationFile=" + configuration, "-cp", System.getProperty("java.class.path"),
        FaultyProgram.class.getName()).redirectError(log.toFile()).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out)).contains("INTERNAL", "id abc-7").doesNotContain("quoted");
    return Files.readAllLines(log);
  }

  @Test
  void anInternalFaultIsOneLineWithIdAndCause() throws Exception {
    assertThat(logOf("logback.xml")).singleElement().asString()
        .contains("level=ERROR").contains("request=abc-7").contains("message=\"internal fault\"")
        .contains("a 'quoted' | second line")
        .contains("at io.margrid.server.error.FaultyProgram.main").endsWith("\"");
  }

  @Test
  void anInternalFaultIsOneJsonObject() throws Exception {
    assertThat(logOf("logback-json.xml")).singleElement().asString().startsWith("{").endsWith("}")
        .contains("\"request\":\"abc-7\"").contains("second line").contains("FaultyProgram");
  }
}
