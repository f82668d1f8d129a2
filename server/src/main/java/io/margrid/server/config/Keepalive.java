package io.margrid.server.config;

import java.time.Duration;

/**
 * How connections are found to be dead.
 *
 * @param silence after which one is probed
 * @param answer  wait for it
 */
public record Probes(Duration silence, Duration answer) {

  static Probes of(SettingValues values) {
    return new Probes(values.seconds(Setting.KEEPALIVE_TIME), values.seconds(Setting.KEEPALIVE_TIMEOUT));
  }
}
