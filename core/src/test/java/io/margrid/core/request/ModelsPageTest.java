package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.model.Catalog;
import io.margrid.core.model.ModelLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "models.md");

  /** With {@code -Dmargrid.write-docs=true} the page is written first. */
  @Test
  void thePageOfTheModelsSaysWhatTheirFilesSay() throws IOException {
    Catalog catalog = ModelFiles.shipped(ModelLimits.DEFAULT);
    String page = ModelsPage.of(catalog);
    if (Boolean.getBoolean("margrid.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("docs/models.md; -Dmargrid.write-docs=true writes it anew")
        .isEqualTo(page);
    assertThat(catalog.ids()).isNotEmpty().allSatisfy(id -> assertThat(page).contains("\n## " + id + "\n"));
  }
}
