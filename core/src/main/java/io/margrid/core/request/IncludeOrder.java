package io.margrid.core.request;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelField;
import io.margrid.core.model.ModelLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Compiles models that include each other, each after those that it includes. */
final class IncludeOrder {
  private final ModelLimits limits;
  private final Map<String, ModelFile> waiting = new LinkedHashMap<>();
  private final Map<String, CompiledModel> compiled = new LinkedHashMap<>();
  private final List<String> faulty = new ArrayList<>();

  /** @param files with different ids */
  IncludeOrder(Collection<ModelFile> files, ModelLimits limits) {
    this.limits = limits;
    files.forEach(file -> waiting.put(file.id(), file));
    while (compileReady()) {
      // What has been compiled may make others ready.
    }
    reportCircles();
  }

  /** Those without fault. */
  Collection<CompiledModel> compiled() {
    return compiled.values();
  }

  private boolean compileReady() {
    boolean progress = false;
    for (Iterator<ModelFile> files = waiting.values().iterator(); files.hasNext();) {
      ModelFile file = files.next();
      if (file.includes().stream().anyMatch(faulty::contains)) {
        // Nothing to say about it before the other is right.
        faulty.add(file.id());
      } else if (file.includes().stream().anyMatch(waiting::containsKey)) {
        continue;
      } else {
        file.compile(Catalog.of(compiled.values()), limits)
            .ifPresentOrElse(model -> compiled.put(file.id(), model), () -> faulty.add(file.id()));
      }
      files.remove();
      progress = true;
    }
    return progress;
  }

  /** Every model that still waits is on a circle, or includes one that is. Each circle is reported once. */
  private void reportCircles() {
    while (!waiting.isEmpty()) {
      List<String> way = new ArrayList<>();
      Optional<String> next = waiting.keySet().stream().findFirst();
      while (next.isPresent() && !way.contains(next.get())) {
        way.add(next.get());
        next = file(next.get()).includes().stream().filter(waiting::containsKey).findFirst();
      }
      next.ifPresent(id -> report(way.subList(way.indexOf(id), way.size())));
      way.forEach(waiting::remove);
    }
  }

  private ModelFile file(String id) {
    return Objects.requireNonNull(waiting.get(id));
  }

  private void report(List<String> circle) {
    ModelFile file = file(circle.getFirst());
    int include = file.includes().indexOf(circle.get(1 % circle.size()));
    FieldPath field = ModelField.INCLUDE_MODEL_ID.in(ModelField.MODEL_INCLUDES.in(FieldPath.ROOT, include));
    String value = String.join(" → ", circle) + " → " + circle.getFirst();
    file.report(new Fault(field, Reason.FORMULA_CYCLE, value, "models that do not include themselves"));
  }
}
