package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code -p name=value}. */
public final class SettingText {
  private static final String OPTION = "-p";

  private SettingText() {}

  /**
   * One setting for each text, in order.
   *
   * @throws CommandException (wrong usage) if a text is not {@code name=number} or names a parameter again
   */
  public static List<Setting> parse(List<String> texts) {
    Set<String> names = new HashSet<>();
    List<Setting> settings = new ArrayList<>(texts.size());
    for (String text : texts) {
      Setting setting = setting(text);
      if (!names.add(setting.getParameter())) {
        throw CommandException.wrongUsage(OPTION, text, "each parameter at most once");
      }
      settings.add(setting);
    }
    return settings;
  }

  private static Setting setting(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw CommandException.wrongUsage(OPTION, text, "name=value, such as revenue_share=25%");
    }
    String name = text.substring(0, equals);
    double value = DecimalText.parse(OPTION + " " + name, text.substring(equals + 1)).doubleValue();
    return Setting.newBuilder().setParameter(name).setValue(value).build();
  }
}
