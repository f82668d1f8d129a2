package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
  private int suggestions;

  private SymbolTable() {}

  /** The names of the model that can be used; what is wrong with the others is reported. */
  static SymbolTable of(ModelDefinition model, FieldPath path, Faults faults) {
    SymbolTable table = new SymbolTable();
    for (int i = 0; i < model.constants().size(); i++) {
      FieldPath field = ModelField.CONSTANT_NAME.in(ModelField.MODEL_CONSTANTS.in(path, i));
      table.define(model.constants().get(i).name(), new Symbol(Symbol.Kind.CONSTANT, i), field, faults);
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      FieldPath field = ModelField.PARAMETER_NAME.in(ModelField.MODEL_PARAMETERS.in(path, i));
      table.define(model.parameters().get(i).name(), new Symbol(Symbol.Kind.PARAMETER, i), field, faults);
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      FieldPath field = ModelField.METRIC_NAME.in(ModelField.MODEL_METRICS.in(path, i));
      table.define(model.metrics().get(i).name(), new Symbol(Symbol.Kind.METRIC, i), field, faults);
    }
    return table;
  }

  private void define(String name, Symbol symbol, FieldPath field, Faults faults) {
    if (name.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", NAME_RULE);
    } else if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
      faults.add(field, Reason.INVALID_NAME, name, NAME_RULE);
    } else if (Formula.isReserved(name)) {
      faults.add(field, Reason.INVALID_NAME, name, "a name that the formula language does not reserve");
    } else if (symbols.putIfAbsent(name, symbol) != null) {
      faults.add(field, Reason.DUPLICATE, name, "a name used once among constants, parameters and metrics");
    }
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
