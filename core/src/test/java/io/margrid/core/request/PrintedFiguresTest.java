package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sources print, against the models at their defaults; and where the two disagree, by name. */
class PrintedFiguresTest {
  static List<Map<String, String>> facts() {
    return Csv.rows("facts.csv");
  }

  static List<Map<String, String>> factDefaults() {
    return Csv.rows("fact_defaults.csv");
  }

  static List<Map<String, String>> quarters() {
    return Csv.rows("lab_arr_quarterly.csv");
  }

  /** F09 to F11 are of other providers: scenarios, no defaults. */
  @Test
  void everyFactButThoseOfOtherProvidersIsMetOrADefault() {
    Set<String> checked = Stream.concat(facts().stream(), factDefaults().stream())
        .map(row -> Csv.cell(row, "fact")).filter(fact -> !fact.isEmpty()).collect(Collectors.toSet());
    Set<String> reported = Csv.rows("reported_facts.csv").stream().map(row -> Csv.cell(row, "id"))
        .collect(Collectors.toSet());
    assertThat(reported).hasSize(32);
    reported.removeAll(Set.of("F09", "F10", "F11"));
    assertThat(checked).isEqualTo(reported);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void modelMeetsTheFact(Map<String, String> fact) {
    double value = new DefaultValues(Csv.cell(fact, "model")).metric(Csv.cell(fact, "metric"),
        Csv.cell(fact, "period"));
    int digits = Integer.parseInt(Csv.cell(fact, "rounding"));
    assertThat(DefaultValues.rounded(value, digits)).isEqualByComparingTo(Csv.cell(fact, "expected"));
  }

  @ParameterizedTest
  @MethodSource("factDefaults")
  void factIsTheDefault(Map<String, String> fact) {
    DefaultValues values = new DefaultValues(Csv.cell(fact, "model"));
    String period = values.model().periods().isEmpty() ? "" : Csv.cell(fact, "period");
    assertThat(values.parameter(Csv.cell(fact, "parameter"), period))
        .isEqualTo(Double.parseDouble(Csv.cell(fact, "expected")));
  }

  @ParameterizedTest
  @MethodSource("quarters")
  void labMeetsEveryPrintedQuarter(Map<String, String> quarter) {
    DefaultValues lab = new DefaultValues("lab-arr");
    String period = Csv.cell(quarter, "period");
    assertPrinted(quarter, "net_new_arr", lab.parameter("net_new_arr", period));
    assertPrinted(quarter, "arr_end", lab.metric("arr", period));
    assertPrinted(quarter, "revenue", lab.metric("revenue", period));
  }

  @ParameterizedTest
  @MethodSource("quarters")
  void segmentsMeetEveryPrintedCell(Map<String, String> quarter) {
    DefaultValues segments = new DefaultValues("lab-segments");
    for (String segment : List.of("consumer_arr", "team_arr", "enterprise_arr", "api_arr")) {
      if (!Csv.cell(quarter, segment).isEmpty()) {
        assertPrinted(quarter, segment, segments.parameter(segment, Csv.cell(quarter, "period")));
      }
    }
  }

  private static void assertPrinted(Map<String, String> quarter, String column, double value) {
    assertThat(DefaultValues.rounded(value, 0)).as(column).isEqualByComparingTo(Csv.cell(quarter, column));
  }

  @Test
  void monthlyLabEndsEveryQuarterAtThePrintedArr() {
    DefaultValues monthly = new DefaultValues("lab-arr-monthly");
    List<Map<String, String>> quarters = quarters();
    for (int quarter = 0; quarter < 9; quarter++) {
      String month = "%d-%02d".formatted(2024 + quarter / 4, 3 * (quarter % 4) + 3);
      assertPrinted(quarters.get(quarter), "arr_end", monthly.metric("arr", month));
    }
  }

  /** 30 + 0 + 0 + 235 = 265, where the ARR build of the same source prints 264; all other quarters agree. */
  @Test
  void printedSegmentsOfTheFirstQuarterAddUpToOneMoreThanThePrintedArr() {
    DefaultValues segments = new DefaultValues("lab-segments");
    for (Map<String, String> quarter : quarters()) {
      String period = Csv.cell(quarter, "period");
      double more = period.equals("1Q24") ? 1 : 0;
      assertThat(segments.metric("total_arr", period)).as(period)
          .isEqualTo(Double.parseDouble(Csv.cell(quarter, "arr_end")) + more);
    }
  }

  /** F01 prints about 55 % at a gross revenue of about 26; the terms of the same source give 53.6 % at exactly 26. */
  @Test
  void termsOfTheDealGiveLessThanThePrintedMargin() {
    double margin = new DefaultValues("taas-deal").metric("provider_ebit_margin", "");
    assertThat(DefaultValues.rounded(margin, 3)).isEqualByComparingTo("0.536");
    assertThat(DefaultValues.rounded(margin, 2)).isNotEqualByComparingTo("0.55");
  }

  /** F13 prints 4 %; F08 times F05 is 3.7 %, which rounds to it and no further. */
  @Test
  void shareOfTotalRevenueIsThreePointSevenWhereFourIsPrinted() {
    double share = new DefaultValues("provider-mix").metric("taas_share_of_total", "1Q26");
    assertThat(DefaultValues.rounded(share, 3)).isEqualByComparingTo("0.037");
    assertThat(DefaultValues.rounded(share, 2)).isEqualByComparingTo("0.04");
  }

  /** F12 prints 5 500; F14, derived from it, is rounded to 37 162, which gives 5 499.976 back. */
  @Test
  void runRateFromTheRoundedRevenueIsALittleLessThanPrinted() {
    double runRate = new DefaultValues("provider-mix").metric("taas_run_rate", "1Q26");
    assertThat(DefaultValues.rounded(runRate, 3)).isEqualByComparingTo("5499.976");
  }

  /** F12 prints 5 500; the assumed megawatts of the capacity model earn 5 512.5. */
  @Test
  void runRateFromAssumedMegawattsIsALittleMoreThanPrinted() {
    assertThat(new DefaultValues("capacity").metric("taas_run_rate", "1Q26")).isEqualTo(5512.5);
  }

  /** Half up after nine decimals: a sum that is a hair below a half by binary arithmetic still rounds up. */
  @Test
  void roundingGoesThroughNineDecimals() {
    assertThat(DefaultValues.rounded(0.49999999999, 0)).isEqualByComparingTo(BigDecimal.ONE);
    assertThat(DefaultValues.rounded(0.4999999, 0)).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(DefaultValues.rounded(5512.5, -2)).isEqualByComparingTo("5500");
  }
}
