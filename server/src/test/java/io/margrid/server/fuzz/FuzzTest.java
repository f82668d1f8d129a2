package io.margrid.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** Of the parts of a request: those that only something reached can end in. */
  private static final List<String> FORMULAS = List.of("FORMULA_SYNTAX", "FORMULA_NAME", "FORMULA_UNITS",
      "FORMULA_CYCLE");
  private static final List<String> AXES = List.of("INVALID_AXIS", "OUT_OF_BOUNDS", "GRID_TOO_LARGE");
  private static final List<String> REQUESTS = List.of("MALFORMED_REQUEST", "REQUIRED", "INVALID_VALUE",
      "DUPLICATE", "UNKNOWN_MODEL", "UNKNOWN_PARAMETER", "UNKNOWN_METRIC", "UNKNOWN_PERIOD", "CELL_RANGE");

  @Test
  void nothingInTheCorpusEndsInAFaultOfTheServer() throws IOException {
    Corpus.read().forEach(input -> send("corpus", input));
  }

  @Test
  void theCorpusReachesEveryMethodsAnswerAndTheFaultsOfEveryPart() throws IOException {
    Map<String, Set<String>> ends = new TreeMap<>();
    for (byte[] input : Corpus.read()) {
      FuzzTarget.Outcome outcome = send("corpus", input);
      ends.computeIfAbsent(outcome.method(), _ -> new TreeSet<>()).add(outcome.end());
    }
    assertThat(ends).containsOnlyKeys(FuzzTarget.methods());
    assertThat(ends).allSatisfy((method, reached) -> assertThat(reached).as(method).contains("OK"));
    assertThat(ends.values().stream().flatMap(Set::stream)).containsAll(FORMULAS).containsAll(AXES)
        .containsAll(REQUESTS);
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
  private static FuzzTarget.Outcome send(String which, byte[] input) {
    try {
      return FuzzTarget.send(input);
    } catch (RuntimeException e) {
      throw new AssertionError(which + ", line for the corpus: " + Base64.getEncoder().encodeToString(input),
          e);
    }
  }
}
