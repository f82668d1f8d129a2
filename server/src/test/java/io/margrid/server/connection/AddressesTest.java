package io.margrid.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.server.config.ConnectionLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final Origin ONE = origin("192.0.2.1");
  private static final Origin OTHER = origin("192.0.2.2");

  private static Origin origin(String address) {
    try {
      return Origin.of(InetAddress.getByName(address));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Addresses addresses(int perSecond, int perSecondOfAddress, long longestRefusalSeconds) {
    return new Addresses(new ConnectionLimits(TIME, TIME, TIME, TIME, 0, 0, perSecond, perSecondOfAddress,
        Duration.ofSeconds(longestRefusalSeconds)), 0);
  }

  private static long delay(Addresses addresses, Origin origin, long now) {
    Addresses.Answer answer = addresses.arrive(origin, now);
    assertThat(answer.refusal()).isEmpty();
    return answer.delay();
  }

  @Test
  void aTwentiethOfASecondsWorthComesAtOnceAndTheRestOneAfterTheOther() {
    Addresses addresses = addresses(0, 100, 60);
    for (int i = 0; i <= 5; i++) {
      assertThat(delay(addresses, ONE, SECOND)).isZero();
    }
    assertThat(delay(addresses, ONE, SECOND)).isEqualTo(10 * MILLI);
    assertThat(delay(addresses, ONE, SECOND)).isEqualTo(20 * MILLI);
    assertThat(delay(addresses, OTHER, SECOND)).as("another address").isZero();
    assertThat(delay(addresses, ONE, 2 * SECOND)).as("later").isZero();
  }

  @Test
  void turnsOfAllAreCountedTogether() {
    Addresses addresses = addresses(5, 0, 60);
    assertThat(addresses.turn(0)).hasValue(0);
    assertThat(addresses.turn(0)).hasValue(150 * MILLI);
    for (int i = 0; i < 49; i++) {
      assertThat(addresses.turn(0)).isPresent();
    }
    assertThat(addresses.turn(0)).as("later than in 10 s").isEmpty();
  }

  @Test
  void refusalsDoubleUpToTheLongestAndOffencesAreForgotten() {
    Addresses addresses = addresses(0, 0, 5);
    assertThat(delay(addresses, ONE, 0)).isZero();
    long now = 0;
    for (int seconds : new int[]{1, 2, 4, 5, 5}) {
      assertThat(addresses.offend(ONE, now)).hasValue(seconds * SECOND);
      assertThat(addresses.offend(ONE, now)).as("another of its connections").isEmpty();
      now += seconds * SECOND - 1;
      assertThat(addresses.arrive(ONE, now).refusal()).isEqualTo(Optional.of(ConnectionRefusal.OFFENDER));
      now++;
      assertThat(delay(addresses, ONE, now)).isZero();
    }
    now += 6 * SECOND;
    assertThat(addresses.offend(ONE, now)).as("as if it were the first").hasValue(SECOND);
    assertThat(delay(addresses, ONE, now + SECOND)).isZero();
  }

  @Test
  void withoutALongestRefusalNobodyIsRefused() {
    Addresses addresses = addresses(0, 0, 0);
    delay(addresses, ONE, 0);
    assertThat(addresses.offend(ONE, 0)).hasValue(0);
    assertThat(delay(addresses, ONE, 0)).isZero();
  }

  @Test
  void whoeverLeavesIsForgottenButNotItsOffence() {
    Addresses addresses = addresses(0, 0, 60);
    delay(addresses, ONE, 0);
    addresses.offend(ONE, 0);
    addresses.leave(ONE);
    for (int i = 0; i < 5_000; i++) {
      Origin passing = new Origin(false, i);
      delay(addresses, passing, i);
      addresses.leave(passing);
    }
    assertThat(addresses.count()).isZero();
    assertThat(addresses.known()).as("of those that left, as few as are worth a look").isLessThan(2_100);
    assertThat(addresses.isRefused(ONE, 5_000)).isTrue();
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() {
    assertThat(origin("2001:db8:1:2::1")).isEqualTo(origin("2001:db8:1:2:ffff::9"));
    assertThat(origin("2001:db8:1:2::1")).isNotEqualTo(origin("2001:db8:1:3::1"));
    assertThat(origin("::ffff:192.0.2.1")).as("IPv4 in IPv6").isEqualTo(ONE);
    assertThat(ONE).isNotEqualTo(OTHER);
  }
}
