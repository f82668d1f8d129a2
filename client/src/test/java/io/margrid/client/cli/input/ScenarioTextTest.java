package io.margrid.client.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Scenario;
import io.margrid.v1.Series;
import io.margrid.v1.Setting;
import io.margrid.v1.Shock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTextTest {
  private static final Model MODEL = Model.newBuilder().addAllPeriods(List.of("1Q26", "2Q26", "3Q26"))
      .addParameters(Parameter.newBuilder().setName("sales").setSeries(series(1, 2, 3)))
      .addParameters(Parameter.newBuilder().setName("price").setValue(5)).build();

  @TempDir
  private Path directory = Path.of("");

  @Test
  void seriesIsOneValueForEachPeriod() {
    assertThat(settings("sales=4,5,6")).containsExactly(series("sales", 4, 5, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[2Q26]", "@2Q26"})
  void onePeriodKeepsTheDefaultInTheOthers(String period) {
    assertThat(settings("sales" + period + "=7", "price" + period + "=8"))
        .containsExactly(series("sales", 1, 7, 3), series("price", 5, 8, 5));
  }

  @Test
  void onePeriodComesOnTopOfWhatIsTypedForAll() {
    assertThat(settings("sales@1Q26=7", "sales=9")).containsExactly(series("sales", 7, 9, 9));
  }

  @Test
  void seriesFileKeepsEmptyFieldsAndPeriodsThatItDoesNotName() throws IOException {
    Path file = Files.writeString(directory.resolve("s.csv"),
        "# plan\nperiod,sales,price\n2Q26,20,\n3Q26,\"30\",6\n");
    assertThat(ScenarioText.parse(Scenario.getDefaultInstance(), "-p", List.of(file), List.of(), List.of())
        .scenario(() -> MODEL).getSettingsList())
        .containsExactly(series("sales", 1, 20, 30), series("price", 5, 5, 6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "period\n1Q26\n", "period,sales\n1Q26\n", "period,sales\n9Q26,1\n",
      "period,sales\n1Q26,1\n1Q26,2\n", "period,sales,sales\n1Q26,1,2\n", "period,sales\n1Q26,x\n",
      "period,other\n1Q26,1\n"})
  void faultySeriesFileIsRefusedWithTheRule(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("s.csv"), content);
    assertThatThrownBy(
        () -> ScenarioText.parse(Scenario.getDefaultInstance(), "-p", List.of(file), List.of(), List.of())
            .scenario(() -> MODEL))
        .isInstanceOf(CommandException.class).hasMessageContaining("(expected: ");
  }

  @Test
  void unknownPeriodIsNamed() {
    assertThatThrownBy(() -> settings("sales@4Q26=1"))
        .hasMessage("-p sales: 4Q26 (expected: a period of the model: 1Q26 to 3Q26)");
  }

  @Test
  void typedReplacesTheFileAndShocksFollowIt() throws IOException {
    Path file = Files.writeString(directory.resolve("bear.textproto"), """
      model_id: "m"
      settings { parameter: "price" value: 1 }
      settings { parameter: "sales" value: 2 }
      shocks { parameter: "price" factor: 2 }
      """);
    Scenario scenario = ScenarioText
        .parse(ScenarioText.file(file), "-p", List.of(), List.of("price=3"),
            List.of("slip=sales@1Q26,2Q26.add=-500", "price.scale=90%"))
        .scenario(() -> MODEL);
    assertThat(scenario.getName()).isEqualTo("bear");
    assertThat(scenario.getSettingsList()).containsExactly(
        Setting.newBuilder().setParameter("price").setValue(3).build(),
        Setting.newBuilder().setParameter("sales").setValue(2).build());
    assertThat(scenario.getShocksList()).containsExactly(
        Shock.newBuilder().setParameter("price").setFactor(2).build(),
        Shock.newBuilder().setName("slip").setParameter("sales").addPeriods("1Q26").addPeriods("2Q26")
            .setAddition(-500).build(),
        Shock.newBuilder().setParameter("price").setFactor(0.9).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "price", "price=2", "a=price=2", "a=b=price.add=1", "price.add=x"})
  void shockWithoutAdditionOrFactorIsWrongUsage(String text) {
    assertThatThrownBy(() -> ScenarioText.parse(Scenario.getDefaultInstance(), "-p", List.of(), List.of(),
        List.of(text))).isInstanceOfSatisfying(CommandException.class,
            e -> assertThat(e.exitCode()).isEqualTo(2));
  }

  private static List<Setting> settings(String... texts) {
    return ScenarioText
        .parse(Scenario.getDefaultInstance(), "-p", List.of(), List.of(texts), List.of())
        .scenario(() -> MODEL).getSettingsList();
  }

  private static Setting series(String parameter, double... values) {
    return Setting.newBuilder().setParameter(parameter).setSeries(series(values)).build();
  }

  private static Series series(double... values) {
    Series.Builder series = Series.newBuilder();
    for (double value : values) {
      series.addValues(value);
    }
    return series.build();
  }
}
