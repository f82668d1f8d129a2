package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/questions.md shows what the commands print: client, socket, server, core. */
class QuestionsPageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/questions.md");
  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ margrid ((?:.*\\\\\n)*.*)\n");

  @Test
  void everyCommandPrintsWhatThePageShows() throws IOException {
    String page = Files.readString(PAGE);
    String printed = BLOCK.matcher(page).replaceAll(block -> Matcher
        .quoteReplacement("```console\n" + run(block.group(1)) + "```"));
    if (Boolean.getBoolean("margrid.write-docs")) {
      Files.writeString(PAGE, printed);
    }
    assertThat(COMMAND.matcher(page).results().count()).isGreaterThanOrEqualTo(9);
    assertThat(Files.readString(PAGE)).isEqualTo(printed);
  }

  private static String run(String block) {
    StringBuilder text = new StringBuilder();
    try (RunningServer server = new RunningServer()) {
      Shell shell = new Shell(server);
      COMMAND.matcher(block).results().forEach(command -> {
        String[] words = command.group(1).replace("\\\n", " ").strip().split("\\s+", -1);
        int code = shell.run(Arrays.stream(words)
            .map(word -> word.startsWith("docs/") ? ROOT.resolve(word).toString() : word)
            .toArray(String[]::new));
        assertThat(code).as(shell.err()).isZero();
        text.append(text.isEmpty() ? "" : "\n").append(command.group()).append(shell.out());
      });
    }
    return text.toString();
  }
}
