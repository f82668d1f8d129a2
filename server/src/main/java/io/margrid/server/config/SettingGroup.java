package io.margrid.server.config;

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
    int next = ordinal() + 1;
    int end = next == values().length ? Setting.values().length : values()[next].first.ordinal();
    return Arrays.stream(Setting.values(), first.ordinal(), end).toList();
  }
}
