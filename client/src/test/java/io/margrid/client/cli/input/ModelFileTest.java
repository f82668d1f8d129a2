package io.margrid.client.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  @TempDir
  private Path directory = Path.of("");

  @Test
  void textAndJsonGiveTheSameModel() throws IOException {
    Model text = read("m.textproto", "# a comment\nid: \"m\"\nmetrics { name: \"x\" formula: \"1 + 1\" }\n");
    Model json = read("m.json",
        "  {\"id\": \"m\", \"metrics\": [{\"name\": \"x\", \"formula\": \"1 + 1\"}]}");
    assertThat(text).isEqualTo(json);
    assertThat(text.getMetrics(0).getFormula()).isEqualTo("1 + 1");
  }

  @Test
  void wrongTextNamesFileLineAndColumn() {
    assertThatThrownBy(() -> read("m.txt", "id: \"m\"\nmetric { }\n")).isInstanceOf(CommandException.class)
        .hasMessageContaining("m.txt:2:1: unknown field: Model.metric (expected: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void wrongJsonNamesTheFile() {
    assertThatThrownBy(() -> read("m.json", "{\"id\": 1, }")).isInstanceOf(CommandException.class)
        .hasMessageEndingWith(
            "m.json: Expected name at line 1 column 12 path $.id (expected: a Model as JSON)")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aDashIsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("id: 'm'".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(ModelFile.read(Path.of("-")).getId()).isEqualTo("m");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void missingFilesAndDirectoriesAreNamed() {
    assertThatThrownBy(() -> ModelFile.read(directory.resolve("none")))
        .hasMessageEndingWith("none: not found (expected: a model file)");
    assertThatThrownBy(() -> ModelFile.read(directory)).hasMessageContaining("a directory");
  }

  private Model read(String name, String content) throws IOException {
    return ModelFile.read(Files.writeString(directory.resolve(name), content));
  }
}
