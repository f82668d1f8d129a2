package io.margrid.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration table of docs/operations.md, which the code writes. */
class ConfigurationTableTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String BEGIN = "<!-- settings: begin -->\n";
  private static final String END = "<!-- settings: end -->\n";

  /** With {@code -Dmargrid.write-docs=true} the table is written first. */
  @Test
  void thePageTellsEverySettingAsTheServerTakesIt() throws IOException {
    if (Boolean.getBoolean("margrid.write-docs")) {
      String page = Files.readString(PAGE);
      Files.writeString(PAGE, page.substring(0, begin(page)) + table() + page.substring(end(page)));
    }
    String page = Files.readString(PAGE);
    assertThat(page.substring(begin(page), end(page)))
        .as("docs/operations.md; -Dmargrid.write-docs=true writes the table anew").isEqualTo(table());
  }

  @Test
  void everySettingIsInOneGroup() {
    assertThat(Arrays.stream(SettingGroup.values()).flatMap(group -> group.settings().stream()))
        .containsExactly(Setting.values());
    assertThat(SettingGroup.values()).allSatisfy(group -> assertThat(group.settings()).isNotEmpty());
  }

  private static int begin(String page) {
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    return page.indexOf(BEGIN) + BEGIN.length();
  }

  private static int end(String page) {
    return page.indexOf(END);
  }

  private static String table() {
    return Arrays.stream(SettingGroup.values()).map(ConfigurationTableTest::part)
        .collect(Collectors.joining("\n"));
  }

  private static String part(SettingGroup group) {
    return "**" + group.title()
        + "**\n\n| flag | environment | default | expected | what it means |\n|---|---|---|---|---|\n"
        + group.settings().stream().map(ConfigurationTableTest::row).collect(Collectors.joining());
  }

  private static String row(Setting setting) {
    return List.of("`" + setting.flag() + "`", "`" + setting.variable() + "`", text(setting.shownDefault()),
        text(setting.rule()), text(setting.description())).stream()
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Characters that mean something in Markdown, as themselves. */
  private static String text(String plain) {
    return plain.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|");
  }
}
