package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.model.CompiledModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void differencesAreAgainstTheBaseAndRelativeToItsSize() {
    Comparison comparison = Questions.compare("""
      base { model_id: 'taas-deal' settings { parameter: 'gross_revenue_per_mw' value: 30 } }
      scenarios { name: 'low' settings { parameter: 'gross_revenue_per_mw' value: 20 } }
      scenarios { model_id: 'taas-deal' shocks { parameter: 'iaas_fee_per_mw' addition: 1 } }
      metrics: ['provider_ebit_per_mw', 'hurdle_fee_per_mw']""");
    assertThat(comparison.periods()).isEmpty();
    Comparison.Row ebit = comparison.metrics().getFirst();
    assertThat(ebit.metric().name()).isEqualTo("provider_ebit_per_mw");
    assertThat(ebit.base()).containsExactly(8.5);
    assertThat(ebit.scenarios()).extracting(Comparison.Column::name).containsExactly("low", "2");
    assertThat(ebit.scenarios().get(0).values()).containsExactly(6.0);
    assertThat(ebit.scenarios().get(0).differences()).containsExactly(-2.5);
    assertThat(ebit.scenarios().get(0).relative()).containsExactly(-2.5 / 8.5);
    // A scenario starts from the model's defaults, not from the base: gross revenue is 26 again.
    assertThat(ebit.scenarios().get(1).values()).containsExactly(8.5 + 6.5 - 6.5);
    assertThat(comparison.metrics().get(1).scenarios().get(0).relative().getFirst()).isNaN();
  }

  @Test
  void everyValueOverPeriodsIsWhatTheReferenceGives() {
    CompiledModel lab = Questions.model("lab-arr");
    Comparison comparison = Questions.compare("""
      base { model_id: 'lab-arr' }
      scenarios { settings { parameter: 'opening_arr' value: 100 }
        shocks { parameter: 'net_new_arr' periods: '1Q26' factor: 0.5 } }
      periods: ['4Q25', '1Q26', '4Q26']""");
    double[][] changed = lab.defaults();
    changed[lab.findParameter("opening_arr").orElseThrow()] = constant(100, 12);
    changed[lab.findParameter("net_new_arr").orElseThrow()][8] *= 0.5;
    int[] periods = {7, 8, 11};
    assertThat(comparison.periods()).containsExactly("4Q25", "1Q26", "4Q26");
    assertThat(comparison.metrics()).hasSize(lab.metricNames().size());
    for (Comparison.Row row : comparison.metrics()) {
      Comparison.Column scenario = row.scenarios().getFirst();
      for (int i = 0; i < periods.length; i++) {
        double base = Questions.value(lab, lab.defaults(), row.metric().name(), periods[i]);
        double value = Questions.value(lab, changed, row.metric().name(), periods[i]);
        assertThat(row.base().get(i)).as(row.metric().name()).isEqualTo(base);
        assertThat(scenario.values().get(i)).as(row.metric().name()).isEqualTo(value);
        assertThat(scenario.differences().get(i)).isEqualTo(value - base);
        assertThat(scenario.relative().get(i)).isEqualTo((value - base) / Math.abs(base));
      }
    }
  }

  private static double[] constant(double value, int count) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void anInlineModelOfTheSameContentIsTheSame() {
    String model = "model { parameters { name: 'a' value: 2 } metrics { name: 'm' formula: 'a %s 1' } %s }";
    Comparison comparison = Questions.compare("base { " + model.formatted("+", "title: 'one'")
        + " } scenarios { " + model.formatted(" + ", "title: 'other'")
        + " settings { parameter: 'a' value: 5 } }");
    assertThat(comparison.metrics().getFirst().scenarios().getFirst().differences()).containsExactly(3.0);
  }
}
