package io.margrid.server.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of every setting, and where it comes from: a flag, else an environment variable, else the default. */
public final class SettingValues {
  /** Where a value comes from. */
  public enum Source {
    FLAG, ENVIRONMENT, DEFAULT
  }

  /** One setting's value. */
  public record Value(String text, Source source) {}

  private final Map<Setting, Value> values;

  private SettingValues(Map<Setting, Value> values) {
    this.values = values;
  }

  /**
   * Every setting's value, each of the form that its setting asks for.
   *
   * @param flags       texts given on the command line
   * @param environment the process'; variables of other names are left alone, unless they were meant to be settings
   * @throws InvalidConfigException with every value that is not as its rule says, and every name that is mistyped
   */
  public static SettingValues of(Map<Setting, String> flags, Map<String, String> environment) {
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    List<String> faults = new ArrayList<>(new StrangeVariables(environment).faults());
    for (Setting setting : Setting.values()) {
      Value value = value(setting, flags.get(setting), environment.get(setting.variable()));
      values.put(setting, value);
      if (!setting.accepts(value.text)) {
        faults.add(fault(setting, value, setting.rule()));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidConfigException(faults);
    }
    return new SettingValues(values);
  }

  private static Value value(Setting setting, @Nullable String flag, @Nullable String variable) {
    if (flag != null) {
      return new Value(flag, Source.FLAG);
    }
    return variable != null
        ? new Value(variable, Source.ENVIRONMENT)
        : new Value(setting.defaultText(), Source.DEFAULT);
  }

  /** The user and the password of an address, which have no place in a terminal or a log. */
  private static final Pattern USER_INFO = Pattern.compile("://[^/?#]*@");

  /** {@code flag: value (expected: rule)}, or the variable's name where the value stands in one. */
  private static String fault(Setting setting, Value value, String rule) {
    String name = value.source == Source.ENVIRONMENT ? setting.variable() : setting.flag();
    return name + ": " + shown(value) + " (expected: " + rule + ")";
  }

  private static String shown(Value value) {
    if (value.text.isEmpty() && value.source == Source.DEFAULT) {
      return "absent";
    }
    return value.text.isBlank()
        ? "\"" + value.text + "\""
        : USER_INFO.matcher(value.text).replaceAll("://…@");
  }

  /**
   * A fault that only shows when settings are held against each other.
   *
   * @throws InvalidConfigException if the condition does not hold
   */
  void require(boolean condition, Setting setting, String rule) {
    if (!condition) {
      throw new InvalidConfigException(List.of(fault(setting, value(setting), rule)));
    }
  }

  private Value value(Setting setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException("every setting has a value: " + setting);
    }
    return value;
  }

  public String text(Setting setting) {
    return value(setting).text;
  }

  /** The value of a setting whose unit is the second. */
  Duration seconds(Setting setting) {
    return Duration.ofSeconds(number(setting));
  }

  /** For settings that are whole numbers. */
  public long number(Setting setting) {
    return Long.parseLong(text(setting));
  }

  int whole(Setting setting) {
    return Math.toIntExact(number(setting));
  }

  /**
   * A table for people: every setting with value, source, unit and description.
   *
   * @param inForce what a server takes for settings whose texts only say where that comes from; it may repeat others'
   */
  public String table(Map<Setting, String> inForce) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[]{"setting", "value", "source", "unit", "description"});
    for (Setting setting : Setting.values()) {
      String given = text(setting);
      String taken = inForce.getOrDefault(setting, given);
      String derived = taken.equals(given) ? "" : " " + given + ", derived";
      rows.add(new String[]{setting.flag().substring(2), dash(taken), source(setting) + derived,
          dash(setting.unit()),
          setting.description() + "; " + setting.rule()});
    }
    int[] widths = new int[4];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
    StringBuilder table = new StringBuilder();
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        table.append(row[i]).repeat(' ', widths[i] + 2 - row[i].length());
      }
      table.append(row[4]).append('\n');
    }
    return table.toString();
  }

  private String source(Setting setting) {
    return switch (value(setting).source) {
      case FLAG -> setting.flag();
      case ENVIRONMENT -> setting.variable();
      case DEFAULT -> "default";
    };
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
