package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code --series FILE}: a csv with a heading line, the first column the period, a column for each parameter. An
 * empty field leaves that period as it is. Lines that begin with {@code #} and empty ones are skipped.
 */
final class SeriesFile {
  private static final String OPTION = "--series";

  private SeriesFile() {}

  /**
   * The values given, by parameter and period, in the file's order.
   *
   * @throws CommandException naming file and line
   */
  static Map<String, Map<String, Double>> read(Path file) {
    List<String> lines = MessageFile.content(file, "csv").lines().toList();
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    List<String> names = List.of();
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line).strip().replace("\ufeff", "");
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      List<String> fields = fields(text);
      String place = OPTION + " " + file + ":" + (line + 1);
      if (names.isEmpty()) {
        names = names(place, fields, values);
      } else {
        row(place, names, fields, values);
      }
    }
    if (names.isEmpty()) {
      throw CommandException.wrongUsage(OPTION + " " + file, "empty",
          "a heading line and a line for each period");
    }
    return values;
  }

  private static List<String> names(String place, List<String> fields,
      Map<String, Map<String, Double>> values) {
    for (String name : fields.subList(1, fields.size())) {
      if (name.isEmpty() || values.put(name, new LinkedHashMap<>()) != null) {
        throw CommandException.wrongUsage(place, name.isEmpty() ? "a column without a name" : name + " again",
            "the period, then each parameter once");
      }
    }
    if (fields.size() < 2) {
      throw CommandException.wrongUsage(place, fields.get(0), "the period, then a column for each parameter");
    }
    return fields;
  }

  private static void row(String place, List<String> names, List<String> fields,
      Map<String, Map<String, Double>> values) {
    if (fields.size() != names.size()) {
      throw CommandException.wrongUsage(place, fields.size() + " fields",
          names.size() + ", as in the heading line");
    }
    String period = fields.get(0);
    for (int column = 1; column < names.size(); column++) {
      Map<String, Double> series = values.getOrDefault(names.get(column), Map.of());
      if (series.containsKey(period)) {
        throw CommandException.wrongUsage(place, period + " again", "each period once");
      }
      if (!fields.get(column).isEmpty()) {
        series.put(period,
            DecimalText.parse(place + " " + names.get(column), fields.get(column)).doubleValue());
      }
    }
  }

  private static List<String> fields(String text) {
    List<String> fields = new ArrayList<>();
    for (String field : text.split("[,;\\t]", -1)) {
      String plain = field.strip();
      boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
      fields.add(quoted ? plain.substring(1, plain.length() - 1) : plain);
    }
    return fields;
  }
}
