package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.Bracket;
import io.margrid.v1.ParameterRange;

/** Reads numbers and intervals of options: {@code 55%}, {@code 10:40}, {@code price=8:12}. */
public final class RangeText {
  private RangeText() {}

  /** A number; {@code option} is what errors name. */
  public static double number(String option, String text) {
    return DecimalText.parse(option, text).doubleValue();
  }

  /** {@code lower:upper}. */
  public static Bracket bracket(String option, String text) {
    String[] ends = text.split(":", -1);
    if (ends.length != 2) {
      throw CommandException.wrongUsage(option, text, "lower:upper, such as 10:40");
    }
    double lower = number(option, ends[0]);
    double upper = number(option, ends[1]);
    if (!(lower < upper)) {
      throw CommandException.wrongUsage(option, text, "lower below upper");
    }
    return Bracket.newBuilder().setLower(lower).setUpper(upper).build();
  }

  /** {@code name=low:high}. */
  public static ParameterRange range(String text) {
    int equals = text.indexOf('=');
    String[] ends = text.substring(equals + 1).split(":", -1);
    if (equals < 1 || ends.length != 2) {
      throw CommandException.wrongUsage("--range", text, "name=low:high, such as price=8:12");
    }
    return ParameterRange.newBuilder().setParameter(text.substring(0, equals))
        .setLow(number("--range " + text.substring(0, equals), ends[0]))
        .setHigh(number("--range " + text.substring(0, equals), ends[1])).build();
  }

  /**
   * A parameter, perhaps in one period: {@code name}, {@code name[2Q26]}, {@code name@2Q26}.
   *
   * @param period empty for all
   */
  public record Place(String parameter, String period) {
    /** As headings name it. */
    public String heading() {
      return period.isEmpty() ? parameter : parameter + "[" + period + "]";
    }
  }

  /** Reads a place; {@code option} is what errors name. */
  public static Place place(String option, String text) {
    TargetText target = TargetText.parse(option, text);
    if (target.mode() != Mode.MODE_VALUE) {
      throw CommandException.wrongUsage(option, text, "name or name@period");
    }
    return new Place(target.parameter(), target.period());
  }
}
