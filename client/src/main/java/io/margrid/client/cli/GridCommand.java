package io.margrid.client.cli;

import io.margrid.client.cli.chart.PictureView;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.AxisSpec;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.GridSink;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid grid MODEL --axis SPEC…}: every combination of the axes' points. */
@Command(name = "grid", sortOptions = false, description = "Compute a grid: every combination of the axes' points.", footer = {
    "", "Axis specs, none of which needs quotes:",
    "  name=10:40:5         from 10 to 40 in steps of 5, counted in decimal",
    "  name=lin:10:40:7     7 points, evenly spaced from 10 to 40",
    "  name=log:1:1000:4    4 points, each the same factor above the one before",
    "  name=10,15,20        these points; 25%% is 0.25",
    "  name.add=-1,0,1      added to the parameter's value",
    "  name.scale=90%%,110%%  multiplied by it",
    "  name@2Q26=…          in one period of a model over time; name@2Q26.add=… too",
    "  a=1,2,3+b=4,5,6      two parameters that move together",
    "The last axis runs fastest; the periods of a model over time always come last.", "",
    "Formats:",
    "  table    rounded for reading, with units; the last of several axes, and periods, across",
    "  csv      a line per cell: axes, then metrics; every number reads back to the same double",
    "  ndjson   the same as JSON objects; NaN, Infinity, -Infinity are strings",
    "  heatmap  two axes; coloured on a terminal unless NO_COLOR is set", "", "Examples:",
    "  margrid grid taas-deal --axis gross_revenue_per_mw=10:40:5 -m provider_ebit_margin",
    "  margrid grid taas-deal --axis revenue_share=10%%:40%%:5%% --axis iaas_fee_per_mw=5:10:1 \\",
    "      -m provider_ebit_margin --format heatmap --png margin.png",
    "  margrid grid taas-deal --axis revenue_share=lin:0:1:1000 --format csv -o shares.csv",
    "  margrid grid lab-arr --axis net_new_arr@2Q26.add=-2000:2000:1000 -m arr --png arr.png"})
final class GridCommand implements Callable<Integer> {
  private static final int MAX_TILES = 64;

  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Option(names = {"-a",
      "--axis"}, paramLabel = "SPEC", description = "An axis, see below. May be repeated; none is a grid of one cell.")
  private List<String> axes = new ArrayList<>();

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", description = "table, csv, ndjson or heatmap. Default: table; with --png alone, the picture only.")
  private String format = "";

  @Option(names = "--png", paramLabel = "FILE", description = "Draw a picture: lines over one axis or over time, a heatmap over two axes.")
  private @Nullable Path picture;

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = "Write there instead of to standard output. The file appears when it is complete; until "
          + "then it is FILE.part.")
  private @Nullable Path output;

  @Option(names = "--tiles", paramLabel = "N", description = "Stream so many parts of the grid at once, from all servers; 1 to 64. Default: 1.")
  private int tiles = 1;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  GridCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    GridSpec.Builder grid = GridSpec.newBuilder().addAllMetrics(options.metrics())
        .addAllPeriods(periods.periods());
    GridFormat.parse(format);
    axes.forEach(axis -> grid.addAxes(AxisSpec.parse(axis)));
    if (tiles < 1 || tiles > MAX_TILES) {
      throw CommandException.wrongUsage("--tiles", Integer.toString(tiles), "1 to " + MAX_TILES);
    }
    if (picture != null && picture.equals(output)) {
      throw CommandException.wrongUsage("--png", picture.toString(), "another file than -o");
    }
    try (Connection connection = common.connect(terminal, tiles); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Model model = models.of(text.base());
      grid.setScenario(ScenarioOptions.scenario(text, models));
      GridReader.read(connection.client(), grid.build(), sinks(model, results), progress());
      results.complete();
    }
    return 0;
  }

  private List<GridSink> sinks(Model model, Results results) {
    Hints hints = new Hints(model);
    List<GridSink> sinks = new ArrayList<>();
    if (!format.isEmpty() || output != null || picture == null) {
      sinks.add(GridFormat.parse(format).sink(results.text(output), hints, terminal, output == null));
    }
    if (picture != null) {
      sinks.add(new CollectedGrid(new PictureView(results.file(picture), hints, ModelTitle.of(model))));
    }
    return sinks;
  }

  // Lines that scroll by on the same terminal are progress enough; a bar between them would disturb.
  private Progress progress() {
    boolean scrolls = output == null && terminal.outIsTerminal() && GridFormat.parse(format).streams();
    return new Progress(terminal, !scrolls);
  }
}
