package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.core.model.ModelLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
  private static final String GOOD = "id: \"own\" metrics { name: \"m\" formula: \"1\" }";
  @TempDir
  private Path directory = Path.of("");

  @Test
  void operatorsModelsJoinTheShippedOnes() throws IOException {
    write("own.textproto", GOOD);
    write("notes.txt", "not a model");
    Files.createDirectory(directory.resolve("folder.textproto"));
    assertThat(ModelFiles.shippedAnd(directory, ModelLimits.DEFAULT).ids()).contains("own", "taas-deal")
        .isSorted();
  }

  @Test
  void modelsInJsonAreRefusedNotPassedOver() throws IOException {
    Path file = write("own.json", "{}");
    assertThat(refusal())
        .containsExactly(file + ": JSON (expected: models as protobuf text in .textproto files)");
  }

  @Test
  void emptyFolderAddsNothing() {
    assertThat(ModelFiles.shippedAnd(directory, ModelLimits.DEFAULT).ids())
        .isEqualTo(ModelFiles.shipped(ModelLimits.DEFAULT).ids());
  }

  @Test
  void everyFaultOfEveryFileIsShownWithFileLineAndField() throws IOException {
    Path first = write("a.textproto", """
      id: "a"
      parameters {
        name: "p"
        value: 3
        maximum: 2
      }
      parameters { name: "q" }
      metrics {
        name: "m"
        formula:
          "p +"
          " unknown"
      }
      """);
    Path second = write("b.textproto", "title: \"no id\"\nmetrics { name: \"m\" formula: \"1\" }\n");
    assertThat(refusal()).containsExactly(
        first + ":4: parameters[0].value: 3 (expected: a default within its bounds, at most 2)",
        first + ":7: parameters[1].value: absent (expected: a default value or series)",
        first + ":10: metrics[0].formula:1:5: unknown"
            + " (expected: a parameter, constant or metric of the model, nearest: p, q, m)",
        second + ":1: id: absent (expected: an id)");
  }

  @Test
  void textThatIsNoModelIsShownWithItsPlace() throws IOException {
    Path file = write("a.textproto", "id: \"a\"\n  metric { }\n");
    Path twice = write("b.textproto", "id: \"a\"\nid: \"b\"\n");
    assertThat(refusal()).satisfiesExactly(
        unknown -> assertThat(unknown).startsWith(file + ":2:").contains("metric"),
        doubled -> assertThat(doubled).startsWith(twice + ":2:").contains("id"));
  }

  @Test
  void idThatAnotherModelHasIsRefused() throws IOException {
    Path first = write("a.textproto", GOOD);
    Path second = write("b.textproto", GOOD);
    Path third = write("c.textproto", GOOD.replace("own", "taas-deal"));
    assertThat(refusal()).containsExactly(
        second + ":1: id: own (expected: an id that no other model has; " + first + " has it)",
        third + ":1: id: taas-deal (expected: an id that no other model has; taas-deal.textproto has it)");
  }

  @Test
  void folderThatCannotBeReadIsNamed() throws IOException {
    Path file = write("a.textproto", GOOD);
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> ModelFiles.shippedAnd(missing, ModelLimits.DEFAULT))
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith(missing + ": ").hasMessageEndingWith("(expected: a folder that can be read)");
    assertThatThrownBy(() -> ModelFiles.shippedAnd(file, ModelLimits.DEFAULT))
        .isInstanceOf(ModelFileException.class);
  }

  @Test
  void fileThatIsNotUtf8IsNamed() throws IOException {
    Path file = directory.resolve("a.textproto");
    Files.write(file, new byte[]{'i', 'd', (byte) 0xff});
    assertThat(refusal()).singleElement().asString().startsWith(file + ": ")
        .endsWith("(expected: a file in UTF-8 that can be read)");
  }

  @Test
  void shippedModelsKeepTheLimitsToo() {
    assertThatThrownBy(() -> ModelFiles.shipped(new ModelLimits(65_536, 64, 10, 1_000, 1_200)))
        .isInstanceOf(ModelFileException.class).hasMessageContaining("taas-deal.textproto:");
  }

  @Test
  void filesIncludeEachOtherInAnyOrder() throws IOException {
    write("a.textproto", includes("a", "b", "taas-deal"));
    write("b.textproto", includes("b", "z"));
    write("z.textproto", includes("z", "own"));
    write("own.textproto", GOOD);
    assertThat(ModelFiles.shippedAnd(directory, ModelLimits.DEFAULT).find("a").orElseThrow().metricNames())
        .contains("b0_z0_own0_m", "taas_deal1_provider_ebit_margin");
  }

  @Test
  void circleOfIncludesIsPrintedOnce() throws IOException {
    Path first = write("a.textproto", includes("a", "own", "b"));
    write("b.textproto", includes("b", "c"));
    write("c.textproto", includes("c", "b"));
    Path self = write("self.textproto", includes("self", "self"));
    write("own.textproto", GOOD);
    write("user.textproto", includes("user", "self"));
    assertThat(refusal()).containsExactly(
        first.resolveSibling("b.textproto") + ":2: includes[0].model_id: b → c → b"
            + " (expected: models that do not include themselves)",
        self + ":2: includes[0].model_id: self → self (expected: models that do not include themselves)");
  }

  @Test
  void faultOfAnIncludedFileIsNoFaultOfTheIncludingOne() throws IOException {
    write("a.textproto", includes("a", "b"));
    Path faulty = write("b.textproto", GOOD.replace("own", "b").replace("\"1\"", "\"1 +\""));
    Path unknown = write("c.textproto", includes("c", "nowhere"));
    assertThat(refusal()).satisfiesExactly(
        first -> assertThat(first).startsWith(faulty + ":1: metrics[0].formula:1:4: end of formula "),
        second -> assertThat(second).startsWith(unknown + ":2: includes[0].model_id: nowhere "
            + "(expected: a model of the catalogue, nearest: "));
  }

  /** A model that includes others, each under its own prefix. */
  private static String includes(String id, String... included) {
    StringBuilder text = new StringBuilder("id: \"" + id + "\" metrics { name: \"m\" formula: \"1\" }\n");
    for (int i = 0; i < included.length; i++) {
      text.append("includes { model_id: \"%s\" prefix: \"%s%d\" }%n".formatted(included[i],
          included[i].replace('-', '_'), i));
    }
    return text.toString();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<String> refusal() {
    try {
      ModelFiles.shippedAnd(directory, ModelLimits.DEFAULT);
    } catch (ModelFileException refusal) {
      return String.valueOf(refusal.getMessage()).lines().toList();
    }
    throw new AssertionError("accepted");
  }
}
