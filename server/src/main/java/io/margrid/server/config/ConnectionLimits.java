package io.margrid.server.config;

import java.time.Duration;

/**
 * How long a connection may last.
 *
 * @param handshake until it is one of TLS and HTTP/2
 * @param idle      without calls
 * @param age       until it takes no new calls
 * @param grace     for the calls that it then still has
 */
public record ConnectionLimits(Duration handshake, Duration idle, Duration age, Duration grace) {

  static ConnectionLimits of(SettingValues values) {
    return new ConnectionLimits(seconds(values, Setting.HANDSHAKE_TIMEOUT),
        seconds(values, Setting.MAX_CONNECTION_IDLE), seconds(values, Setting.MAX_CONNECTION_AGE),
        seconds(values, Setting.MAX_CONNECTION_AGE_GRACE));
  }

  private static Duration seconds(SettingValues values, Setting setting) {
    return Duration.ofSeconds(values.number(setting));
  }
}
