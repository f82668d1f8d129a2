package io.margrid.client.cli.output;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.GridHeader;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects a grid of limited size and hands it to a view at the end. */
public final class CollectedGrid implements GridSink {
  private final View view;
  private @Nullable GridValues grid;
  private int filled;

  /** A view of a whole grid. */
  public interface View {
    /** Refuses a grid that the view cannot show, before it is computed. */
    void check(GridShape shape);

    /** Shows the grid. */
    void show(GridValues grid) throws IOException;
  }

  /** Collects for a view. */
  public CollectedGrid(View view) {
    this.view = view;
  }

  /** Refuses grids of more values (cells times metrics) than {@code most}; {@code remedy} says what to do. */
  public static void checkSize(GridShape shape, String what, long most, String remedy) {
    long cells = shape.cellCount();
    int metrics = Math.max(1, shape.metrics().size());
    if (cells > most / metrics) {
      throw CommandException.wrongUsage(what, cells + " cells of " + count(metrics, "metric"),
          "at most " + most + " values; " + remedy);
    }
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  @Override
  public void start(GridHeader header) {
    GridShape shape = GridShape.withoutSinglePeriod(header);
    view.check(shape);
    grid = new GridValues(shape, new double[shape.metrics().size()][(int) shape.cellCount()]);
  }

  @Override
  public void cells(int count, double[][] columns) {
    GridValues now = Objects.requireNonNull(grid, "start comes first");
    for (int metric = 0; metric < columns.length; metric++) {
      System.arraycopy(columns[metric], 0, now.column(metric), filled, count);
    }
    filled += count;
  }

  @Override
  public void end() throws IOException {
    view.show(Objects.requireNonNull(grid, "start comes first"));
  }
}
