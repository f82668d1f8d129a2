package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "margin, margin, 0",
      "margin, margn, 1",
      "ab, ba, 2", "flaw, lawn, 2"})
  void distanceCountsInsertionsDeletionsAndSubstitutions(String from, String to, int distance) {
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
