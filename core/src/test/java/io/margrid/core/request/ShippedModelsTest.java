package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ConstantDefinition;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedModelsTest {
  private static final Catalog CATALOG = ModelFiles.shipped(ModelLimits.DEFAULT);
  private static final String GROSS = "gross_revenue_per_mw";

  @Test
  void catalogueHoldsTheModelsOfTheFoundationInOrder() {
    assertThat(CATALOG.ids()).contains("gpu-iaas", "owned-model", "taas-deal").isSorted();
    assertThat(CATALOG.models()).extracting(model -> model.definition().id())
        .containsExactlyElementsOf(CATALOG.ids());
  }

  @Test
  void everyNumberSaysWhatItMeansAndWhereItComesFrom() {
    for (CompiledModel model : CATALOG.models()) {
      assertThat(model.definition().title()).isNotBlank();
      assertThat(model.definition().description()).isNotBlank();
      assertThat(model.definition().source()).isNotBlank();
      assertThat(model.definition().constants()).extracting(ConstantDefinition::source).doesNotContain("");
      assertThat(model.definition().parameters()).extracting(ParameterDefinition::source).doesNotContain("");
      assertThat(model.definition().parameters()).extracting(ParameterDefinition::description)
          .doesNotContain("");
      assertThat(model.definition().metrics())
          .allSatisfy(metric -> assertThat(metric.description()).isNotBlank());
    }
  }

  static List<String> publishedRows() throws IOException {
    try (
        InputStream csv = ShippedModelsTest.class
            .getResourceAsStream("/io/margrid/core/taas_deal_sensitivity.csv");
        BufferedReader reader = new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(csv), StandardCharsets.UTF_8))) {
      List<String> rows = reader.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
      assertThat(rows).hasSize(7);
      return rows;
    }
  }

  @ParameterizedTest
  @MethodSource("publishedRows")
  void dealGivesEveryCellOfThePublishedTables(String row) {
    double[] cells = Stream.of(row.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
    Map<String, Double> settings = Map.of(GROSS, cells[0]);

    assertThat(rounded(deal("provider_net_revenue_per_mw", settings))).isEqualTo(cells[1]);
    assertThat(rounded(deal("provider_ebit_per_mw", settings))).isEqualTo(cells[2]);
    assertThat(rounded(100 * deal("provider_ebit_margin", settings))).isEqualTo(cells[3]);
    assertThat(rounded(deal("lab_gross_margin_per_mw", settings))).isEqualTo(cells[4]);
    assertThat(rounded(100 * deal("lab_gross_margin", settings))).isEqualTo(cells[5]);
  }

  /** To nine decimals, and then as the source does: half up to whole numbers. */
  private static double rounded(double value) {
    return new BigDecimal(value).setScale(9, RoundingMode.HALF_UP).setScale(0, RoundingMode.HALF_UP)
        .doubleValue();
  }

  @Test
  void labBreaksEvenAtAGrossRevenueOfTen() {
    assertThat(deal("lab_gross_margin_per_mw", Map.of(GROSS, 10.0))).isEqualTo(0.0);
    assertThat(deal("lab_gross_margin_per_mw", Map.of(GROSS, 9.99))).isNegative();
    assertThat(deal("lab_gross_margin_per_mw", Map.of(GROSS, 10.01))).isPositive();
  }

  @Test
  void providerReachesFiftyFivePercentAtTwentySevenPointSeven() {
    assertThat(deal("provider_ebit_margin", Map.of(GROSS, 250.0 / 9))).isCloseTo(0.55, within(1e-15));
  }

  @Test
  void labMarginDoesNotDependOnTakeUp() {
    for (double gross : new double[]{10, 26, 35, 45}) {
      Map<String, Double> hurdles = Map.of(GROSS, gross, "hurdle_1_extra_share", 0.05, "hurdle_2_extra_share",
          0.1);
      double full = deal("lab_gross_margin", hurdles);
      for (double takeUp : new double[]{0.1, 0.37, 0.5, 0.9}) {
        Map<String, Double> settings = new HashMap<>(hurdles);
        settings.put("capacity_take_up", takeUp);
        assertThat(deal("lab_gross_margin", settings)).isCloseTo(full, within(1e-14));
      }
    }
  }

  @Test
  void lessDemandNeverTakesEbitBelowTheFlatFeeLessOpex() {
    assertThat(deal("provider_ebit_per_mw", Map.of("demand_realisation", 0.0))).isEqualTo(7.5 - 6.5);
    assertThat(deal("provider_ebit_per_mw", Map.of("capacity_take_up", 0.5))).isLessThan(7.5 - 6.5);
  }

  @Test
  void hurdleSharesAccumulate() {
    Map<String, Double> settings = Map.of(GROSS, 45.0, "hurdle_1_extra_share", 0.25, "hurdle_2_extra_share",
        0.5, "capacity_take_up", 0.5);
    assertThat(deal("hurdle_fee_per_mw", settings)).isEqualTo(0.5 * (0.25 * 15 + 0.5 * 5));
  }

  @Test
  void rentalEarnsThirteenPercentAtItsDefaults() {
    assertThat(value("gpu-iaas", "ebit_margin", Map.of())).isCloseTo(1 / 7.5, within(1e-15));
    assertThat(value("gpu-iaas", "lifetime_ebit_per_mw", Map.of())).isEqualTo(5.0);
  }

  @Test
  void annuityIsTheSumOfDiscountedYears() {
    double sum = 0;
    for (int year = 1; year <= 5; year++) {
      sum += 1 / Math.pow(1.1, year);
    }
    assertThat(value("gpu-iaas", "lifetime_ebit_present_value_per_mw", Map.of())).isCloseTo(sum,
        within(1e-14));
    assertThat(value("gpu-iaas", "lifetime_ebit_present_value_per_mw", Map.of("discount_rate", 0.0)))
        .isEqualTo(5.0);
  }

  @Test
  void ownedModelCostsTieToTheDeal() {
    assertThat(value("owned-model", "cost_per_mw", Map.of("csp_markup", 0.0))).isCloseTo(6.5, within(0.005));
    assertThat(value("owned-model", "cost_per_mw", Map.of())).isCloseTo(7.5, within(0.005));
  }

  @Test
  void ownedModelBreaksEvenWhereItSays() {
    double utilisation = value("owned-model", "breakeven_utilisation", Map.of());
    double price = value("owned-model", "breakeven_output_price", Map.of());
    assertThat(value("owned-model", "gross_margin_per_mw", Map.of("utilisation", utilisation)))
        .isCloseTo(0, within(1e-12));
    assertThat(value("owned-model", "gross_margin_per_mw", Map.of("output_price", price)))
        .isCloseTo(0, within(1e-12));
  }

  private static double deal(String metric, Map<String, Double> settings) {
    return value("taas-deal", metric, settings);
  }

  private static double value(String id, String metric, Map<String, Double> settings) {
    CompiledModel model = CATALOG.find(id).orElseThrow();
    double[] parameters = model.defaults();
    settings.forEach((name, value) -> parameters[model.findParameter(name).orElseThrow()] = value);
    double[] values = GraphEvaluator.evaluate(model.graph(), model.constants(), parameters);
    return values[model.metricNode(model.findMetric(metric).orElseThrow())];
  }
}
