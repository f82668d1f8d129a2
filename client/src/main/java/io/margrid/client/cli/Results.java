package io.margrid.client.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outputs of one command. Files that are not complete when it ends are deleted. */
final class Results implements AutoCloseable {
  private final Terminal terminal;
  private final List<ResultFile> files = new ArrayList<>();

  Results(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A file, or standard output if there is none. */
  OutputStream text(@Nullable Path file) {
    return file == null ? terminal.results() : file(file);
  }

  /** A file that appears under its name when all is complete. */
  OutputStream file(Path path) {
    ResultFile file = ResultFile.open(path);
    files.add(file);
    return file.stream();
  }

  /** Writes a text to a file, or to standard output if there is none. */
  void print(@Nullable Path file, String text) throws IOException {
    OutputStream out = text(file);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** An answer as text of a format. */
  interface Text {
    String in(String format) throws IOException;
  }

  /** Draws an answer. */
  interface Drawing {
    void on(OutputStream picture) throws IOException;
  }

  /** Writes an answer as asked: as text, as a picture, or as both. */
  void show(PictureOptions output, Text text, Drawing drawing) throws IOException {
    if (output.textWanted()) {
      print(output.text().file(), text.in(output.text().format()));
    }
    if (output.picture().isPresent()) {
      drawing.on(file(output.picture().get()));
    }
  }

  /** All is written, which a person is told of each file. */
  void complete() throws IOException {
    for (ResultFile file : files) {
      file.complete();
      if (terminal.errIsTerminal()) {
        terminal.err().println("written: " + file.name());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (ResultFile file : files) {
      file.close();
    }
  }
}
