package io.margrid.server.config;

import java.time.Duration;

/**
 * What a stop leaves time for.
 *
 * @param drain    for running calls to end
 * @param farewell after that, for readers to take their last message
 */
public record StopTimes(Duration drain, Duration farewell) {

  static StopTimes of(SettingValues values) {
    return new StopTimes(values.seconds(Setting.DRAIN_TIME), values.seconds(Setting.FAREWELL_TIME));
  }
}
