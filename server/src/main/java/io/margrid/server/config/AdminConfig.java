package io.margrid.server.config;

import java.util.OptionalInt;

/**
 * Where operators look. Nobody is asked who it is there.
 *
 * @param host         to listen on
 * @param port         for metrics and health; 0: any free one; absent: none
 * @param channelzPort the same for channelz
 */
public record AdminConfig(String host, OptionalInt port, OptionalInt channelzPort) {
  /** Where Prometheus exporters of gRPC services are expected. */
  static final int USUAL_PORT = 9_464;

  static AdminConfig of(SettingValues values) {
    boolean forOneself = values.whole(Setting.PORT) == 0;
    String port = values.text(Setting.ADMIN_PORT);
    OptionalInt usual = forOneself ? OptionalInt.empty() : OptionalInt.of(USUAL_PORT);
    return new AdminConfig(values.text(Setting.ADMIN_HOST), port.equals("auto") ? usual : port(port),
        port(values.text(Setting.CHANNELZ_PORT)));
  }

  private static OptionalInt port(String text) {
    return text.equals("off") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }
}
