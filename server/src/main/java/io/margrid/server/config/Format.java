package io.margrid.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the text of a setting must look like. */
sealed interface Format {
  /** Whether the text is as the rule says. */
  boolean accepts(String text);

  /** Completes "expected: …". */
  String rule();

  /** What stands for a value in a list of flags: its choices, or a word in capitals. */
  String placeholder();

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

    @Override
    public String placeholder() {
      return "NUMBER";
    }
  }

  /** A whole number within bounds, both inclusive, or one of a few words. */
  record WordOrNumber(List<String> words, long least, long greatest) implements Format {
    @Override
    public boolean accepts(String text) {
      return words.contains(text) || new WholeNumber(least, greatest).accepts(text);
    }

    @Override
    public String rule() {
      return String.join(" or ", words) + " or " + new WholeNumber(least, greatest).rule();
    }

    @Override
    public String placeholder() {
      return String.join("|", words) + "|NUMBER";
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

    @Override
    public String placeholder() {
      return String.join("|", words);
    }
  }

  /** A name or an address: anything but nothing. */
  record Text(String rule) implements Format {
    @Override
    public boolean accepts(String text) {
      return !text.isBlank();
    }

    @Override
    public String placeholder() {
      return "NAME";
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

    @Override
    public String placeholder() {
      return "DIRECTORY";
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

    @Override
    public String placeholder() {
      return "FILE";
    }
  }

  /** Any text, or nothing. */
  record Anything(String rule) implements Format {
    @Override
    public boolean accepts(String text) {
      return true;
    }

    @Override
    public String placeholder() {
      return "NAME";
    }
  }

  /** One or more of a few words, with commas between. */
  record Choices(List<String> words) implements Format {
    @Override
    public boolean accepts(String text) {
      return words.containsAll(List.of(text.split(",", -1)));
    }

    @Override
    public String rule() {
      return "with commas between: " + String.join(", ", words);
    }

    @Override
    public String placeholder() {
      return String.join("|", words) + "[,…]";
    }
  }

  /** A file that can be read, an address, or nothing. Keys that came unprotected could be anybody's. */
  record KeySource() implements Format {
    private static final Pattern ADDRESS = Pattern
        .compile("https://\\S+|http://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?(/\\S*)?");

    @Override
    public boolean accepts(String text) {
      return isAddress(text) ? isUri(text) : new OptionalFile().accepts(text);
    }

    static boolean isAddress(String text) {
      return ADDRESS.matcher(text).matches();
    }

    private static boolean isUri(String text) {
      try {
        return new URI(text).getHost() != null;
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public String rule() {
      return "a file that can be read, or an https address";
    }

    @Override
    public String placeholder() {
      return "FILE|ADDRESS";
    }
  }

  /** A number from 0 to 1. */
  record Share() implements Format {
    private static final Pattern DECIMAL = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");

    @Override
    public boolean accepts(String text) {
      return DECIMAL.matcher(text).matches();
    }

    @Override
    public String rule() {
      return "a number, 0 to 1";
    }

    @Override
    public String placeholder() {
      return "SHARE";
    }
  }

  /** An address, or nothing. Without user and password: these would be shown with the settings. */
  record TraceCollector() implements Format {
    @Override
    public boolean accepts(String text) {
      try {
        return text.isEmpty() || isAddress(new URI(text));
      } catch (URISyntaxException e) {
        return false;
      }
    }

    private static boolean isAddress(URI uri) {
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null
          && uri.getFragment() == null;
    }

    @Override
    public String rule() {
      return "an address such as http://127.0.0.1:4318, without user, password and query";
    }

    @Override
    public String placeholder() {
      return "ADDRESS";
    }
  }
}
