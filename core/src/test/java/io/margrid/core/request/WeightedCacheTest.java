package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.model.Digest;
import io.margrid.core.model.DigestWriter;
import org.junit.jupiter.api.Test;

class WeightedCacheTest {
  private final WeightedCache<Digest, String> cache = new WeightedCache<>(10);

  private static Digest key(String text) {
    return new DigestWriter("test").text(text).digest();
  }

  @Test
  void whatIsKeptIsFound() {
    assertThat(cache.find(key("a"))).isEmpty();
    cache.keep(key("a"), "A", 4);
    assertThat(cache.find(key("a"))).contains("A");
    assertThat(cache.counts()).isEqualTo(new WeightedCache.Counts(1, 1, 0, 1, 4));
  }

  @Test
  void whatWasNotAskedForTheLongestGoesFirst() {
    cache.keep(key("a"), "A", 4);
    cache.keep(key("b"), "B", 4);
    assertThat(cache.find(key("a"))).contains("A");
    cache.keep(key("c"), "C", 4);
    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.find(key("a"))).contains("A");
    assertThat(cache.find(key("c"))).contains("C");
    assertThat(cache.counts()).isEqualTo(new WeightedCache.Counts(3, 1, 1, 2, 8));
  }

  @Test
  void aHeavyValueDisplacesSeveral() {
    cache.keep(key("a"), "A", 5);
    cache.keep(key("b"), "B", 5);
    cache.keep(key("c"), "C", 10);
    assertThat(cache.counts()).isEqualTo(new WeightedCache.Counts(0, 0, 2, 1, 10));
  }

  @Test
  void whatIsTooHeavyAloneIsNotKept() {
    cache.keep(key("a"), "A", 3);
    cache.keep(key("b"), "B", 11);
    assertThat(cache.find(key("b"))).isEmpty();
    assertThat(cache.find(key("a"))).contains("A");
  }

  @Test
  void keepingAgainReplaces() {
    cache.keep(key("a"), "A", 3);
    cache.keep(key("a"), "A again", 5);
    assertThat(cache.find(key("a"))).contains("A again");
    assertThat(cache.counts().weight()).isEqualTo(5);
  }
}
