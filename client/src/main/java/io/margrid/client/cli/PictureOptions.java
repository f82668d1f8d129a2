package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an answer is written, as text or as a picture or both, and where. */
final class PictureOptions implements HelpText {
  @Mixin
  private final OutputOptions text;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw ${bundle:picture}; no text then unless -f or -o asks for it.")
  private @Nullable Path picture;

  private final String drawing;

  /** {@code drawing} says what the picture shows; of the formats of texts the first is the usual one. */
  PictureOptions(String drawing, String... formats) {
    this.drawing = drawing;
    text = new OutputOptions(formats);
  }

  @Override
  public Map<String, String> helpTexts() {
    return Map.of("picture", drawing);
  }

  /** How text is written. */
  OutputOptions text() {
    return text;
  }

  /** Refuses what cannot be written, before anything is computed. */
  void check() {
    text.format();
    if (picture != null && picture.equals(text.file())) {
      throw CommandException.wrongUsage("--png", picture.toString(), "another file than -o");
    }
  }

  /** Whether there is to be text. */
  boolean textWanted() {
    return text.wanted() || picture == null;
  }

  /** Where the picture goes, if one is wanted. */
  Optional<Path> picture() {
    return Optional.ofNullable(picture);
  }
}
