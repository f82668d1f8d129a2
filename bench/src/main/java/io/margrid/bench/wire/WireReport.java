package io.margrid.bench.wire;

import io.margrid.bench.report.Bars;
import io.margrid.bench.report.Results;
import io.margrid.bench.report.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the rounds say: speeds, and ratios taken within a round to the best of each kind of peer there. */
final class WireReport {
  private final List<Contender> contenders;
  private final List<String> kinds;

  /** @param kinds beginnings of names: each is compared with the best that begins so */
  WireReport(List<Contender> contenders, List<String> kinds) {
    this.contenders = contenders;
    this.kinds = kinds;
  }

  void print(Results results, String title, Map<String, Object> how) throws IOException {
    StringBuilder head = new StringBuilder(
        String.format(Locale.ROOT, "%-46s %8s %8s", "", "MB/s", "CPU s/GB"));
    kinds.forEach(kind -> head.append(String.format(Locale.ROOT, "  %20s", "of " + kind)));
    System.out.println(head);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Contender contender : contenders) {
      rows.add(row(contender));
    }
    Map<String, Object> all = new LinkedHashMap<>(how);
    all.put("contenders", rows);
    System.out.println(how);
    results.write(all);
    results
        .draw(Bars.of(title, "share of the best " + kinds.getFirst() + ", median and quartiles", ratios()));
  }

  private Map<String, Object> row(Contender contender) {
    Spread speed = Spread.of(contender.megabytesPerSecond());
    Spread work = Spread.of(contender.processorSecondsPerGigabyte());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", contender.name());
    row.put("megabytes_per_second", speed.json());
    row.put("processor_seconds_per_gigabyte", work.json());
    StringBuilder line = new StringBuilder(
        String.format(Locale.ROOT, "%-46s %8.0f %8.2f", contender.name(), speed.median(), work.median()));
    for (String kind : kinds) {
      Spread ratio = ratio(contender, kind);
      row.put("of_" + kind, ratio.json());
      line.append(String.format(Locale.ROOT, "  %20s", ratio));
    }
    System.out.println(line);
    return row;
  }

  private Map<String, Spread> ratios() {
    Map<String, Spread> ratios = new LinkedHashMap<>();
    contenders.forEach(contender -> ratios.put(contender.name(), ratio(contender, kinds.getFirst())));
    return ratios;
  }

  private Spread ratio(Contender contender, String kind) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < contender.runs().size(); round++) {
      ratios.add(contender.megabytesPerSecond().get(round) / best(kind, round));
    }
    return Spread.of(ratios);
  }

  private double best(String kind, int round) {
    return contenders.stream().filter(contender -> contender.name().startsWith(kind))
        .mapToDouble(contender -> contender.megabytesPerSecond().get(round)).max().orElseThrow();
  }
}
