package io.margrid.server.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Inputs that are worth keeping: those that once found something, and those that reach far. A line of Base64 each. */
final class Corpus {
  private static final Path FILE = Path.of("src", "test", "resources", "fuzz", "corpus.txt");

  private Corpus() {}

  static List<byte[]> read() throws IOException {
    return Files.readAllLines(FILE).stream().map(line -> Base64.getDecoder().decode(line)).toList();
  }

  /** A file for each input, as fuzzers want it. */
  static Path unpackInto(Path directory) throws IOException {
    List<byte[]> inputs = read();
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(directory.resolve("input-" + i), inputs.get(i));
    }
    return directory;
  }
}
