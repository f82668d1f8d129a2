package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private final Formulas formulas = new Formulas().parameter("x", "1").parameter("y", "1")
      .parameter("m", "MUSD").parameter("h", "h");
  private final GraphBuilder builder = new GraphBuilder(10_000);

  @Test
  void equalSubExpressionsAreOneNode() {
    int sum = formulas.emit("(x + y) * (x + y)", builder);
    assertThat(builder.build().size()).isEqualTo(4);
    assertThat(builder.build().node(sum)).isEqualTo(new Node.Binary(BinaryOperation.MULTIPLY, 2, 2));
    assertThat(formulas.emit("(x + y) * ((x) + y)", builder)).isEqualTo(sum);
    assertThat(formulas.emit("(y + x) * (x + y)", builder)).isNotEqualTo(sum);
  }

  @Test
  void literalsAreEqualByBitsAndUnit() {
    assertThat(formulas.emit("0.25", builder)).isEqualTo(formulas.emit("25%", builder));
    assertThat(formulas.emit("nan", builder)).isEqualTo(formulas.emit("nan", builder));
    assertThat(formulas.emit("3 [MUSD]", builder)).isNotEqualTo(formulas.emit("3", builder));
    assertThat(new Node.Literal(0.0)).isNotEqualTo(new Node.Literal(-0.0));
    assertThat(new Node.Literal(Double.NaN)).isEqualTo(new Node.Literal(Double.NaN));
  }

  @Test
  void chainsAreComputedFromTheLeft() {
    int node = formulas.emit("x - y - x", builder);
    assertThat(builder.build().node(node)).isEqualTo(new Node.Binary(BinaryOperation.SUBTRACT, 2, 0));
    assertThat(formulas.value("x + y + 1", 1e16, -1e16)).isEqualTo(1.0);
    assertThat(formulas.value("x + (y + 1)", 1e16, -1e16)).isEqualTo(0.0);
  }

  @Test
  void operandsComeBeforeTheirUsers() {
    formulas.emit("if(x < y and not (m == 0), clamp(x, 0, y)^3, max(x, y, 1) / -y)", builder);
    Graph graph = builder.build();
    for (int id = 0; id < graph.size(); id++) {
      assertThat(operands(graph.node(id)).max().orElse(-1)).isLessThan(id);
    }
  }

  private static IntStream operands(Node node) {
    return switch (node) {
      case Node.Literal _,Node.Constant _,Node.Parameter _ -> IntStream.of();
      case Node.Unary(UnaryOperation _, int operand) -> IntStream.of(operand);
      case Node.Binary(BinaryOperation _, int left, int right) -> IntStream.of(left, right);
      case Node.Power(int operand, int _) -> IntStream.of(operand);
      case Node.Select(int condition, int whenTrue, int whenFalse) ->
        IntStream.of(condition, whenTrue, whenFalse);
    };
  }

  @Test
  void everyNodeHasItsUnit() {
    int node = formulas.emit("if(0 < m, m * h / 2, 0)", builder);
    Graph graph = builder.build();
    Node.Select select = (Node.Select) graph.node(node);
    assertThat(graph.unit(node)).hasToString("MUSD*h");
    assertThat(graph.unit(select.whenFalse())).hasToString("MUSD*h");
    assertThat(graph.isTruth(select.condition())).isTrue();
    assertThat(graph.isTruth(node)).isFalse();
    Node.Binary less = (Node.Binary) graph.node(select.condition());
    assertThat(graph.unit(less.left())).hasToString("MUSD");
    assertThat(graph.unit(select.condition())).isEqualTo(Unit.ONE);
    assertThat(graph.origin(node)).isEqualTo("m");
  }

  @Test
  void zeroOfAMetricHasItsDeclaredUnit() {
    int node = formulas.emit("0", Optional.of(Formulas.unit("MUSD")), builder);
    assertThat(builder.build().unit(node)).hasToString("MUSD");
  }

  @Test
  void nodesAreLimited() {
    Faults faults = new Faults();
    GraphBuilder small = new GraphBuilder(2);
    TypedFormula formula = formulas.check("1 + 2", Optional.empty());
    assertThat(formula.emit(small, "m", _ -> 0, faults)).isEmpty();
    assertThat(faults.inFieldOrder()).singleElement()
        .satisfies(fault -> assertThat(fault.reason()).isEqualTo(Reason.MODEL_TOO_LARGE));
    assertThat(formula.emit(new GraphBuilder(3), "m", _ -> 0, faults)).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-16, -3, -1, 0, 1, 2, 16})
  void smallWholeExponentsAreRepeatedMultiplication(int exponent) {
    int node = formulas.emit("x^" + exponent, builder);
    assertThat(builder.build().node(node)).isEqualTo(new Node.Power(0, exponent));
    for (double x : new double[]{1.1, -0.3, 0.0, -0.0, 7e40, INFINITY, -INFINITY}) {
      double product = 1;
      for (int i = 0; i < Math.abs(exponent); i++) {
        product *= x;
      }
      assertThat(formulas.value("x^" + exponent, x, 0)).isEqualTo(exponent < 0 ? 1 / product : product);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "-17", "0.5", "1e10", "nan"})
  void otherExponentsAreStrictPowers(String exponent) {
    int node = formulas.emit("x^" + exponent, builder);
    assertThat(builder.build().node(node)).isInstanceOf(Node.Binary.class);
    assertThat(formulas.value("x^" + exponent, 1.7, 0))
        .isEqualTo(Double.valueOf(StrictMath.pow(1.7, Double.parseDouble(exponent.replace("nan", "NaN")))));
  }

  @Test
  void powersBeyondTheRepeatedOnesAreNoPowerNodes() {
    assertThatThrownBy(() -> new Node.Power(0, 17)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    x / y                        | 1    | 0    | Infinity
    x / y                        | 0    | 0    | NaN
    x / y                        | -1   | 0    | -Infinity
    min(x, y)                    | NaN  | 1    | NaN
    max(x, y)                    | 1    | NaN  | NaN
    min(x, y)                    | 0    | -0.0 | -0.0
    max(x, y)                    | -0.0 | 0    | 0.0
    clamp(x, 0, 1)               | 2    | 0    | 1.0
    clamp(x, 0, 1)               | NaN  | 0    | NaN
    clamp(x, 1, 0)               | 5    | 0    | 0.0
    round(x)                     | 0.5  | 0    | 0.0
    round(x)                     | 1.5  | 0    | 2.0
    round(x)                     | 2.5  | 0    | 2.0
    round(x)                     | -0.5 | 0    | -0.0
    floor(x)                     | -1.5 | 0    | -2.0
    ceil(x)                      | -1.5 | 0    | -1.0
    abs(x)                       | -0.0 | 0    | 0.0
    sqrt(x)                      | -1   | 0    | NaN
    ln(x)                        | 0    | 0    | -Infinity
    exp(x)                       | 1    | 0    | 2.7182818284590455
    if(x == x, 1, 0)             | NaN  | 0    | 0.0
    if(x != x, 1, 0)             | NaN  | 0    | 1.0
    if(x < y or x >= y, 1, 0)    | NaN  | 0    | 0.0
    if(not (x < y), 1, 0)        | NaN  | 0    | 1.0
    if(x == y, 1, 0)             | -0.0 | 0    | 1.0
    if(is_finite(x), 1, 0)       | NaN  | 0    | 0.0
    if(is_finite(x), 1, 0)       | -Infinity | 0 | 0.0
    if(is_finite(x), 1, 0)       | 1e308 | 0   | 1.0
    if(y != 0, x / y, 0)         | 1    | 0    | 0.0
    if(x < 1 and y < 1, 1, 0)    | 0    | 1    | 0.0
    if(x < 1 or y < 1, 1, 0)     | 0    | 1    | 1.0
    0 - x                        | 0    | 0    | 0.0
    -x                           | 0    | 0    | -0.0
    nan^0                        | 0    | 0    | 1.0
    """)
  void meansWhatTheLanguageSays(String formula, double x, double y, double value) {
    assertThat(Double.doubleToLongBits(formulas.value(formula, x, y)))
        .isEqualTo(Double.doubleToLongBits(value));
  }
}
