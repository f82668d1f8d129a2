package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Scenario;
import io.margrid.v1.Series;
import io.margrid.v1.Setting;
import io.margrid.v1.Shock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a user assumes: a scenario to start from, then series files, settings and shocks. What is typed replaces what a
 * series file says, and that what the base says; shocks come after the base's.
 */
public final class ScenarioText {
  private final Scenario base;
  private final String option;
  private final List<Map<String, Map<String, Double>>> series = new ArrayList<>();
  private final List<SettingText> typed;
  private final List<Shock> shocks;

  private ScenarioText(Scenario base, String option, List<SettingText> typed, List<Shock> shocks) {
    this.base = base;
    this.option = option;
    this.typed = typed;
    this.shocks = shocks;
  }

  /** A {@code Scenario} message as protobuf text or JSON; without a name it gets that of the file. */
  public static Scenario file(Path file) {
    Scenario.Builder scenario = Scenario.newBuilder();
    MessageFile.read(file, "Scenario", scenario);
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    return scenario.getName().isEmpty() ? scenario.setName(name).build() : scenario.build();
  }

  /**
   * Reads the texts and the files.
   *
   * @param option what errors call a setting
   * @throws CommandException naming what is wrong
   */
  public static ScenarioText parse(Scenario base, String option, List<Path> series, List<String> settings,
      List<String> shocks) {
    ScenarioText text = new ScenarioText(base, option, SettingText.parse(option, settings),
        ShockText.parse(shocks));
    series.forEach(file -> text.series.add(SeriesFile.read(file)));
    return text;
  }

  /** What it starts from; it has the model. */
  public Scenario base() {
    return base;
  }

  /**
   * The scenario.
   *
   * @param model asked only where single periods are set
   * @throws CommandException if the model has no such period, or no such parameter
   */
  public Scenario scenario(Supplier<Model> model) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    base.getSettingsList().forEach(setting -> settings.put(setting.getParameter(), setting));
    series.forEach(file -> file
        .forEach((parameter, values) -> setPeriods("--series", settings, model.get(), parameter, values)));
    typed.stream().filter(text -> text.target().period().isEmpty())
        .forEach(text -> settings.put(text.target().parameter(), text.message()));
    typed.stream().filter(text -> !text.target().period().isEmpty())
        .forEach(text -> setPeriods(option, settings, model.get(), text.target().parameter(),
            Map.of(text.target().period(), text.values().get(0))));
    return base.toBuilder().clearSettings().addAllSettings(settings.values()).addAllShocks(shocks).build();
  }

  private static void setPeriods(String option, Map<String, Setting> settings, Model model, String parameter,
      Map<String, Double> byPeriod) {
    List<String> periods = model.getPeriodsList();
    if (periods.isEmpty()) {
      throw CommandException.wrongUsage(option + " " + parameter, "periods", "none, as the model has none");
    }
    List<Double> values = current(option, settings.get(parameter), model, parameter);
    byPeriod.forEach((period, value) -> {
      int index = periods.indexOf(period);
      if (index < 0) {
        throw CommandException.wrongUsage(option + " " + parameter, period,
            "a period of the model: " + periods.get(0) + " to " + periods.get(periods.size() - 1));
      }
      values.set(index, value);
    });
    settings.put(parameter, Setting.newBuilder().setParameter(parameter)
        .setSeries(Series.newBuilder().addAllValues(values)).build());
  }

  private static List<Double> current(String option, @Nullable Setting setting, Model model,
      String parameter) {
    if (setting != null) {
      return spread(setting.hasSeries(), setting.getSeries(), setting.getValue(), model.getPeriodsCount());
    }
    Parameter definition = model.getParametersList().stream()
        .filter(candidate -> candidate.getName().equals(parameter)).findFirst()
        .orElseThrow(() -> CommandException.wrongUsage(option, parameter, "a parameter of the model"));
    return spread(definition.hasSeries(), definition.getSeries(), definition.getValue(),
        model.getPeriodsCount());
  }

  private static List<Double> spread(boolean isSeries, Series series, double value, int periods) {
    return new ArrayList<>(isSeries ? series.getValuesList() : Collections.nCopies(periods, value));
  }
}
