package io.margrid.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static Bridge bridge(Question question, Map<String, Double> from, Map<String, Double> to,
      Integer... order) {
    return Bridge.of(new BridgePlan(question.plan(from), question.plan(to), List.of(order), 2_000, 7),
        Stop.NEVER);
  }

  private static Map<Integer, Double> changes(Bridge bridge) {
    return bridge.contributions().stream()
        .collect(Collectors.toMap(Bridge.Contribution::parameter, Bridge.Contribution::change));
  }

  private static double sum(Bridge bridge) {
    return bridge.contributions().stream().mapToDouble(Bridge.Contribution::change).sum();
  }

  @Test
  void aProductOfThreeIsSplitAsTheClosedFormSays() {
    double x0 = 1.1, x1 = 2.3, y0 = 0.7, y1 = 1.9, z0 = 3.1, z1 = 2.2;
    Bridge bridge = bridge(Question.of("x * y * z", "x", "y", "z"), Map.of("x", x0, "y", y0, "z", z0),
        Map.of("x", x1, "y", y1, "z", z1));
    Map<Integer, Double> changes = changes(bridge);
    assertThat(changes.get(0)).isCloseTo((x1 - x0) * (2 * y0 * z0 + y0 * z1 + y1 * z0 + 2 * y1 * z1) / 6,
        within(4 * Math.ulp(x1 * y1 * z0)));
    assertThat(changes.get(1)).isCloseTo((y1 - y0) * (2 * x0 * z0 + x0 * z1 + x1 * z0 + 2 * x1 * z1) / 6,
        within(4 * Math.ulp(x1 * y1 * z0)));
    assertThat(changes.get(2)).isCloseTo((z1 - z0) * (2 * x0 * y0 + x0 * y1 + x1 * y0 + 2 * x1 * y1) / 6,
        within(4 * Math.ulp(x1 * y1 * z0)));
    assertThat(bridge.sampled()).isFalse();
    assertThat(bridge.from()).isEqualTo(x0 * y0 * z0);
    assertThat(bridge.to()).isEqualTo(x1 * y1 * z1);
  }

  @Test
  void inAnOrderEachMovesWhatItMovesAfterThoseBefore() {
    Question question = Question.of("x * y", "x", "y");
    Bridge bridge = bridge(question, Map.of("x", 2.0, "y", 3.0), Map.of("x", 5.0, "y", 7.0), 1, 0);
    assertThat(bridge.contributions()).containsExactly(new Bridge.Contribution(1, 2 * (7 - 3), 0),
        new Bridge.Contribution(0, 7 * (5 - 2), 0));
  }

  @Test
  void whatChangesNothingContributesExactlyNothing() {
    Bridge bridge = bridge(Question.of("x / (y + 1.3) + 0 * z", "x", "y", "z"), Map.of(),
        Map.of("x", 0.1, "y", 0.7, "z", 5.0));
    assertThat(changes(bridge)).containsEntry(2, 0.0);
    assertThat(bridge.contributions().getLast().parameter()).isEqualTo(2);
  }

  @Test
  void whatPlaysTheSamePartContributesTheSame() {
    Bridge bridge = bridge(Question.of("exp(x * y) * z", "x", "y", "z"), Map.of("x", 0.1, "y", 0.1),
        Map.of("x", 1.7, "y", 1.7, "z", 0.3));
    assertThat(changes(bridge).get(0)).isEqualTo(changes(bridge).get(1));
  }

  @Test
  void withoutAChangeThereIsNothingToSplit() {
    assertThat(bridge(Question.of("x", "x"), Map.of(), Map.of()).contributions()).isEmpty();
  }

  @Test
  void aSeriesIsOneFactor() {
    Question question = Question.over(List.of("a", "b"), "total(x) * y", "x", "y");
    Bridge bridge = bridge(question, Map.of("x", 1.0, "y", 1.0), Map.of("x", 2.0, "y", 3.0));
    assertThat(changes(bridge)).containsEntry(0, 4.0).containsEntry(1, 6.0);
  }

  @Test
  void contributionsAddUpToTheChange() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      int count = 2 + random.nextInt(15);
      String[] names = IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new);
      List<String> terms = new ArrayList<>();
      Map<String, Double> from = new HashMap<>();
      Map<String, Double> to = new HashMap<>();
      for (int i = 0; i < count; i++) {
        terms.add(names[i] + " * " + names[random.nextInt(count)] + " / (1 + " + names[random.nextInt(count)]
            + ")");
        from.put(names[i], random.nextDouble());
        to.put(names[i], random.nextDouble());
      }
      Bridge bridge = bridge(Question.of(String.join(" + ", terms), names), from, to);
      assertThat(bridge.contributions()).hasSize(count);
      double largest = Math.max(Math.abs(bridge.from()), Math.abs(bridge.to()));
      assertThat(sum(bridge)).isCloseTo(bridge.to() - bridge.from(), within(count * Math.ulp(largest)));
    }
  }

  @Test
  void beyondSixteenRandomOrdersAreAveragedAndTheErrorIsStated() {
    String[] names = IntStream.range(0, 18).mapToObj(i -> "p" + i).toArray(String[]::new);
    Map<String, Double> to = IntStream.range(0, 18).boxed().collect(Collectors.toMap(i -> "p" + i, i -> 1.0));
    Question question = Question.of("(" + String.join(" + ", names) + ")^2 + p17", names);
    Bridge bridge = bridge(question, Map.of(), to);
    assertThat(bridge.sampled()).isTrue();
    // By symmetry every square's share is 18; the last one has 1 on top.
    bridge.contributions().forEach(each -> {
      double expected = each.parameter() == 17 ? 19 : 18;
      assertThat(each.standardError()).isPositive().isLessThan(0.5);
      assertThat(each.change()).isCloseTo(expected, within(6 * each.standardError()));
    });
    assertThat(sum(bridge)).isCloseTo(325, within(18 * Math.ulp(325.0)));
    assertThat(bridge(question, Map.of(), to)).isEqualTo(bridge);
  }
}
