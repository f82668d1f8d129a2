package io.margrid.client.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The two sensitivity tables as printed: a row for each gross revenue, a column for each figure. The first
 * column is the gross revenue; names that end in {@code _pct} are in per cent.
 */
public final class PublishedTables {
  private static final String RESOURCE = "taas_deal_sensitivity.csv";

  private final List<String> columns;
  private final List<String[]> rows;

  private PublishedTables(List<String> columns, List<String[]> rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** The project's own copy of the tables. */
  public static PublishedTables bundled() {
    try (InputStream file = PublishedTables.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException(RESOURCE + ": absent (expected: beside the class)");
      }
      return read(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a csv file; lines that begin with {@code #} are comments, the first other line has the names. */
  static PublishedTables read(Reader csv) throws IOException {
    List<String[]> lines = new ArrayList<>();
    try (BufferedReader reader = new BufferedReader(csv)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.strip().split(",", -1));
        }
      }
    }
    return new PublishedTables(List.of(lines.get(0)), lines.subList(1, lines.size()));
  }

  /** The gross revenues, in MUSD/MW/yr, in the order printed. */
  public List<Double> grossRevenues() {
    return rows.stream().map(row -> Double.valueOf(row[0])).toList();
  }

  /** The names of the figures, in the order printed. */
  List<String> figures() {
    return columns.subList(1, columns.size());
  }

  /** A figure as printed. */
  String printed(String figure, int row) {
    return rows.get(row)[columns.indexOf(figure)];
  }
}
