package io.margrid.server.config;

import io.margrid.core.fault.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Environment variables that are called like settings, and are none. */
public final class StrangeVariables {
  private static final String PREFIX = "MARGRID_";
  /** Read by the launcher, the command line, and scripts of the repository. */
  private static final Set<String> OTHERS = Set.of("MARGRID_SKIP_BUILD", "MARGRID_JAVA_OPTIONS",
      "MARGRID_SERVER_JAVA_OPTIONS", "MARGRID_SERVER_COMMAND", "MARGRID_TERMINALS", "MARGRID_SERVER",
      "MARGRID_TARGET", "MARGRID_REQUIRE", "MARGRID_SLACK", "MARGRID_SEED", "MARGRID_DEBIAN", "MARGRID_KEEP");
  private static final List<String> SETTINGS = Arrays.stream(Setting.values()).map(Setting::name).toList();

  private final List<String> names;

  /** @param environment the process' */
  public StrangeVariables(Map<String, String> environment) {
    names = environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !OTHERS.contains(name)
            && !SETTINGS.contains(name.substring(PREFIX.length())))
        .sorted().toList();
  }

  /** The setting that was probably meant, by its variable. */
  private static Optional<String> meant(String name) {
    return Nearest.meant(name.substring(PREFIX.length()), SETTINGS).map(PREFIX::concat);
  }

  /** Of those that were meant to be settings, each {@code name: not a setting (expected: another name)}. */
  List<String> faults() {
    return names.stream().flatMap(name -> meant(name).stream()
        .map(setting -> name + ": not a setting (expected: " + setting + ")")).toList();
  }

  /** Those that resemble no setting: somebody else's, or a setting of another version. In order. */
  public List<String> ignored() {
    return names.stream().filter(name -> meant(name).isEmpty()).toList();
  }
}
