package io.margrid.client.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextTest {

  @Test
  void percentIsAHundredth() {
    assertThat(SettingText.parse(List.of("share=28.9%", "fee=7.5"))).extracting(Setting::getValue)
        .containsExactly(0.289, 7.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"share", "=1", "share=", "share=much", "share=1,,2", "share.add=1",
      "share[]=1", "share@=1", "[2Q26]=1", "share[2Q26=1", "share[2Q26]=1", "share=Infinity", "share=0x10"})
  void anythingButNameEqualsNumberIsWrongUsage(String text) {
    assertThatThrownBy(() -> SettingText.parse(List.of(text))).isInstanceOfSatisfying(CommandException.class,
        e -> assertThat(e.exitCode()).isEqualTo(2)).hasMessageContaining("(expected: ");
  }

  @Test
  void aParameterTwiceIsWrongUsage() {
    assertThatThrownBy(() -> SettingText.parse(List.of("a=1", "a=2")))
        .hasMessage("-p: a=2 (expected: each parameter at most once)");
  }
}
