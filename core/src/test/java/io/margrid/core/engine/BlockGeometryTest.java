package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockGeometryTest {
  @Test
  void shortRowsStandTogether() {
    BlockGeometry geometry = new BlockGeometry(7, 100, 64);
    assertThat(geometry.blockAt(0, 1_000)).isEqualTo(98);
  }

  @Test
  void longRowsAreSplitAtTheirEnd() {
    BlockGeometry geometry = new BlockGeometry(250, 100, 64);
    assertThat(geometry.blockAt(0, 1_000)).isEqualTo(100);
    assertThat(geometry.blockAt(100, 900)).isEqualTo(100);
    assertThat(geometry.blockAt(200, 800)).isEqualTo(50);
  }

  @Test
  void aRunThatBeginsInsideARowGoesToItsEndFirst() {
    assertThat(new BlockGeometry(7, 100, 64).blockAt(5, 1_000)).isEqualTo(2);
  }

  @Test
  void theRestLimitsTheLastBlock() {
    assertThat(new BlockGeometry(7, 100, 64).blockAt(980, 3)).isEqualTo(3);
  }

  @Test
  void runsOfLongRowsAreEvenAndEndWithTheRow() {
    BlockGeometry geometry = new BlockGeometry(100, 1_000, 64);
    assertThat(geometry.runAt(0, 1_000)).isEqualTo(50);
    assertThat(geometry.runAt(50, 950)).isEqualTo(50);
    assertThat(geometry.runAt(80, 920)).isEqualTo(20);
  }

  @Test
  void runsSpanShortRows() {
    assertThat(new BlockGeometry(3, 1_000, 64).runAt(0, 1_000)).isEqualTo(64);
  }
}
