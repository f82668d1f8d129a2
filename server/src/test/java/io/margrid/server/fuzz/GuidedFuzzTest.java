package io.margrid.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer's run of {@link FuzzTarget}, for as many rounds as {@code -Dmargrid.rounds=…} says. It is in the class path in
 * the profile {@code fuzz} only: it brings native code. New inputs that reach further are left in
 * {@code target/fuzz}.
 */
@EnabledIfSystemProperty(named = "margrid.rounds", matches = "[0-9]+")
class GuidedFuzzTest {
  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  @TempDir
  Path directory;

  private static boolean jazzerIsThere() {
    try {
      Class.forName(JAZZER, false, GuidedFuzzTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private List<String> command(Path found) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@" + Path.of("jvm.options").toAbsolutePath(), "-cp",
        System.getProperty("java.class.path"), JAZZER, "--target_class=" + FuzzTarget.class.getName(),
        "--instrumentation_includes=io.margrid.core.**:io.margrid.server.**", "--custom_hook_excludes=**",
        "-runs=" + Integer.getInteger("margrid.rounds"), "-seed=" + Integer.getInteger("margrid.seed", 1),
        "-max_len=512", "-timeout=60", "-artifact_prefix=" + found + "/", found.toString(),
        Corpus.unpackInto(directory).toString()));
    return command;
  }

  @Test
  void noInputThatJazzerFindsEndsInAFaultOfTheServer() throws IOException, InterruptedException {
    assumeTrue(jazzerIsThere(), "Jazzer is in the profile fuzz");
    Path found = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
    Process fuzzer = new ProcessBuilder(command(found)).inheritIO().start();
    assertThat(fuzzer.waitFor()).as("exit code of Jazzer; what it found is in %s", found).isZero();
  }
}
