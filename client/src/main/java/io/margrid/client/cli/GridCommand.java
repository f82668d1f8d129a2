package io.margrid.client.cli;

import io.margrid.client.cli.chart.PictureView;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.GridSink;
import io.margrid.client.cli.output.HeatmapView;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.LongForm;
import io.margrid.client.cli.output.Paint;
import io.margrid.client.cli.output.ReasonLines;
import io.margrid.client.cli.output.TableView;
import io.margrid.v1.GridSpec;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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
    "  name@2Q26=…          in one period of a model over time; also name@2Q26.add=",
    "  a=1,2,3+b=4,5,6      two parameters that move together",
    "The last axis runs fastest; the periods of a model over time always come last.", "",
    "Formats:",
    "  table    rounded, with units; the last of several axes, and periods, across",
    "  csv      a line per cell: axes, metrics; numbers read back to the same double",
    "  ndjson   the same as JSON objects; NaN, Infinity, -Infinity are strings",
    "  heatmap  two axes; coloured on a terminal unless NO_COLOR is set", "", "Examples:",
    "  margrid grid taas-deal -a gross_revenue_per_mw=10:40:5 -m provider_ebit_margin",
    "  margrid grid taas-deal \\",
    "      --axis revenue_share=10%%:40%%:5%% --axis iaas_fee_per_mw=5:10:1 \\",
    "      -m provider_ebit_margin --format heatmap --png margin.png",
    "  margrid grid taas-deal --axis revenue_share=lin:0:1:1000 -f csv -o shares.csv",
    "  margrid grid lab-arr --axis net_new_arr@2Q26.add=-2000:2000:1000 \\",
    "      -m arr --png arr.png"})
final class GridCommand extends ModelCommand {
  private static final int MAX_TILES = 64;

  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Mixin
  private final AxisOptions axes = new AxisOptions(
      "all forms are below. May be repeated; none is a grid of one cell.");

  @Mixin
  private final MetricOptions metrics = new MetricOptions(MetricOptions.SEVERAL);

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Option(names = "--tiles", paramLabel = "N", description = "Stream so many parts of the grid at once, from all servers; 1 to 64. Default: 1.")
  private int tiles = 1;

  @Mixin
  private final PictureOptions output = new PictureOptions(
      "lines over one axis or over time, a heatmap over two axes", "table", "csv", "ndjson", "heatmap");

  GridCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText text = scenario.read();
    output.check();
    if (tiles < 1 || tiles > MAX_TILES) {
      throw CommandException.wrongUsage("--tiles", Integer.toString(tiles), "1 to " + MAX_TILES);
    }
    GridSpec.Builder grid = GridSpec.newBuilder().addAllMetrics(metrics.all())
        .addAllPeriods(periods.periods()).addAllAxes(axes.axes());
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      GridReader.read(client, grid.setScenario(subject.scenario()).build(), sinks(subject, results),
          progress());
    };
  }

  @Override
  int tiles() {
    return tiles;
  }

  private List<GridSink> sinks(Subject subject, Results results) {
    List<GridSink> sinks = new ArrayList<>();
    if (output.textWanted()) {
      OutputStream out = results.text(output.text().file());
      sinks.add(text(out, subject.hints()));
      if (!isStreamed()) {
        sinks.add(new ReasonLines(out));
      }
    }
    output.picture().ifPresent(file -> sinks.add(
        new CollectedGrid(new PictureView(results.file(file), subject.hints(), subject.title()))));
    return sinks;
  }

  private GridSink text(OutputStream out, Hints hints) {
    Paint paint = output.text().file() == null ? terminal().paint() : Paint.NONE;
    return switch (output.text().format()) {
      case "csv" -> LongForm.csv(out);
      case "ndjson" -> LongForm.ndjson(out);
      case "heatmap" -> new CollectedGrid(new HeatmapView(out, hints, paint, terminal().columns()));
      default -> new CollectedGrid(new TableView(out, hints));
    };
  }

  // Formats for machines: nothing but cells, as they arrive.
  private boolean isStreamed() {
    return List.of("csv", "ndjson").contains(output.text().format());
  }

  // Lines that scroll by on the same terminal are progress enough; a bar between them would disturb.
  private Progress progress() {
    boolean scrolls = isStreamed() && output.textWanted() && output.text().file() == null
        && terminal().outIsTerminal();
    return new Progress(terminal(), !scrolls);
  }
}
