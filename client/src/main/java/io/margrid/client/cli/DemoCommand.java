package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.demo.DealTables;
import io.margrid.client.cli.demo.PublishedTables;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.AxisSpec;
import io.margrid.client.cli.input.SettingText;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.HeatmapView;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Scenario;
import io.margrid.v1.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code margrid demo}: a published deal, recomputed through client, socket, server and core, and checked. */
@Command(name = "demo", description = "Recompute the two published tables of a token-as-a-service deal, and check every cell.", footer = {
    "", "Exit code 1 if a cell differs from the published one; it is named."})
final class DemoCommand extends ModelCommand {
  private static final String MODEL = "taas-deal";
  private static final List<String> TERMS = List.of("revenue_share=25%", "iaas_fee_per_mw=7.5",
      "provider_opex_per_mw=6.5");
  private static final String MARGIN = "provider_ebit_margin";
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;

  DemoCommand(Terminal terminal) {
    super(terminal);
    out = terminal.out();
  }

  @Override
  Question read() {
    long start = System.nanoTime();
    return (client, results) -> {
      Model model = Subject.model(client, MODEL);
      long connected = System.nanoTime();
      terms(model);
      List<String> differences = tables(client);
      if (!differences.isEmpty()) {
        throw CommandException.failed(String.join("\n", differences), null);
      }
      heatmap(client, new Hints(model));
      ending((connected - start) / NANOS_PER_SECOND, (System.nanoTime() - connected) / NANOS_PER_SECOND);
    };
  }

  private void terms(Model model) {
    out.println(model.getTitle().isEmpty() ? MODEL : model.getTitle());
    out.println("The provider hosts a lab's models for a flat fee plus a share of the token revenue.\n");
    Hints hints = new Hints(model);
    TextTable terms = new TextTable().left(3);
    for (Setting setting : SettingText.parse(TERMS)) {
      Parameter parameter = model.getParametersList().stream()
          .filter(candidate -> candidate.getName().equals(setting.getParameter())).findFirst()
          .orElse(Parameter.getDefaultInstance());
      String unit = parameter.getUnit().equals("1") ? "" : " " + parameter.getUnit();
      terms.row(List.of("  " + setting.getParameter(),
          DisplayText.of(setting.getValue(),
              hints.of(setting.getParameter()).toBuilder().clearDecimals().build()) + unit,
          parameter.getDescription()));
    }
    out.print(terms.render());
  }

  private List<String> tables(MargridClient client) throws IOException {
    PublishedTables published = PublishedTables.bundled();
    String points = published.grossRevenues().stream().map(String::valueOf).collect(Collectors.joining(","));
    GridSpec grid = grid(DealTables.metrics(published), DealTables.AXIS + "=" + points);
    List<GridValues> computed = new ArrayList<>();
    read(client, grid, new Kept(computed));
    DealTables tables = new DealTables(published, computed.get(0));
    out.println("\nThe provider, in MUSD per MW and year\n" + tables.provider());
    out.println("The lab, in MUSD per MW and year\n" + tables.lab());
    List<String> differences = tables.differences();
    if (differences.isEmpty()) {
      out.println("All " + tables.cellCount() + " cells are as published (SemiAnalysis, 28 May 2026).\n");
    }
    return differences;
  }

  private void heatmap(MargridClient client, Hints hints) throws IOException {
    out.println("The provider's margin for other terms, at the model's gross revenue");
    read(client, grid(List.of(MARGIN), "revenue_share=10%:40%:5%", "iaas_fee_per_mw=5:10:1"),
        new HeatmapView(terminal().results(), hints, terminal().paint(), terminal().columns()));
  }

  private static GridSpec grid(List<String> metrics, String... axes) {
    Scenario.Builder scenario = Scenario.newBuilder().setModelId(MODEL);
    for (Setting setting : SettingText.parse(TERMS)) {
      scenario.addSettings(setting);
    }
    GridSpec.Builder grid = GridSpec.newBuilder().setScenario(scenario).addAllMetrics(metrics);
    for (String axis : axes) {
      grid.addAxes(AxisSpec.parse(axis));
    }
    return grid.build();
  }

  private void read(MargridClient client, GridSpec grid, CollectedGrid.View view) throws IOException {
    GridReader.read(client, grid, List.of(new CollectedGrid(view)), new Progress(terminal(), false));
  }

  private void ending(double connecting, double computing) {
    out.println(
        String.format(Locale.ROOT, "%n%s %.2f s; both grids were computed, streamed and shown in %.2f s.",
            usesPrivateServer() ? "A private server started and answered in" : "The server answered in",
            connecting,
            computing));
    out.print("""

      Next:
        bin/margrid describe taas-deal
        bin/margrid eval taas-deal -p revenue_share=30%
        bin/margrid grid taas-deal --axis gross_revenue_per_mw=10:40:5 -m provider_ebit_margin
        bin/margrid grid taas-deal --axis revenue_share=10%:40%:1% --axis iaas_fee_per_mw=5:10:0.25 \\
            -m provider_ebit_margin --png margin.png
        bin/margrid grid taas-deal --axis revenue_share=lin:0:1:1000 --format csv | head
        bin/margrid help
      """);
  }

  /** Keeps the grid for the tables. */
  private record Kept(List<GridValues> grids) implements CollectedGrid.View {
    @Override
    public void check(GridShape shape) {
      // The demo asks for few cells.
    }

    @Override
    public void show(GridValues grid) {
      grids.add(grid);
    }
  }
}
