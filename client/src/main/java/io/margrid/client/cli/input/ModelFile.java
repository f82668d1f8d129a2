package io.margrid.client.cli.input;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Model;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model of the user's own: a {@code Model} message as protobuf text or as JSON. */
public final class ModelFile {
  private static final long MOST_BYTES = 16L << 20;

  private ModelFile() {}

  /**
   * Reads the file. JSON if it begins with a brace, else protobuf text: no text message does.
   *
   * @throws CommandException naming the file, and line and column where the syntax is at fault
   */
  public static Model read(Path file) {
    String content = content(file);
    try {
      return content.stripLeading().startsWith("{") ? json(content) : text(content);
    } catch (TextFormat.ParseException e) {
      throw CommandException.failed(
          file + ":" + e.getLine() + ":" + e.getColumn() + ": " + reason(e)
              + " (expected: a Model as protobuf text, or as JSON)",
          e);
    } catch (InvalidProtocolBufferException e) {
      throw CommandException.failed(file + ": not a Model in JSON: " + reason(e), e);
    }
  }

  private static String content(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
        throw CommandException.failed(file.toString(), Files.size(file) + " bytes", "at most 16 MiB");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw CommandException.failed(file + ": not text (expected: a Model as protobuf text or JSON, UTF-8)",
          e);
    } catch (IOException e) {
      String what = Files.isDirectory(file) ? "a directory"
          : Files.exists(file) ? "not readable" : "not found";
      throw CommandException.failed(file + ": " + what + " (expected: a model file)", e);
    }
  }

  private static Model text(String content) throws TextFormat.ParseException {
    return TextFormat.parse(content, Model.class);
  }

  private static Model json(String content) throws InvalidProtocolBufferException {
    Model.Builder model = Model.newBuilder();
    JsonFormat.parser().merge(content, model);
    return model.build();
  }

  // The parsers' messages begin with places of their own, name Java classes and link to help pages for programmers.
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage())
        .replace("Input contains unknown fields and/or extensions:", "unknown field:")
        .replace("margrid.v1.", "");
    return message.replaceAll("(^|\\n)[0-9]+:[0-9]+:\\s*", " ").replaceAll("\\S*Exception: ", "")
        .replaceAll("\\s*See https:\\S+", "").replaceAll("\\s+", " ").strip();
  }
}
