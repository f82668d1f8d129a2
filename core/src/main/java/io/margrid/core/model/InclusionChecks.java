package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the includes of a model, one at a time: the model, its periods, the prefix, the bound parameters. */
final class InclusionChecks {
  private final ModelDefinition model;
  private final FieldPath path;
  private final Catalog catalog;
  private final Faults faults;

  InclusionChecks(ModelDefinition model, FieldPath path, Catalog catalog, Faults faults) {
    this.model = model;
    this.path = path;
    this.catalog = catalog;
    this.faults = faults;
  }

  /** Those that have no fault. */
  List<Inclusion> sound() {
    List<Inclusion> sound = new ArrayList<>();
    for (int i = 0; i < model.includes().size(); i++) {
      inclusion(model.includes().get(i), ModelField.MODEL_INCLUDES.in(path, i)).ifPresent(sound::add);
    }
    return sound;
  }

  private Optional<Inclusion> inclusion(IncludeDefinition include, FieldPath field) {
    long before = faults.count();
    if (!include.prefix().isEmpty()) {
      SymbolTable.checkForm(include.prefix(), ModelField.INCLUDE_PREFIX.in(field), faults);
    }
    Optional<CompiledModel> included = find(include.modelId(), ModelField.INCLUDE_MODEL_ID.in(field));
    if (included.isEmpty()) {
      return Optional.empty();
    }
    checkPeriods(included.get(), ModelField.INCLUDE_MODEL_ID.in(field));
    Map<String, Inclusion.Binding> bindings = bindings(include, included.get(), field);
    return faults.count() == before
        ? Optional.of(new Inclusion(field, included.get(), include.prefix(), bindings))
        : Optional.empty();
  }

  private Optional<CompiledModel> find(String id, FieldPath field) {
    Optional<CompiledModel> included = catalog.find(id);
    if (id.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", "the id of a model of the catalogue");
    } else if (included.isEmpty()) {
      faults.add(field, Reason.UNKNOWN_MODEL, id,
          Nearest.rule("a model of the catalogue", id, catalog.ids()));
    }
    return included;
  }

  private void checkPeriods(CompiledModel included, FieldPath field) {
    List<String> periods = included.periods();
    if (!periods.isEmpty() && !periods.equals(model.periods())) {
      String value = included.definition().id() + " with " + periods.size() + " periods, "
          + periods.getFirst() + " to "
          + periods.getLast();
      faults.add(field, Reason.INVALID_VALUE, value,
          "a model without periods, or with the same ones as this one");
    }
  }

  private Map<String, Inclusion.Binding> bindings(IncludeDefinition include, CompiledModel included,
      FieldPath field) {
    Map<String, Inclusion.Binding> bindings = new LinkedHashMap<>();
    for (int i = 0; i < include.bindings().size(); i++) {
      String parameter = include.bindings().get(i).parameter();
      FieldPath binding = ModelField.INCLUDE_BINDINGS.in(field, i);
      FieldPath name = ModelField.BINDING_PARAMETER.in(binding);
      if (parameter.isEmpty()) {
        faults.add(name, Reason.REQUIRED, "absent", "a parameter of " + include.modelId());
      } else if (included.findParameter(parameter).isEmpty()) {
        faults.add(name, Reason.UNKNOWN_PARAMETER, parameter,
            Nearest.rule("a parameter of " + include.modelId(), parameter, included.parameterNames()));
      } else if (bindings.put(parameter,
          new Inclusion.Binding(binding, include.bindings().get(i).formula())) != null) {
        faults.add(name, Reason.DUPLICATE, parameter, "each parameter bound once");
      }
    }
    return bindings;
  }
}
