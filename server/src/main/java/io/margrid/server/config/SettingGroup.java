package io.margrid.server.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What settings are about, in the order in which they are shown. Each group begins with a setting and ends with the next. */
public enum SettingGroup {
  SERVER("Where it listens, and what it serves", Setting.HOST),
  BUDGETS("How much at once", Setting.COMPUTE_THREADS),
  TIMES("How long", Setting.STALL_TIME),
  CONNECTIONS("Connections", Setting.KEEPALIVE_TIME),
  TLS("Encryption", Setting.TLS_CERT),
  CALLERS("Who calls", Setting.AUTH),
  LIMITS("What may be asked", Setting.MAX_CELLS),
  TRACES("Traces", Setting.TRACE_ENDPOINT),
  LOGS("Logs", Setting.LOG_LEVEL);

  private final String title;
  private final Setting first;

  SettingGroup(String title, Setting first) {
    this.title = title;
    this.first = first;
  }

  /** A heading. */
  public String title() {
    return title;
  }

  /** In the order in which they are shown; every setting is in one group. */
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    boolean inside = false;
    for (Setting setting : Setting.values()) {
      inside = setting == first || (inside && !begins(setting));
      if (inside) {
        settings.add(setting);
      }
    }
    return settings;
  }

  private static boolean begins(Setting setting) {
    return Arrays.stream(values()).anyMatch(group -> group.first == setting);
  }
}
