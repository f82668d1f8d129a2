package io.margrid.server;

import static io.margrid.server.TextMessages.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.client.MargridClient;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.Contribution;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.Solution;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.SolveResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Solve, bridge and frontier through a real socket. */
class QuestionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String DEAL = "scenario { model_id: 'taas-deal' }";
  private static final String GROSS = " parameter: 'gross_revenue_per_mw' bracket { lower: 1 upper: 60 } ";
  private static final RunningServer SERVER = new RunningServer();
  private static final MargridClient CLIENT = SERVER.client();

  @AfterAll
  static void close() {
    CLIENT.close();
    SERVER.close();
  }

  private static List<SolveResponse> solve(String request) {
    return Objects.requireNonNull(
        CLIENT.solve(parse(request, SolveRequest.class)).collectList().block(PATIENCE));
  }

  private static Solution one(String request) {
    List<SolveResponse> messages = solve(request);
    assertThat(messages.getFirst().getHeader().getCellCount()).isOne();
    assertThat(messages.getLast().getSolutionsList()).hasSize(1);
    return messages.getLast().getSolutions(0);
  }

  private static BridgeResponse bridge(String request) {
    return Objects.requireNonNull(CLIENT.bridge(parse(request, BridgeRequest.class)).block(PATIENCE));
  }

  private static FrontierResponse frontier(String request) {
    return Objects.requireNonNull(CLIENT.frontier(parse(request, FrontierRequest.class)).block(PATIENCE));
  }

  @Test
  void theProvidersMarginOf55PercentNeedsAGrossRevenueOf27Point7() {
    Solution solution = one("grid { " + DEAL + " }" + GROSS + "metric: 'provider_ebit_margin' target: 0.55");
    assertThat(solution.getRootsList()).singleElement()
        .satisfies(root -> assertThat(root).isCloseTo(27.0 + 7.0 / 9, within(1e-13)));
    assertThat(solution.getMonotone()).isTrue();
    assertThat(solution.getAbsence()).isEqualTo(Solution.Absence.ABSENCE_UNSPECIFIED);
  }

  @Test
  void theLabBreaksEvenAtAGrossRevenueOfTen() {
    Solution solution = one("grid { " + DEAL + " }" + GROSS + "metric: 'lab_gross_margin' target: 0");
    assertThat(solution.getRootsList()).containsExactly(10.0);
  }

  @Test
  void aTargetThatCannotBeMetSaysSo() {
    Solution solution = one("grid { " + DEAL + " }" + GROSS + "metric: 'provider_ebit_margin' target: 1.5");
    assertThat(solution.getRootsList()).isEmpty();
    assertThat(solution.getAbsence()).isEqualTo(Solution.Absence.ABSENCE_NO_SIGN_CHANGE);
    assertThat(solution.getMaximum()).isLessThan(1.5);
    assertThat(
        one("grid { " + DEAL + " }" + GROSS + "metric: 'iaas_only_ebit_margin' target: 1").getAbsence())
        .isEqualTo(Solution.Absence.ABSENCE_FLAT);
  }

  @Test
  void withoutABracketTheBoundsAreLookedAt() {
    Solution solution = one("grid { " + DEAL + " } parameter: 'revenue_share' metric: 'provider_ebit_margin'"
        + " target: 0.55");
    assertThat(solution.getRootsList()).singleElement()
        .satisfies(root -> assertThat((7.5 + 26 * root - 6.5) / (7.5 + 26 * root)).isCloseTo(0.55,
            within(1e-15)));
  }

  @Test
  void everyCellOfAGridIsSolvedInOrder() {
    List<SolveResponse> messages = solve("grid { " + DEAL
        + " axes { zipped { members { parameter: 'revenue_share' linear { start: 0.1 stop: 0.4 count: 100 } } } }"
        + " axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: 5 stop: 10 count: 100 } } } } }"
        + " parameter: 'gross_revenue_per_mw' bracket { lower: 1 upper: 400 } metric: 'provider_ebit_margin'"
        + " target: 0.4");
    assertThat(messages.getFirst().getHeader().getAxesCount()).isEqualTo(2);
    assertThat(messages.getFirst().getHeader().getMetricsList()).isEmpty();
    assertThat(messages.getFirst().getHeader().getDigest().size()).isEqualTo(32);
    List<Solution> solutions = new ArrayList<>();
    for (SolveResponse message : messages.subList(1, messages.size())) {
      assertThat(message.getFirstCell()).isEqualTo(solutions.size());
      solutions.addAll(message.getSolutionsList());
    }
    assertThat(solutions).hasSize(10_000);
    for (int cell = 0; cell < solutions.size(); cell += 97) {
      int row = cell / 100;
      double share = 0.1 + row * (0.3 / 99);
      double fee = 5 + cell % 100 * (5.0 / 99);
      double expected = (6.5 / 0.6 - fee) / share;
      assertThat(solutions.get(cell).getRootsList()).singleElement()
          .satisfies(root -> assertThat(root).isCloseTo(expected, within(1e-10)));
    }
  }

  @Test
  void cancellingEndsTheWork() throws InterruptedException {
    CLIENT.solve(parse("grid { " + DEAL
        + " axes { zipped { members { parameter: 'revenue_share' linear { start: 0.1 stop: 0.4 count: 10000000 } } } } }"
        + GROSS + "metric: 'provider_ebit_margin' target: 0.5", SolveRequest.class)).take(5)
        .blockLast(PATIENCE);
    Eventually.until("no cursor is open", () -> SERVER.server.counters().openCursors() == 0);
    long pulls = SERVER.server.counters().pulls();
    assertThat(Eventually.settled(() -> SERVER.server.counters().pulls())).isEqualTo(pulls);
  }

  @Test
  void aBridgeAddsUpAndSortsBySize() {
    BridgeResponse bridge = bridge("from { model_id: 'taas-deal' } to { settings { parameter: 'revenue_share'"
        + " value: 0.3 } settings { parameter: 'gross_revenue_per_mw' value: 30 } shocks { parameter:"
        + " 'provider_opex_per_mw' factor: 1.1 } } metric: 'provider_ebit_per_mw'");
    assertThat(bridge.getMetric().getUnit()).isEqualTo("MUSD/MW/yr");
    assertThat(bridge.getFrom()).isEqualTo(7.5);
    assertThat(bridge.getContributionsList()).extracting(Contribution::getParameter)
        .containsExactly("revenue_share", "gross_revenue_per_mw", "provider_opex_per_mw");
    double sum = bridge.getContributionsList().stream().mapToDouble(Contribution::getChange).sum();
    assertThat(sum).isCloseTo(bridge.getTo() - bridge.getFrom(), within(3 * Math.ulp(bridge.getTo())));
    assertThat(bridge.getContributions(0).getChange()).isCloseTo(0.05 * 28, within(1e-14));
    assertThat(bridge.getContributions(0).getTo()).isEqualTo(0.3);
    assertThat(bridge.getSampled()).isFalse();
  }

  @Test
  void aBridgeInAnOrderMovesOneAfterTheOther() {
    BridgeResponse bridge = bridge("from { model_id: 'taas-deal' } to { model_id: 'taas-deal'"
        + " settings { parameter: 'revenue_share' value: 0.5 } settings { parameter: 'gross_revenue_per_mw'"
        + " value: 30 } } metric: 'share_fee_per_mw' order: ['gross_revenue_per_mw', 'revenue_share']");
    assertThat(bridge.getContributionsList()).extracting(Contribution::getParameter)
        .containsExactly("gross_revenue_per_mw", "revenue_share");
    assertThat(bridge.getContributionsList()).extracting(Contribution::getChange).containsExactly(1.0, 7.5);
  }

  @Test
  void aFrontierIsDrawnInOrder() {
    FrontierResponse frontier = frontier("grid { " + DEAL
        + " axes { zipped { members { parameter: 'revenue_share' linear { start: 0.1 stop: 0.4 count: 13 } } } }"
        + " axes { zipped { members { parameter: 'iaas_fee_per_mw' linear { start: 10 stop: 5 count: 11 } } } } }"
        + " metric: 'provider_ebit_margin' target: 0.5");
    assertThat(frontier.getAxesList()).hasSize(2);
    assertThat(frontier.getValuesList()).hasSize(143);
    assertThat(frontier.getLinesList()).singleElement().satisfies(line -> {
      assertThat(line.getClosed()).isFalse();
      assertThat(line.getPointsCount()).isGreaterThan(10);
      assertThat(line.getPointsList()).allSatisfy(point -> assertThat(
          26 * point.getFirst() + point.getSecond()).isCloseTo(13, within(1e-13)));
    });
  }

  @Test
  void questionsLookAtThePeriodAsked() {
    String series = "scenario { model { periods: ['a', 'b'] parameters { name: 'x' value: 1 minimum: 0 maximum: 9 }"
        + " parameters { name: 'y' value: 2 } metrics { name: 'm' formula: 'cumulative(x) * y' } } ";
    assertThat(one("grid { " + series + "} } parameter: 'x' metric: 'm' target: 12").getRootsList())
        .containsExactly(3.0);
    assertThat(one("grid { " + series + "} } parameter: 'x' metric: 'm' metric_period: 'a' target: 12")
        .getRootsList()).containsExactly(6.0);
    assertThat(one("grid { " + series + "} } parameter: 'x' period: 'b' metric: 'm' target: 12")
        .getRootsList()).containsExactly(5.0);
    BridgeResponse bridge = bridge(
        series.replace("scenario", "from") + "} to { settings { parameter: 'x' series {"
            + " values: [1, 3] } } } metric: 'm'");
    assertThat(bridge.getContributionsList()).singleElement()
        .satisfies(x -> assertThat(List.of(x.getFrom(), x.getTo(), x.getChange())).containsExactly(1.0, 3.0,
            4.0));
    FrontierResponse frontier = frontier("grid { " + series
        + "} axes { zipped { members { parameter: 'x' linear { start: 0 stop: 9 count: 4 } } } }"
        + " axes { zipped { members { parameter: 'y' mode: MODE_FACTOR linear { start: 1 stop: 2 count: 3 } } } } }"
        + " metric: 'm' metric_period: 'a' target: 10");
    assertThat(frontier.getLines(0).getPointsList()).allSatisfy(
        point -> assertThat(point.getFirst() * 2 * point.getSecond()).isCloseTo(10, within(1e-14)));
  }
}
