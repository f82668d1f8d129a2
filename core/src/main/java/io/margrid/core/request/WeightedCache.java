package io.margrid.core.request;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps values by what they were made from, up to a weight in all; those that were not asked for the longest
 * go first. Thread-safe.
 */
public final class WeightedCache<K, V> {
  private final long maxWeight;
  private final Map<K, Weighted<V>> values = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;
  private long hits;
  private long misses;
  private long evictions;

  private record Weighted<V>(V value, long weight) {}

  /**
   * What a cache did so far.
   *
   * @param weight of what it keeps now
   */
  public record Counts(long hits, long misses, long evictions, int values, long weight) {}

  /**
   * An empty cache.
   *
   * @param maxWeight 0: keeps nothing
   */
  public WeightedCache(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  /** The value kept under that key. */
  public synchronized Optional<V> find(K key) {
    Weighted<V> found = values.get(key);
    if (found == null) {
      misses++;
      return Optional.empty();
    }
    hits++;
    return Optional.of(found.value);
  }

  /**
   * Keeps a value, unless it alone is too heavy.
   *
   * @param weight at least 1
   */
  public synchronized void keep(K key, V value, long weight) {
    if (weight > maxWeight) {
      return;
    }
    Weighted<V> before = values.put(key, new Weighted<>(value, weight));
    this.weight += weight - (before == null ? 0 : before.weight);
    Iterator<Weighted<V>> oldest = values.values().iterator();
    while (this.weight > maxWeight) {
      this.weight -= oldest.next().weight;
      oldest.remove();
      evictions++;
    }
  }

  public synchronized Counts counts() {
    return new Counts(hits, misses, evictions, values.size(), weight);
  }
}
