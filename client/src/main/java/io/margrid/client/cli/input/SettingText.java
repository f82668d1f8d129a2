package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.Series;
import io.margrid.v1.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code -p name=value}, {@code -p name=1,2,3} and {@code -p name[2Q26]=value}.
 *
 * @param target what is set; never by addition or factor
 * @param values one, or one for each period
 */
public record SettingText(TargetPlace target, List<Double> values) {
  private static final String OPTION = "-p";

  /**
   * Where a setting applies.
   *
   * @param parameter a name
   * @param period empty for all
   */
  public record TargetPlace(String parameter, String period) {}

  /**
   * One setting for each text, in order; none of them for a single period.
   *
   * @throws CommandException (wrong usage) if a text is not {@code name=number} or names a parameter again
   */
  public static List<Setting> parse(List<String> texts) {
    List<Setting> settings = new ArrayList<>(texts.size());
    for (SettingText text : parse(OPTION, texts)) {
      if (!text.target.period.isEmpty()) {
        throw CommandException.wrongUsage(OPTION, text.target.parameter, "no period here");
      }
      settings.add(text.message());
    }
    return settings;
  }

  /** As typed after {@code option}; periods of a parameter may be set one by one, each at most once. */
  static List<SettingText> parse(String option, List<String> texts) {
    Set<TargetPlace> places = new HashSet<>();
    List<SettingText> settings = new ArrayList<>(texts.size());
    for (String text : texts) {
      SettingText setting = setting(option, text);
      if (!places.add(setting.target)) {
        throw CommandException.wrongUsage(option, text, "each parameter at most once");
      }
      settings.add(setting);
    }
    return settings;
  }

  private static SettingText setting(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandException.wrongUsage(option, text,
          "name=value, such as revenue_share=25%, name=value,value,… or name@period=value");
    }
    TargetText target = TargetText.parse(option, text.substring(0, equals));
    List<Double> values = new ArrayList<>();
    for (String value : text.substring(equals + 1).split(",", -1)) {
      values.add(DecimalText.parse(option + " " + target.place(), value).doubleValue());
    }
    if (target.mode() != Mode.MODE_VALUE || (!target.period().isEmpty() && values.size() > 1)) {
      throw CommandException.wrongUsage(option, text, target.mode() == Mode.MODE_VALUE
          ? "one value for one period"
          : "a value; --shock adds and scales");
    }
    return new SettingText(new TargetPlace(target.parameter(), target.period()), List.copyOf(values));
  }

  /** For all periods. */
  Setting message() {
    Setting.Builder setting = Setting.newBuilder().setParameter(target.parameter);
    return values.size() == 1 ? setting.setValue(values.get(0)).build()
        : setting.setSeries(Series.newBuilder().addAllValues(values)).build();
  }
}
