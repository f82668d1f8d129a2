package io.margrid.core.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Offers the known names nearest to an unknown one. */
public final class Nearest {
  private static final int OFFERED = 3;

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
    String wanted = name.length() > Fault.MAX_VALUE_LENGTH ? name.substring(0, Fault.MAX_VALUE_LENGTH) : name;
    return known.stream().map(candidate -> new Candidate(candidate, distance(wanted, candidate)))
        .sorted(Comparator.comparingInt(Candidate::distance)).limit(OFFERED).map(Candidate::name)
        .collect(Collectors.joining(", ", what + ", nearest: ", ""));
  }

  /** Levenshtein's distance: insertions, deletions and substitutions of characters. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(Math.min(above, row[j - 1]) + 1, substituted);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
