package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionGuideTest {
  @Test
  void everyFunctionIsExplainedInTheGuide() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "formula-language.md"));
    assertThat(Function.names())
        .allSatisfy(name -> assertThat(guide).containsPattern("(?m)^\\|.*`" + name + "\\(.*\\|$"));
  }
}
