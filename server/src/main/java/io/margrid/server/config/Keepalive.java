package io.margrid.server.config;

import java.time.Duration;

/**
 * How connections are found to be dead.
 *
 * @param time    silence after which one is pinged
 * @param timeout wait for the answer
 */
public record Keepalive(Duration time, Duration timeout) {

  static Keepalive of(SettingValues values) {
    return new Keepalive(values.seconds(Setting.KEEPALIVE_TIME), values.seconds(Setting.KEEPALIVE_TIMEOUT));
  }
}
