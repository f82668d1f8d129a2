package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks something of a model: all that was typed is checked before a server is asked, or started. */
abstract class ModelCommand implements Callable<Integer> {
  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  ModelCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is left to do once a server is there. */
  interface Question {
    /** Asks, and writes the answer. */
    void ask(MargridClient client, Results results) throws IOException;
  }

  /** Reads what was typed, and the files that it names. */
  abstract Question read();

  @Override
  public final Integer call() throws IOException {
    Question question = read();
    common.ask(terminal, tiles(), client -> {
      try (Results results = new Results(terminal)) {
        question.ask(client, results);
        results.complete();
      }
    });
    return 0;
  }

  /** Parts of a grid to stream at once. */
  int tiles() {
    return 1;
  }

  final boolean usesPrivateServer() {
    return common.isPrivate(terminal);
  }

  final Terminal terminal() {
    return terminal;
  }
}
