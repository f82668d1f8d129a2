package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.AxisMember.Mode;

/**
 * What stands before an equals sign: a parameter, perhaps in one period, and how it is changed.
 *
 * <pre>
 * name            the value, in all periods
 * name[2Q26]      in one period
 * name@2Q26       the same, for shells in which brackets need quotes
 * name.add        added to the value
 * name.scale      multiplied by it
 * name@2Q26.add   both
 * </pre>
 *
 * @param period empty for all
 * @param mode never unspecified
 */
record TargetText(String parameter, String period, Mode mode) {
  private static final String ADD = ".add";
  private static final String SCALE = ".scale";
  private static final String EXPECTED = "name, name.add or name.scale before the =, the name with [period] or @period if wanted";

  /**
   * Reads the text; {@code option} is what errors name.
   *
   * @throws CommandException (wrong usage) if it is none of the forms above
   */
  static TargetText parse(String option, String text) {
    Mode mode = text.endsWith(ADD) ? Mode.MODE_ADDITION
        : text.endsWith(SCALE) ? Mode.MODE_FACTOR : Mode.MODE_VALUE;
    String place = text.substring(0, text.length() - suffix(mode).length());
    int opening = place.indexOf('[');
    int at = place.indexOf('@');
    TargetText target = at >= 0 && opening < 0
        ? new TargetText(place.substring(0, at), place.substring(at + 1), mode)
        : opening >= 0 && place.endsWith("]")
            ? new TargetText(place.substring(0, opening), place.substring(opening + 1, place.length() - 1),
                mode)
            : new TargetText(place, "", mode);
    boolean named = target.parameter.matches("[^.\\[\\]@\\s]+");
    if (!named || (target.period.isEmpty() && (at >= 0 || opening >= 0))) {
      throw CommandException.wrongUsage(option, text.isEmpty() ? "empty" : text, EXPECTED);
    }
    return target;
  }

  private static String suffix(Mode mode) {
    return mode == Mode.MODE_ADDITION ? ADD : mode == Mode.MODE_FACTOR ? SCALE : "";
  }

  /** As typed, with brackets; for messages. */
  String place() {
    return period.isEmpty() ? parameter : parameter + "[" + period + "]";
  }
}
