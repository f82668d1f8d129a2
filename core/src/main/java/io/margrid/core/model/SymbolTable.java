package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Formula;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of one model: each is used once, has the form of a name and is not reserved. */
final class SymbolTable {
  static final int MAX_NAME_LENGTH = 64;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final String NAME_RULE = "a lower-case letter, then letters, digits and _, at most "
      + MAX_NAME_LENGTH
      + " characters";
  /** Looking for near names takes time in proportion to all names: as often as faults are shown, not more. */
  private static final int MAX_SUGGESTIONS = 16;

  private final Map<String, Symbol> symbols = new LinkedHashMap<>();
  private final FlatModel flat;
  private final Faults faults;
  private final Set<Place> meeting = new HashSet<>();
  private int suggestions;

  private SymbolTable(FlatModel flat, Faults faults) {
    this.flat = flat;
    this.faults = faults;
  }

  /** The names of the model that can be used; what is wrong with the others is reported. */
  static SymbolTable of(FlatModel flat, Faults faults) {
    SymbolTable table = new SymbolTable(flat, faults);
    ModelDefinition model = flat.definition();
    for (int i = 0; i < model.constants().size(); i++) {
      table.define(model.constants().get(i).name(), new Symbol(Symbol.Kind.CONSTANT, i),
          ModelField.CONSTANT_NAME);
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      table.define(model.parameters().get(i).name(), new Symbol(Symbol.Kind.PARAMETER, i),
          ModelField.PARAMETER_NAME);
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      table.define(model.metrics().get(i).name(), new Symbol(Symbol.Kind.METRIC, i), ModelField.METRIC_NAME);
    }
    return table;
  }

  private void define(String name, Symbol symbol, ModelField nameField) {
    FieldPath field = place(symbol).field(nameField);
    long before = faults.count();
    if (name.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", NAME_RULE);
    } else {
      checkForm(name, field, faults);
    }
    if (faults.count() > before) {
      return;
    }
    if (Formula.isReserved(name)) {
      faults.add(field, Reason.INVALID_NAME, name, "a name that the formula language does not reserve");
      return;
    }
    Symbol other = symbols.putIfAbsent(name, symbol);
    // All names of two models may meet: one is enough to see it.
    if (other != null && (!(place(symbol) instanceof Place.Included included) || meeting.add(included))) {
      faults.add(field, Reason.DUPLICATE, name, uniqueRule(place(symbol), place(other)));
    }
  }

  /** Reports a text that has not the form of a name. */
  static void checkForm(String name, FieldPath field, Faults faults) {
    if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
      faults.add(field, Reason.INVALID_NAME, name, NAME_RULE);
    }
  }

  private static String uniqueRule(Place place, Place other) {
    if (place instanceof Place.Included(FieldPath _, String modelId)) {
      return "a prefix that keeps the names of " + modelId + " apart from all others";
    }
    String rule = "a name used once among constants, parameters and metrics";
    return other instanceof Place.Included(FieldPath _, String modelId)
        ? rule + "; " + modelId + ", included here, has it"
        : rule;
  }

  private Place place(Symbol symbol) {
    return switch (symbol.kind()) {
      case CONSTANT -> flat.constants().get(symbol.index());
      case PARAMETER -> flat.parameters().get(symbol.index());
      case METRIC -> flat.metrics().get(symbol.index());
    };
  }

  Optional<Symbol> find(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** The rule that a name breaks which is not in the table. */
  String ruleFor(String unknown) {
    String what = "a parameter, constant or metric of the model";
    return suggestions++ < MAX_SUGGESTIONS ? Nearest.rule(what, unknown, symbols.keySet()) : what;
  }
}
