package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.core.model.CompiledModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TornadoTest {
  private static final String DEAL = "scenario { model_id: 'taas-deal' } ";

  private static Tornado.Bar bar(Tornado.Chart chart, String parameter) {
    return chart.bars().stream().filter(bar -> bar.parameter().equals(parameter)).findFirst().orElseThrow();
  }

  @Test
  void everyBarIsWhatTheReferenceGives() {
    CompiledModel deal = Questions.model("taas-deal");
    Tornado tornado = Questions.tornado(DEAL
        + "metrics: ['provider_ebit_margin', 'lab_gross_margin'] share: 0.1");
    assertThat(tornado.metrics()).extracting(chart -> chart.metric().name())
        .containsExactly("provider_ebit_margin", "lab_gross_margin");
    for (Tornado.Chart chart : tornado.metrics()) {
      assertThat(chart.base()).isEqualTo(Questions.value(deal, deal.defaults(), chart.metric().name(), 0));
      assertThat(chart.bars()).hasSize(deal.parameterNames().size());
      for (Tornado.Bar bar : chart.bars()) {
        assertThat(bar.atLow()).as(bar.parameter()).isEqualTo(moved(deal, chart, bar, bar.low()));
        assertThat(bar.atHigh()).as(bar.parameter()).isEqualTo(moved(deal, chart, bar, bar.high()));
      }
    }
  }

  private static double moved(CompiledModel model, Tornado.Chart chart, Tornado.Bar bar, double value) {
    double[][] parameters = model.defaults();
    Arrays.fill(parameters[model.findParameter(bar.parameter()).orElseThrow()], value);
    return Questions.value(model, parameters, chart.metric().name(), 0);
  }

  @Test
  void theDealsShareMovesItsMarginAsByHand() {
    Tornado.Bar share = bar(
        Questions.tornado(DEAL + "metrics: 'provider_ebit_margin' share: 0.1").metrics().getFirst(),
        "revenue_share");
    assertThat(share.low()).isEqualTo(0.225);
    assertThat(share.atLow()).isCloseTo((7.5 + 0.225 * 26 - 6.5) / (7.5 + 0.225 * 26), within(1e-15));
    assertThat(share.atHigh()).isCloseTo((7.5 + 0.275 * 26 - 6.5) / (7.5 + 0.275 * 26), within(1e-15));
  }

  @Test
  void barsAreSortedByEffectAndTiesStandInTheModelsOrder() {
    Tornado.Chart chart = Questions.tornado(DEAL + "metrics: 'provider_ebit_margin' share: 0.1").metrics()
        .getFirst();
    double[] effects = chart.bars().stream().mapToDouble(bar -> bar.effect(chart.base())).toArray();
    for (int i = 1; i < effects.length; i++) {
      assertThat(effects[i]).isLessThanOrEqualTo(effects[i - 1]);
    }
    List<String> names = Questions.model("taas-deal").parameterNames();
    List<String> without = chart.bars().stream().filter(bar -> bar.effect(chart.base()) == 0)
        .map(Tornado.Bar::parameter).toList();
    assertThat(without).hasSizeGreaterThan(3).isEqualTo(names.stream().filter(without::contains).toList());
  }

  @Test
  void aShareStopsAtTheBoundsAndSaysSo() {
    Tornado.Chart chart = Questions.tornado(DEAL + "metrics: 'provider_ebit_margin' share: 0.1").metrics()
        .getFirst();
    Tornado.Bar takeUp = bar(chart, "capacity_take_up");
    assertThat(takeUp.low()).isEqualTo(0.9);
    assertThat(takeUp.high()).isEqualTo(1);
    assertThat(takeUp.clamped()).isTrue();
    assertThat(takeUp.atHigh()).isEqualTo(chart.base());
    assertThat(bar(chart, "revenue_share").clamped()).isFalse();
    assertThat(bar(chart, "hurdle_1_extra_share").high()).isZero();
  }

  @Test
  void onlyParametersWithRangesMoveWithoutAShareAndTheRestMovesByIt() {
    String range = "ranges { parameter: 'revenue_share' low: 0.1 high: 0.4 } ";
    assertThat(Questions.tornado(DEAL + "metrics: 'provider_ebit_margin' " + range).metrics().getFirst()
        .bars())
        .singleElement().satisfies(bar -> {
          assertThat(bar.low()).isEqualTo(0.1);
          assertThat(bar.high()).isEqualTo(0.4);
          assertThat(bar.base()).isEqualTo(0.25);
        });
    Tornado.Chart both = Questions
        .tornado(DEAL + "metrics: 'provider_ebit_margin' share: 0.1 " + range).metrics().getFirst();
    assertThat(bar(both, "revenue_share").high()).isEqualTo(0.4);
    assertThat(bar(both, "iaas_fee_per_mw").high()).isEqualTo(8.25);
  }

  @Test
  void shockedParametersMoveFromWhereTheShockTookThem() {
    Tornado.Bar fee = bar(Questions.tornado("""
      scenario { model_id: 'taas-deal' shocks { parameter: 'iaas_fee_per_mw' addition: 0.5 } }
      metrics: 'provider_ebit_per_mw' share: 0.5""").metrics().getFirst(), "iaas_fee_per_mw");
    assertThat(fee.base()).isEqualTo(8);
    assertThat(fee.low()).isEqualTo(4);
    assertThat(fee.atLow()).isEqualTo(4 + 6.5 - 6.5);
    assertThat(fee.atHigh()).isEqualTo(12 + 6.5 - 6.5);
  }

  @Test
  void aSeriesMovesInAllPeriodsByOneFactor() {
    CompiledModel lab = Questions.model("lab-arr");
    int netNew = lab.findParameter("net_new_arr").orElseThrow();
    Tornado.Chart chart = Questions
        .tornado("scenario { model_id: 'lab-arr' } metrics: 'arr' period: '2Q26' share: 0.25").metrics()
        .getFirst();
    double[][] parameters = lab.defaults();
    int period = lab.periods().indexOf("2Q26");
    assertThat(bar(chart, "net_new_arr").base()).isEqualTo(parameters[netNew][period]);
    for (int t = 0; t < parameters[netNew].length; t++) {
      parameters[netNew][t] *= 1.25;
    }
    assertThat(bar(chart, "net_new_arr").atHigh())
        .isEqualTo(Questions.value(lab, parameters, "arr", period));
    assertThat(bar(chart, "net_new_arr").high()).isEqualTo(parameters[netNew][period]);
  }

  @Test
  void aRangeOfASeriesIsMeantInThePeriodLookedAt() {
    Tornado.Bar bar = Questions
        .tornado(
            """
              scenario { model { periods: ['a', 'b'] parameters { name: 'x' series { values: [1, 2] } minimum: 0 maximum: 3 }
                metrics { name: 'sum' formula: 'total(x)' } } } ranges { parameter: 'x' low: 1 high: 3 }""")
        .metrics()
        .getFirst().bars().getFirst();
    assertThat(bar.base()).isEqualTo(2);
    assertThat(bar.atLow()).isEqualTo(0.5 + 1);
    assertThat(bar.atHigh()).isEqualTo(1.5 + 3);
  }

  @Test
  void aSeriesStopsWhereItsFirstValueReachesABound() {
    Tornado.Bar bar = Questions.tornado("""
      scenario { model { periods: ['a', 'b'] parameters { name: 'x' series { values: [0.9, 0.3] } maximum: 1 }
        metrics { name: 'x_now' formula: 'x' } } } share: 0.5""").metrics().getFirst().bars().getFirst();
    assertThat(bar.clamped()).isTrue();
    assertThat(bar.high()).isCloseTo(0.3 / 0.9, within(1e-15));
    assertThat(bar.low()).isEqualTo(0.15);
  }

  @Test
  void aNegativeValueHasItsLowBelowItsHigh() {
    Tornado.Bar bar = Questions.tornado("""
      scenario { model { parameters { name: 'x' value: -2 } metrics { name: 'm' formula: '3 * x' } } }
      share: 0.5""").metrics().getFirst().bars().getFirst();
    assertThat(bar.low()).isEqualTo(-3);
    assertThat(bar.high()).isEqualTo(-1);
    assertThat(bar.atLow()).isEqualTo(-9);
  }

  @Test
  void whatMakesAMetricNotFiniteComesFirst() {
    Tornado.Chart chart = Questions.tornado("""
      scenario { model { parameters { name: 'a' value: 1000 } parameters { name: 'b' value: 2 }
        metrics { name: 'm' formula: 'a + 1 / b' } } } ranges { parameter: 'a' low: 0 high: 9000 }
      ranges { parameter: 'b' low: 0 high: 2 }""").metrics().getFirst();
    assertThat(chart.bars()).extracting(Tornado.Bar::parameter).containsExactly("b", "a");
    assertThat(chart.bars().getFirst().atLow()).isInfinite();
  }
}
