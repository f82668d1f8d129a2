package io.margrid.core.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Models that can be asked for by id. Immutable. */
public final class Catalog {
  private final Map<String, CompiledModel> models = new TreeMap<>();

  private Catalog(Collection<CompiledModel> models) {
    for (CompiledModel model : models) {
      String id = model.definition().id();
      if (id.isEmpty() || this.models.put(id, model) != null) {
        throw new IllegalArgumentException("id: \"" + id + "\" (expected: an id that no other model has)");
      }
    }
  }

  /**
   * A catalogue of these models.
   *
   * @throws IllegalArgumentException if one has no id, or two have the same
   */
  public static Catalog of(Collection<CompiledModel> models) {
    return new Catalog(models);
  }

  public Optional<CompiledModel> find(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /** Ordered by id. */
  public List<CompiledModel> models() {
    return List.copyOf(models.values());
  }

  /** In order. */
  public List<String> ids() {
    return List.copyOf(models.keySet());
  }
}
