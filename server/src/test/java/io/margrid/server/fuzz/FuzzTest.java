package io.margrid.server.fuzz;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests made of random bytes, and of what is kept in the corpus with some bytes changed. Replay a run with
 * {@code -Dmargrid.seed=…}; make it long with {@code -Dmargrid.rounds=…}.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class FuzzTest {
  private static final int ROUNDS = 5_000;
  private static final int LONGEST = 400;

  @Test
  void nothingInTheCorpusEndsInAFaultOfTheServer() throws IOException {
    Corpus.read().forEach(input -> send("corpus", input));
  }

  @Test
  void noRandomRequestEndsInAFaultOfTheServer() throws IOException {
    long seed = Long.getLong("margrid.seed", new Random().nextLong());
    List<byte[]> corpus = Corpus.read();
    Random random = new Random(seed);
    for (int round = 0; round < Integer.getInteger("margrid.rounds", ROUNDS); round++) {
      byte[] input = random.nextInt(3) == 0 || corpus.isEmpty()
          ? fresh(random)
          : changed(corpus.get(random.nextInt(corpus.size())), random);
      send("margrid.seed=" + seed + ", round " + round, input);
    }
  }

  private static byte[] fresh(Random random) {
    byte[] input = new byte[random.nextInt(LONGEST)];
    random.nextBytes(input);
    return input;
  }

  private static byte[] changed(byte[] input, Random random) {
    byte[] changed = input.clone();
    for (int i = random.nextInt(8); i > 0 && changed.length > 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  /** With what is needed to keep the input: a line of the corpus. */
  private static void send(String which, byte[] input) {
    try {
      FuzzTarget.fuzzerTestOneInput(input);
    } catch (RuntimeException e) {
      throw new AssertionError(which + ", line for the corpus: " + Base64.getEncoder().encodeToString(input),
          e);
    }
  }
}
