package io.margrid.core.analysis;

import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The change of a metric between two scenarios, split over the parameters that differ. A series parameter is one of them.
 *
 * <p>With an order, a parameter's contribution is what the metric moves when it changes, those before it having changed.
 * Without, it is the mean of that over all orders (L. S. Shapley, A Value for n-Person Games, 1953), exact up to
 * {@value #MAX_EXACT} parameters, beyond from random orders. Contributions add up to the change, but for rounding: within n
 * units in the last place of the largest value evaluated, n the number of parameters. If a value on the way is not finite,
 * contributions are not numbers.
 *
 * @param from          the metric at the start
 * @param to            the metric at the end
 * @param contributions in the order given, or by size, the greatest first
 * @param sampled       whether they are averages of random orders
 */
public record Bridge(double from, double to, List<Contribution> contributions, boolean sampled) {
  /** The most changed parameters for which all orders are averaged. */
  public static final int MAX_EXACT = 16;

  private static final int BATCH_LANES = 1 << 13;

  /**
   * What one parameter moved.
   *
   * @param parameter     index in the model
   * @param change        in the metric's unit
   * @param standardError of a sampled one; 0 for an exact one
   */
  public record Contribution(int parameter, double change, double standardError) {}

  public Bridge {
    contributions = List.copyOf(contributions);
  }

  /**
   * Splits the change.
   *
   * @param stop asked between the steps
   */
  public static Bridge of(BridgePlan plan, Stop stop) {
    double from = Columns.of(plan.from(), stop)[0][0];
    double to = Columns.of(plan.to(), stop)[0][0];
    Corners corners = new Corners(plan);
    List<Integer> changed = BridgePlan.changed(plan.from(), plan.to());
    boolean sampled = plan.order().isEmpty() && changed.size() > MAX_EXACT;
    if (changed.isEmpty()) {
      return new Bridge(from, to, List.of(), false);
    }
    if (!plan.order().isEmpty()) {
      return new Bridge(from, to, sequential(corners, plan.order(), stop), false);
    }
    List<Contribution> contributions = sampled
        ? sampled(corners, changed, plan, stop)
        : exact(corners, changed, stop);
    return new Bridge(from, to, contributions.stream().sorted(Comparator
        .comparingDouble((Contribution contribution) -> Math.abs(contribution.change())).reversed()).toList(),
        sampled);
  }

  private static List<Contribution> sequential(Corners corners, List<Integer> order, Stop stop) {
    int count = order.size();
    boolean[][] atEnd = new boolean[count][count + 1];
    for (int i = 0; i < count; i++) {
      Arrays.fill(atEnd[i], i + 1, count + 1, true);
    }
    double[] values = corners.some(order, atEnd, stop);
    return IntStream.range(0, count)
        .mapToObj(i -> new Contribution(order.get(i), values[i + 1] - values[i], 0)).toList();
  }

  private static List<Contribution> exact(Corners corners, List<Integer> changed, Stop stop) {
    double[] values = Columns.of(corners.all(changed), stop)[0];
    List<Contribution> contributions = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      contributions.add(
          new Contribution(changed.get(i), shapley(values, changed.size(), changed.size() - 1 - i), 0));
    }
    return contributions;
  }

  /** The mean over sizes of the mean over sets of that size, each difference summed without loss. */
  private static double shapley(double[] values, int count, int bit) {
    ExactSum[] bySize = new ExactSum[count];
    Arrays.setAll(bySize, _ -> new ExactSum());
    for (int set = 0; set < values.length; set++) {
      if ((set >> bit & 1) == 0) {
        bySize[Integer.bitCount(set)].addDifference(values[set | 1 << bit], values[set]);
      }
    }
    ExactSum mean = new ExactSum();
    long sets = 1;
    for (int size = 0; size < count; size++) {
      mean.addQuotient(bySize[size], (double) sets);
      sets = sets * (count - 1 - size) / (size + 1);
    }
    return mean.over(count);
  }

  /**
   * Random orders by Fisher and Yates from the back, the places drawn by {@link SplittableRandom#nextInt(int)}: the same
   * seed gives the same orders.
   */
  private static List<Contribution> sampled(Corners corners, List<Integer> changed, BridgePlan plan,
      Stop stop) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    RunningMean[] means = new RunningMean[changed.size()];
    Arrays.setAll(means, _ -> new RunningMean());
    int batch = Math.max(1, BATCH_LANES / (changed.size() + 1));
    for (int done = 0; done < plan.samples(); done += batch) {
      int[][] orders = new int[Math.min(batch, plan.samples() - done)][];
      Arrays.setAll(orders, _ -> order(changed.size(), random));
      addOrders(corners.some(changed, atEnd(orders), stop), orders, means);
      stop.check();
    }
    return IntStream.range(0, means.length)
        .mapToObj(i -> new Contribution(changed.get(i), means[i].mean(), means[i].standardError())).toList();
  }

  private static int[] order(int count, SplittableRandom random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }

  /** Each order takes one lane more than it has parameters: the start, and after each change. */
  private static boolean[][] atEnd(int[][] orders) {
    int count = orders[0].length;
    boolean[][] atEnd = new boolean[count][orders.length * (count + 1)];
    for (int i = 0; i < orders.length; i++) {
      int start = i * (count + 1);
      for (int place = 0; place < count; place++) {
        Arrays.fill(atEnd[orders[i][place]], start + place + 1, start + count + 1, true);
      }
    }
    return atEnd;
  }

  private static void addOrders(double[] values, int[][] orders, RunningMean[] means) {
    for (int i = 0; i < orders.length; i++) {
      int start = i * (orders[i].length + 1);
      for (int place = 0; place < orders[i].length; place++) {
        means[orders[i][place]].add(values[start + place + 1], values[start + place]);
      }
    }
  }

  /** Mean of differences and its standard error; the sum of squared deviations after Welford. */
  private static final class RunningMean {
    private final ExactSum sum = new ExactSum();
    private long count;
    private double running;
    private double squares;

    void add(double after, double before) {
      sum.addDifference(after, before);
      count++;
      double deviation = after - before - running;
      running += deviation / count;
      squares += deviation * (after - before - running);
    }

    double mean() {
      return sum.over((double) count);
    }

    double standardError() {
      return Math.sqrt(squares / (count - 1) / count);
    }
  }
}
