package io.margrid.server.config;

import java.time.Duration;

/**
 * What connections may be.
 *
 * @param handshake            until one is one of TLS and HTTP/2
 * @param idle                 without calls
 * @param age                  until it takes no new calls
 * @param grace                for the calls that it then still has
 * @param connections          at once; 0: no limit, here and below
 * @param connectionsOfAddress at once, from one address
 * @param perSecond            that begin
 * @param perSecondOfAddress   that begin, from one address
 * @param longestRefusal       of an address whose connections were cut off; 0: none is refused
 */
public record ConnectionLimits(Duration handshake, Duration idle, Duration age, Duration grace,
    int connections, int connectionsOfAddress, int perSecond, int perSecondOfAddress,
    Duration longestRefusal) {

  static ConnectionLimits of(SettingValues values) {
    return new ConnectionLimits(seconds(values, Setting.HANDSHAKE_TIMEOUT),
        seconds(values, Setting.MAX_CONNECTION_IDLE), seconds(values, Setting.MAX_CONNECTION_AGE),
        seconds(values, Setting.MAX_CONNECTION_AGE_GRACE), values.whole(Setting.MAX_CONNECTIONS),
        values.whole(Setting.MAX_CONNECTIONS_PER_ADDRESS), values.whole(Setting.CONNECTION_RATE),
        values.whole(Setting.CONNECTION_RATE_PER_ADDRESS), seconds(values, Setting.MAX_REFUSAL_TIME));
  }

  private static Duration seconds(SettingValues values, Setting setting) {
    return Duration.ofSeconds(values.number(setting));
  }
}
