package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ModelFile;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.CompiledMetric;
import io.margrid.v1.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code margrid check FILE}: does a model compile, and what does it mean. */
@Command(name = "check", description = "Check a model file: syntax, names, units, cycles.", footer = {"",
    "A file is a Model message as protobuf text or JSON:", "", "  id: \"margin\"",
    "  parameters { name: \"price\" unit: \"USD\" value: 10 }",
    "  parameters { name: \"cost\" unit: \"USD\" value: 7 }",
    "  metrics {",
    "    name: \"margin\" formula: \"(price - cost) / price\"",
    "    display { format: FORMAT_PERCENT }",
    "  }",
    "",
    "`-` reads it from standard input.",
    "Exit code 2 if the model has faults; they are listed with field, line and column."})
final class CheckCommand extends ModelCommand {
  @Parameters(paramLabel = "FILE", description = "The model file, or - for standard input.")
  private Path file = Path.of("");

  CheckCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    CompileModelRequest request = CompileModelRequest.newBuilder().setModel(ModelFile.read(file)).build();
    return (client, results) -> {
      CompileModelResponse compiled = Answers.of(client.compileModel(request.getModel()), request);
      if (!compiled.getValid()) {
        throw CommandException.wrongUsage(
            compiled.getDiagnosticsList().stream().map(this::line).toList());
      }
      results.print(null, page(compiled));
    };
  }

  private String name() {
    return file.toString().equals("-") ? "standard input" : file.toString();
  }

  private String line(Diagnostic fault) {
    String place = fault.getLine() == 0 ? ""
        : " (line " + fault.getLine() + ", column " + fault.getColumn() + ")";
    String message = fault.getMessage();
    String field = message.startsWith(fault.getField()) ? "" : fault.getField() + ": ";
    return name() + ": " + field + message + place;
  }

  private String page(CompileModelResponse compiled) {
    TextTable table = new TextTable().left(3).heading(List.of("metric", "unit", "formula"));
    for (CompiledMetric metric : compiled.getMetricsList()) {
      table.row(List.of(metric.getName(), metric.getUnit(), metric.getFormula()));
    }
    return name() + ": valid\n\n" + table.render();
  }
}
