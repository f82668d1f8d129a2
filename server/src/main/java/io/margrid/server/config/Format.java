package io.margrid.server.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What the text of a setting must look like. */
sealed interface Format {
  /** Whether the text is as the rule says. */
  boolean accepts(String text);

  /** Completes "expected: …". */
  String rule();

  /** A whole number within bounds, both inclusive. */
  record WholeNumber(long least, long greatest) implements Format {
    @Override
    public boolean accepts(String text) {
      try {
        long value = Long.parseLong(text);
        return value >= least && value <= greatest;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public String rule() {
      return "a whole number, " + least + " to " + greatest;
    }
  }

  /** One of a few words. */
  record Choice(List<String> words) implements Format {
    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }

    @Override
    public String rule() {
      return String.join(" or ", words);
    }
  }

  /** A name or an address: anything but nothing. */
  record Text(String rule) implements Format {
    @Override
    public boolean accepts(String text) {
      return !text.isBlank();
    }
  }

  /** A directory that exists, or nothing. */
  record OptionalDirectory() implements Format {
    @Override
    public boolean accepts(String text) {
      try {
        return text.isEmpty() || Files.isDirectory(Path.of(text));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    @Override
    public String rule() {
      return "a directory that exists";
    }
  }

  /** A file that can be read, or nothing. */
  record OptionalFile() implements Format {
    @Override
    public boolean accepts(String text) {
      try {
        return text.isEmpty() || (!Files.isDirectory(Path.of(text)) && Files.isReadable(Path.of(text)));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    @Override
    public String rule() {
      return "a file that can be read";
    }
  }
}
