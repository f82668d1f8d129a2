package io.margrid.core.fault;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Offers the known names nearest to an unknown one. */
public final class Nearest {
  private static final int OFFERED = 3;
  /** Mistakes in a word that is taken for another one: one in every so many characters, and never more than the second. */
  private static final int CHARACTERS_PER_MISTAKE = 3;
  private static final int MOST_MISTAKES = 2;

  private record Candidate(String name, int distance) {}

  private Nearest() {}

  /**
   * A rule for an error message: {@code a metric of the model, nearest: ebit, ebit_margin}.
   *
   * @param what  the kind of name, a phrase
   * @param name  the unknown name
   * @param known the names that exist, in any order; ties keep theirs
   */
  public static String rule(String what, String name, Collection<String> known) {
    if (known.isEmpty()) {
      return what + "; there are none";
    }
    return candidates(name, known).limit(OFFERED).map(Candidate::name)
        .collect(Collectors.joining(", ", what + ", nearest: ", ""));
  }

  /**
   * The known name that an unknown one was probably meant to be: few characters are wrong, missing, too many or swapped.
   *
   * @param known in any order; the first of several that are as near
   */
  public static Optional<String> meant(String name, Collection<String> known) {
    int most = Math.min(MOST_MISTAKES, name.length() / CHARACTERS_PER_MISTAKE);
    return candidates(name, known).findFirst().filter(candidate -> candidate.distance <= most)
        .map(Candidate::name);
  }

  private static Stream<Candidate> candidates(String name, Collection<String> known) {
    String wanted = name.length() > Fault.MAX_VALUE_LENGTH ? name.substring(0, Fault.MAX_VALUE_LENGTH) : name;
    return known.stream().map(candidate -> new Candidate(candidate, distance(wanted, candidate)))
        .sorted(Comparator.comparingInt(Candidate::distance));
  }

  /** Insertions, deletions and substitutions of characters, and swaps of two neighbours (optimal string alignment). */
  static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] above = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int[] free = before;
      before = above;
      above = row;
      row = free;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, substituted);
        if (areSwapped(from, i, to, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }

  /** Whether the two characters before i are those before j, the other way round. */
  private static boolean areSwapped(String from, int i, String to, int j) {
    return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
