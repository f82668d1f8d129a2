package io.margrid.client.cli.input;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;
import io.margrid.client.cli.fault.CommandException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a message of the user's own, as protobuf text or as JSON. */
final class MessageFile {
  private static final long MOST_BYTES = 16L << 20;

  private static final String STANDARD_INPUT = "-";

  private MessageFile() {}

  /**
   * Merges the file into {@code message}. JSON if it begins with a brace, else protobuf text: no text message does.
   *
   * @param what the message's name, for errors
   * @throws CommandException naming the file, and line and column where the syntax is at fault
   */
  static void read(Path file, String what, Message.Builder message) {
    String content = content(file, what);
    try {
      if (content.stripLeading().startsWith("{")) {
        JsonFormat.parser().merge(content, message);
      } else {
        TextFormat.merge(content, message);
      }
    } catch (TextFormat.ParseException e) {
      throw CommandException.wrongUsage(
          file + ":" + e.getLine() + ":" + e.getColumn() + ": " + reason(e)
              + " (expected: a " + what + " as protobuf text, or as JSON)",
          e);
    } catch (InvalidProtocolBufferException e) {
      throw CommandException.wrongUsage(file + ": " + reason(e) + " (expected: a " + what + " as JSON)", e);
    }
  }

  /**
   * The whole text of a file of at most 16 MiB, or of standard input if it is called {@code -}; {@code what} it should
   * be, for errors.
   */
  static String content(Path file, String what) {
    if (file.toString().equals(STANDARD_INPUT)) {
      return standardInput(what);
    }
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
        throw CommandException.wrongUsage(file.toString(), Files.size(file) + " bytes", "at most 16 MiB");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw CommandException.wrongUsage(file + ": not text (expected: a " + what + ", UTF-8)", e);
    } catch (IOException e) {
      String fault = Files.isDirectory(file) ? "a directory"
          : Files.exists(file) ? "not readable" : "not found";
      throw CommandException
          .wrongUsage(file + ": " + fault + " (expected: a " + what.toLowerCase(Locale.ROOT) + " file)", e);
    }
  }

  private static String standardInput(String what) {
    try {
      byte[] bytes = System.in.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw CommandException.wrongUsage("standard input", "more than 16 MiB", "at most 16 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException e) {
      throw CommandException.wrongUsage("standard input: not text (expected: a " + what + ", UTF-8)", e);
    }
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
