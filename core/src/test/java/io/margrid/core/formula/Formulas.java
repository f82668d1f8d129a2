package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A few parameters with units, and formulas over them. */
final class Formulas {
  private static final FieldPath FORMULA = FieldPath.ROOT.field("formula", 3);
  private final List<String> names = new ArrayList<>();
  private final List<Unit> units = new ArrayList<>();

  Formulas parameter(String name, String unit) {
    names.add(name);
    units.add(unit(unit));
    return this;
  }

  static Unit unit(String text) {
    try {
      return Unit.parse(text);
    } catch (UnitSyntaxException invalid) {
      throw new AssertionError(text, invalid);
    }
  }

  static Formula parse(String text) {
    Faults faults = new Faults();
    return Formula.parse(text, FORMULA, 65_536, 64, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder().getFirst().message()));
  }

  /** The faults that the units of a formula have, as messages. */
  List<String> faults(String text, Optional<Unit> declared) {
    Faults faults = new Faults();
    parse(text).check(this::unitOf, declared, faults);
    return faults.inFieldOrder().stream().map(Fault::message).toList();
  }

  TypedFormula check(String text, Optional<Unit> declared) {
    Faults faults = new Faults();
    return parse(text).check(this::unitOf, declared, faults)
        .orElseThrow(() -> new AssertionError(text + ": " + faults.inFieldOrder()));
  }

  private Optional<Unit> unitOf(String name) {
    int parameter = names.indexOf(name);
    return parameter < 0 ? Optional.empty() : Optional.of(units.get(parameter));
  }

  /** Adds the formula; its node. */
  int emit(String text, GraphBuilder builder) {
    return emit(text, Optional.empty(), builder);
  }

  int emit(String text, Optional<Unit> declared, GraphBuilder builder) {
    return check(text, declared).emit(builder, "m", name -> {
      int parameter = names.indexOf(name);
      return builder.parameter(parameter, units.get(parameter), "m");
    }, new Faults()).orElseThrow();
  }

  /** The value in a scalar model. */
  double value(String text, double... parameters) {
    return series(text,
        Arrays.stream(parameters).mapToObj(value -> new double[]{value}).toArray(double[][]::new))[0];
  }

  /** The value in every period, for values of the parameters by period. */
  double[] series(String text, double[]... parameters) {
    GraphBuilder builder = new GraphBuilder(10_000);
    int node = emit(text, builder);
    assertThat(builder.resolve()).isTrue();
    int periods = parameters.length == 0 ? 1 : parameters[0].length;
    return GraphEvaluator.evaluate(builder.build(), periods, new double[0], parameters)[node];
  }
}
