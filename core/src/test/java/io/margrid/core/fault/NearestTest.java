package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "margin, margin, 0",
      "margin, margn, 1",
      "ab, ba, 1", "flaw, lawn, 2", "prot, port, 1", "abc, cab, 2"})
  void distanceCountsInsertionsDeletionsSubstitutionsAndSwaps(String from, String to, int distance) {
    assertThat(Nearest.distance(from, to)).isEqualTo(distance);
  }

  @Test
  void threeNearestAreOfferedTiesInTheirOrder() {
    assertThat(Nearest.rule("a metric", "ebit_margn",
        List.of("revenue", "ebit_margin", "ebit", "bbit", "gross_margin")))
        .isEqualTo("a metric, nearest: ebit_margin, ebit, gross_margin");
    assertThat(Nearest.rule("a letter", "x", List.of("d", "c", "b", "a")))
        .isEqualTo("a letter, nearest: d, c, b");
  }

  @ParameterizedTest
  @CsvSource({"prot, port", "host, host", "prots,", "xport, port", "pot, port", "ho,", "max-cell, max-cells",
      "max-cel, max-cells", "max-cl,"})
  void aNameOfFewMistakesIsTakenForTheOneThatWasMeant(String typed, @Nullable String meant) {
    assertThat(Nearest.meant(typed, List.of("port", "host", "max-cells", "a-host")))
        .isEqualTo(Optional.ofNullable(meant));
  }

  @Test
  void whereThereIsNothingToOfferThatIsSaid() {
    assertThat(Nearest.rule("a metric of the model", "x", List.of()))
        .isEqualTo("a metric of the model; there are none");
  }

  @Test
  void longNamesAreComparedByTheirBeginning() {
    assertThat(Nearest.rule("a name", "b" + "a".repeat(1_000_000), List.of("a", "b"))).contains("nearest: ");
  }
}
