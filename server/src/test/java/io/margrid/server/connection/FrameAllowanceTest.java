package io.margrid.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameAllowanceTest {
  private static final int END_STREAM = 1;
  private static final long SECOND = 1_000_000_000;

  private final FrameAllowance allowance = new FrameAllowance(0);

  /** As many as are taken before one is too many, up to a million. */
  private int taken(Runnable frame) {
    for (int i = 0; i < 1_000_000; i++) {
      frame.run();
      if (allowance.usedUp()) {
        return i;
      }
    }
    return 1_000_000;
  }

  @Test
  void ofAClientThatWasNotServedYetSomeHundredResetsAndSomeThousandSmallFramesAreTaken() {
    assertThat(taken(() -> allowance.received(FrameType.RST_STREAM, 0, 4))).isEqualTo(400);
    assertThat(new FrameAllowanceTest().taken(FrameType.PING)).isEqualTo(4_000);
    assertThat(new FrameAllowanceTest().taken(FrameType.SETTINGS)).isEqualTo(400);
    assertThat(new FrameAllowanceTest().taken(FrameType.OTHER)).isEqualTo(4_000);
  }

  private int taken(FrameType type) {
    return taken(() -> allowance.received(type, 0, 0));
  }

  @Test
  void settingsCountByTheirNumber() {
    assertThat(taken(() -> allowance.received(FrameType.SETTINGS, 0, 6 * 190))).isEqualTo(20);
  }

  @Test
  void resetsThatTheServerSendsCountLikeTheCallersOwn() {
    assertThat(taken(() -> {
      allowance.received(FrameType.HEADERS, 0, 60);
      allowance.sent(FrameType.RST_STREAM, 4);
    })).isEqualTo(400);
  }

  @Test
  void callsAndTheirMessagesAreFree() {
    assertThat(taken(() -> {
      allowance.received(FrameType.HEADERS, 0, 60);
      allowance.received(FrameType.DATA, 0, 16_384);
      allowance.received(FrameType.DATA, END_STREAM, 0);
    })).isEqualTo(1_000_000);
  }

  @Test
  void messagesInCrumbsAreNot() {
    assertThat(taken(() -> allowance.received(FrameType.DATA, 0, 1))).isEqualTo(4_000);
    assertThat(new FrameAllowanceTest().taken(FrameType.DATA)).as("empty ones").isEqualTo(4_000);
  }

  @Test
  void everyAnswerMayBeFollowedByACancelledCall() {
    assertThat(taken(() -> {
      allowance.sent(FrameType.HEADERS, 20);
      allowance.sent(FrameType.DATA, 100);
      allowance.sent(FrameType.HEADERS, 20);
      allowance.received(FrameType.RST_STREAM, 0, 4);
      allowance.received(FrameType.RST_STREAM, 0, 4);
    })).isEqualTo(1_000_000);
  }

  @Test
  void aReaderMayReturnItsWindowAKibibyteAtATimeAndProbeMeanwhile() {
    assertThat(taken(() -> {
      allowance.sent(FrameType.DATA, 16_384);
      for (int i = 0; i < 16; i++) {
        allowance.received(FrameType.WINDOW_UPDATE, 0, 4);
      }
      allowance.received(FrameType.PING, 0, 8);
    })).isEqualTo(1_000_000);
  }

  @Test
  void anAnswerInCrumbsEarnsNothing() {
    assertThat(taken(() -> {
      allowance.received(FrameType.WINDOW_UPDATE, 0, 4);
      allowance.sent(FrameType.DATA, 1);
    })).isEqualTo(4_000);
  }

  @Test
  void timeGivesBackTwoHundredResetsASecondAndTwoThousandAtMost() {
    taken(() -> allowance.received(FrameType.RST_STREAM, 0, 4));
    allowance.look(SECOND);
    assertThat(taken(() -> allowance.received(FrameType.RST_STREAM, 0, 4))).isBetween(198, 200);
    allowance.look(1_000 * SECOND);
    assertThat(taken(() -> allowance.received(FrameType.RST_STREAM, 0, 4))).isEqualTo(2_000);
  }

  @Test
  void timeInPiecesIsTimeAllTheSame() {
    taken(() -> allowance.received(FrameType.PING, 0, 8));
    for (int i = 1; i <= 1_000; i++) {
      allowance.look(i * 300_000L); // less than one frame is worth
    }
    assertThat(taken(() -> allowance.received(FrameType.PING, 0, 8))).isBetween(598, 600);
  }
}
