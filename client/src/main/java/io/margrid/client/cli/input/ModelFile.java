package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Model;
import java.nio.file.Path;

/** Reads a model of the user's own: a {@code Model} message as protobuf text or as JSON. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Reads the file. JSON if it begins with a brace, else protobuf text: no text message does.
   *
   * @throws CommandException naming the file, and line and column where the syntax is at fault
   */
  public static Model read(Path file) {
    Model.Builder model = Model.newBuilder();
    MessageFile.read(file, "Model", model);
    return model.build();
  }
}
