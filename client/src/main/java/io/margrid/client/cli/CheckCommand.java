package io.margrid.client.cli;

import io.margrid.client.cli.input.ModelFile;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.CompiledMetric;
import io.margrid.v1.Diagnostic;
import io.margrid.v1.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code margrid check FILE}: does a model compile, and what does it mean. */
@Command(name = "check", description = "Check a model file: syntax, names, units, cycles.", footer = {"",
    "A file is a Model message as protobuf text or JSON:", "", "  id: \"margin\"",
    "  parameters { name: \"price\" unit: \"USD\" value: 10 }",
    "  parameters { name: \"cost\" unit: \"USD\" value: 7 }",
    "  metrics { name: \"margin\" formula: \"(price - cost) / price\" display { format: FORMAT_PERCENT } }",
    "",
    "Exit code 1 if the model has faults; they are listed with field, line and column."})
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The model file.")
  private Path file = Path.of("");

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Model model = ModelFile.read(file);
    try (Connection connection = common.connect(terminal)) {
      CompileModelResponse compiled = Answers.of(connection.client().compileModel(model));
      if (!compiled.getValid()) {
        compiled.getDiagnosticsList().forEach(fault -> terminal.err().println(line(fault)));
        return 1;
      }
      terminal.out().print(page(compiled));
    }
    return 0;
  }

  private String line(Diagnostic fault) {
    String place = fault.getLine() == 0 ? ""
        : " (line " + fault.getLine() + ", column " + fault.getColumn() + ")";
    String message = fault.getMessage();
    String field = message.startsWith(fault.getField()) ? "" : fault.getField() + ": ";
    return file + ": " + field + message + place;
  }

  private String page(CompileModelResponse compiled) {
    TextTable table = new TextTable().left(3).heading(List.of("metric", "unit", "formula"));
    for (CompiledMetric metric : compiled.getMetricsList()) {
      table.row(List.of(metric.getName(), metric.getUnit(), metric.getFormula()));
    }
    return file + ": valid\n\n" + table.render();
  }
}
