package io.margrid.core.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the golden tables: comments with #, a line of column names, cells that may be quoted. */
final class Csv {
  private Csv() {}

  /** The rows, by column name; at least one. */
  static List<Map<String, String>> rows(String file) {
    List<List<String>> lines = text(file).lines().filter(line -> !line.startsWith("#")).map(Csv::cells)
        .toList();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(lines.getFirst().get(i), cells.get(i));
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new AssertionError(file + " is empty");
    }
    return rows;
  }

  /** The cell of a column that the table has. */
  static String cell(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  private static String text(String file) {
    try (InputStream stream = Csv.class.getResourceAsStream("/golden/" + file)) {
      return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
