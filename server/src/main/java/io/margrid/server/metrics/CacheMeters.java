package io.margrid.server.metrics;

import io.margrid.core.request.WeightedCache;
import io.margrid.server.service.AnswerCache;
import java.util.function.Function;

/** What a cache did and has. */
final class CacheMeters {
  private final ServerMetrics metrics;

  CacheMeters(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  /** @param name one of a few */
  void add(String name, AnswerCache source, Function<AnswerCache, WeightedCache.Counts> counts) {
    String cache = Metric.CACHE_LOOKUPS.tag();
    String result = Metric.CACHE_LOOKUPS.tagKeys().getLast();
    metrics.counter(Metric.CACHE_LOOKUPS, source, all -> counts.apply(all).hits(), cache, name, result,
        "hit");
    metrics.counter(Metric.CACHE_LOOKUPS, source, all -> counts.apply(all).misses(), cache, name, result,
        "miss");
    metrics.counter(Metric.CACHE_EVICTIONS, source, all -> counts.apply(all).evictions(), cache, name);
    metrics.gauge(Metric.CACHE_ENTRIES, source, all -> counts.apply(all).values(), cache, name);
    metrics.gauge(Metric.CACHE_BYTES, source, all -> counts.apply(all).weight(), cache, name);
  }
}
