package io.margrid.server.security;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits of tenants, as a properties file: {@code acme.streams = 16}. What a tenant has no line for, the tenant
 * {@code default} says; what that does not say is not limited. Immutable.
 */
final class TenantFile {
  /** When there is no file. */
  static final TenantFile EMPTY = new TenantFile(Map.of(), TenantLimits.NONE);
  private static final Pattern KEY = Pattern
      .compile("([A-Za-z0-9_-]{1,64})\\.(streams|cells-in-flight|cells-per-request|calls-per-second)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Map<String, TenantLimits> tenants;
  private final TenantLimits others;

  private TenantFile(Map<String, TenantLimits> tenants, TenantLimits others) {
    this.tenants = Map.copyOf(tenants);
    this.others = others;
  }

  static TenantFile of(Path file, byte[] content) throws IOException {
    Properties lines = new Properties();
    lines.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
    Map<String, Map<String, Long>> given = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      Matcher parts = KEY.matcher(key);
      String value = lines.getProperty(key).strip();
      if (!parts.matches() || !NUMBER.matcher(value).matches()) {
        throw new IOException(file + ": " + key + " = " + value + " (expected: <tenant>.<streams,"
            + " cells-in-flight, cells-per-request or calls-per-second> = a whole number)");
      }
      given.computeIfAbsent(parts.group(1), _ -> new HashMap<>()).put(parts.group(2), Long.parseLong(value));
    }
    TenantLimits others = limits(given.getOrDefault(Tenant.DEFAULT.name(), Map.of()), TenantLimits.NONE);
    Map<String, TenantLimits> tenants = new HashMap<>();
    given.forEach((tenant, limits) -> tenants.put(tenant, limits(limits, others)));
    return new TenantFile(tenants, others);
  }

  private static TenantLimits limits(Map<String, Long> given, TenantLimits otherwise) {
    return new TenantLimits(given.getOrDefault("streams", otherwise.streams()),
        given.getOrDefault("cells-in-flight", otherwise.cellsInFlight()),
        given.getOrDefault("cells-per-request", otherwise.cellsPerRequest()),
        given.getOrDefault("calls-per-second", otherwise.callsPerSecond()));
  }

  TenantLimits limits(Tenant tenant) {
    return tenants.getOrDefault(tenant.name(), others);
  }
}
