package io.margrid.server.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.core.fault.InvalidRequestException;
import io.margrid.v1.ListModelsRequest;
import org.junit.jupiter.api.Test;

class ModelPageTest {
  private static ModelPage page(int size, String token) {
    return ModelPage.of(ListModelsRequest.newBuilder().setPageSize(size).setPageToken(token).build());
  }

  @Test
  void aCallerWhoDoesNotAskGetsAHundredFromTheStart() {
    assertThat(page(0, "")).isEqualTo(new ModelPage(100, ""));
  }

  @Test
  void aTokenLeadsBehindItsModel() {
    assertThat(page(1_000, ModelPage.tokenAfter("taas-deal"))).isEqualTo(new ModelPage(1_000, "taas-deal"));
  }

  @Test
  void sizesAndTokensAreChecked() {
    assertThatThrownBy(() -> page(-1, "")).isInstanceOf(InvalidRequestException.class)
        .hasMessage("page_size: -1 (expected: 0 to 1000)");
    assertThatThrownBy(() -> page(1_001, "")).isInstanceOf(InvalidRequestException.class);
    for (String token : new String[]{"taas-deal", "?", "dGFhcy1kZWFs"}) {
      assertThatThrownBy(() -> page(1, token)).isInstanceOf(InvalidRequestException.class)
          .hasMessage("page_token: " + token + " (expected: next_page_token of the page before)");
    }
  }
}
