package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.Shock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code --shock recession=price.scale=90%}; the name may be left out. */
final class ShockText {
  private static final String OPTION = "--shock";
  private static final String EXPECTED = "name=parameter.scale=factor or name=parameter.add=amount, "
      + "such as recession=price.scale=90% or slip=net_new_arr@2Q26,3Q26.add=-500";

  private ShockText() {}

  /**
   * One shock for each text, in order.
   *
   * @throws CommandException (wrong usage) naming the text that is wrong
   */
  static List<Shock> parse(List<String> texts) {
    List<Shock> shocks = new ArrayList<>(texts.size());
    texts.forEach(text -> shocks.add(shock(text)));
    return shocks;
  }

  private static Shock shock(String text) {
    int last = text.lastIndexOf('=');
    int first = text.indexOf('=');
    if (last < 1 || (text.indexOf('=', first + 1) != last && first != last)) {
      throw CommandException.wrongUsage(OPTION, text.isEmpty() ? "empty" : text, EXPECTED);
    }
    TargetText target = TargetText.parse(OPTION, text.substring(first == last ? 0 : first + 1, last));
    if (target.mode() == Mode.MODE_VALUE) {
      throw CommandException.wrongUsage(OPTION, text, EXPECTED);
    }
    double change = DecimalText.parse(OPTION + " " + target.place(), text.substring(last + 1)).doubleValue();
    Shock.Builder shock = Shock.newBuilder().setName(first == last ? "" : text.substring(0, first))
        .setParameter(target.parameter());
    if (!target.period().isEmpty()) {
      shock.addAllPeriods(Arrays.asList(target.period().split(",", -1)));
    }
    return target.mode() == Mode.MODE_ADDITION ? shock.setAddition(change).build()
        : shock.setFactor(change).build();
  }
}
