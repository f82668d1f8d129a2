package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodFunctionTest {
  private static final double[] X = {3, 5, 2, 10};
  private static final double[] Y = {1, 2, 3, 4};
  private final Formulas formulas = new Formulas().parameter("x", "1").parameter("y", "1");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    lag(x, 1)                        | NaN  | 3    | 5    | 2
    prev(x)                          | NaN  | 3    | 5    | 2
    prev(x, y)                       | 1    | 3    | 5    | 2
    lag(x, 2, 7, y)                  | 7    | 2    | 3    | 5
    lag(x, 3, 0, nan, y * 2)         | 0    | NaN  | 6    | 3
    lag(x, 4)                        | NaN  | NaN  | NaN  | NaN
    lag(x, 2147483647)               | NaN  | NaN  | NaN  | NaN
    lag(x + y, 2, 0, 0)              | 0    | 0    | 4    | 7
    prev(prev(x, y), 9)              | 9    | 1    | 3    | 5
    prev(x, prev(y, 8))              | 8    | 3    | 5    | 2
    x - lag(x, 1, 0)                 | 3    | 2    | -3   | 8
    cumulative(x)                    | 3    | 8    | 10   | 20
    cumulative(prev(x, 0))           | 0    | 3    | 8    | 10
    cumulative(lag(x, 1))            | NaN  | NaN  | NaN  | NaN
    period_index()                   | 0    | 1    | 2    | 3
    if(period_index() < 2, x, -y)    | 3    | 5    | -3   | -4
    first(x)                         | 3    | 3    | 3    | 3
    last(x)                          | 10   | 10   | 10   | 10
    total(x)                         | 20   | 20   | 20   | 20
    mean(x)                          | 5    | 5    | 5    | 5
    x / total(x)                     | 0.15 | 0.25 | 0.1  | 0.5
    prev(total(x), 1)                | 1    | 20   | 20   | 20
    total(prev(x, 0))                | 10   | 10   | 10   | 10
    total(x * total(y))              | 200  | 200  | 200  | 200
    total(lag(x, 1))                 | NaN  | NaN  | NaN  | NaN
    first(lag(x, 1))                 | NaN  | NaN  | NaN  | NaN
    last(lag(x, 1))                  | 2    | 2    | 2    | 2
    npv(0, x)                        | 20   | 20   | 20   | 20
    npv(1, x)                        | 3.625 | 3.625 | 3.625 | 3.625
    npv(if(y == 1 or y == 3, 1, 0), x) | 7  | 7    | 7    | 7
    npv(-1, x)                       | Infinity | Infinity | Infinity | Infinity
    irr(x)                           | NaN  | NaN  | NaN  | NaN
    irr(if(y == 1, -8, if(y == 4, 1, 0)))  | -0.5 | -0.5 | -0.5 | -0.5
    trailing_sum(x, 0, 0)            | 0    | 0    | 0    | 0
    trailing_sum(x, 1, 0)            | 3    | 5    | 2    | 10
    trailing_sum(x, 2, 0)            | 3    | 8    | 7    | 12
    trailing_sum(x, 2)               | NaN  | 8    | 7    | 12
    trailing_sum(x, 2, y)            | 4    | 8    | 7    | 12
    trailing_sum(x, 0.5, y)          | 1.5  | 2.5  | 1    | 5
    trailing_sum(x, 1.5, y)          | 3.5  | 6.5  | 4.5  | 11
    trailing_sum(x, 2.5, 0)          | 3    | 8    | 8.5  | 14.5
    trailing_sum(x, 1.5)             | NaN  | 6.5  | 4.5  | 11
    trailing_sum(x, 4)               | NaN  | NaN  | NaN  | 20
    trailing_sum(x, 1200, 0)         | 3    | 8    | 10   | 20
    trailing_sum(x, first(y) + 1, 0) | 3    | 8    | 7    | 12
    trailing_sum(x, 1200.5, 0)       | NaN  | NaN  | NaN  | NaN
    trailing_sum(x, -0.5, 0)         | NaN  | NaN  | NaN  | NaN
    trailing_sum(x, y, 0)            | NaN  | NaN  | NaN  | NaN
    trailing_sum(x, nan, 0)          | NaN  | NaN  | NaN  | NaN
    trailing_sum(x, 1 / 0, 0)        | NaN  | NaN  | NaN  | NaN
    trailing_sum(total(x) + x, total(y) / 5, 0) | 23 | 48 | 47 | 52
    """)
  void meansWhatTheLanguageSays(String formula, double first, double second, double third, double fourth) {
    assertThat(formulas.series(formula, X, Y)).containsExactly(first, second, third, fourth);
  }

  @Test
  void sumsAddFromTheLeft() {
    double[] rounding = {1e16, -1e16, 1, 1};
    assertThat(formulas.series("total(x)", rounding, Y)[0]).isEqualTo(2);
    assertThat(formulas.series("total(x)", new double[]{1, 1, 1e16, -1e16}, Y)[0]).isEqualTo(2);
    assertThat(formulas.series("total(x)", new double[]{1, 1e16, -1e16, 1}, Y)[0]).isEqualTo(1);
    assertThat(formulas.series("cumulative(x)", rounding, Y)).containsExactly(1e16, 0, 1, 2);
    double[] mixed = {1, 1e16, 1, -1e16};
    assertThat(formulas.series("total(x)", mixed, Y)[3]).isEqualTo(0);
    assertThat(formulas.series("trailing_sum(x, 4, 0)", mixed, Y)[3]).isEqualTo(1);
  }

  @Test
  void totalOfNegativeZerosIsNegativeZero() {
    double[] zeros = {-0.0, -0.0};
    assertThat(formulas.series("total(x)", zeros, zeros)).containsExactly(-0.0, -0.0);
    assertThat(formulas.series("cumulative(x)", zeros, zeros)).containsExactly(-0.0, -0.0);
    assertThat(formulas.series("trailing_sum(x, 2, x)", zeros, zeros)).containsExactly(0.0, 0.0);
  }

  @Test
  void windowIsSmoothInItsLength() {
    double before = formulas.series("trailing_sum(x, 2.999999999, 0)", X, Y)[3];
    assertThat(before).isCloseTo(formulas.series("trailing_sum(x, 3, 0)", X, Y)[3], within(1e-7));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    lag(x, 1)             | NaN
    prev(x, y)            | 2
    cumulative(x)         | 3
    total(x) + mean(y)    | 5
    period_index()        | 0
    trailing_sum(x, 2, y) | 5
    npv(1, x)             | 1.5
    irr(x)                | NaN
    """)
  void scalarModelHasOnePeriod(String formula, double value) {
    assertThat(formulas.value(formula, 3, 2)).isEqualTo(Double.valueOf(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lag(x, 4, nan, nan, nan, y)", "prev(x)", "prev(x, y + 1)", "cumulative(x - y)",
      "trailing_sum(x, 4.4, 0)", "first(x) + last(x) + total(x) + mean(x)", "npv(x, y)", "irr(x)",
      "period_index()^2",
      "lag(x, 1)"})
  void printedFormulaIsAsWritten(String formula) {
    assertThat(Formulas.parse(formula).canonical()).isEqualTo(formula);
    assertThat(Formulas.parse("(" + formula + ")").canonical()).isEqualTo(formula);
  }

  @Test
  void equalLagsAreOneNode() {
    GraphBuilder builder = new GraphBuilder(100);
    int lag = formulas.emit("prev(x + y, 0)", builder);
    assertThat(formulas.emit("lag((x + y), 1, 0.0)", builder)).isEqualTo(lag);
    assertThat(formulas.emit("lag(y + x, 1, 0)", builder)).isNotEqualTo(lag);
    assertThat(formulas.emit("lag(x + y, 2, 0, 0)", builder)).isNotEqualTo(lag);
    assertThat(formulas.emit("prev(x + y, 1)", builder)).isNotEqualTo(lag);
    assertThat(formulas.emit("prev(x + y)", builder)).isNotEqualTo(lag);
    assertThat(formulas.emit("prev(x + y)", builder)).isEqualTo(formulas.emit("lag(x + y, 1)", builder));
  }

  @Test
  void sourceOfALagTakesTheUnitOfItsFirstValues() {
    Formulas money = new Formulas().parameter("m", "MUSD").parameter("h", "h");
    GraphBuilder builder = new GraphBuilder(100);
    int moneyLag = money.emit("prev(0, m)", builder);
    int hoursLag = money.emit("prev(0, h)", builder);
    assertThat(builder.resolve()).isTrue();
    Graph graph = builder.build();
    assertThat(graph.unit(source(graph, moneyLag))).hasToString("MUSD");
    assertThat(graph.unit(source(graph, hoursLag))).hasToString("h");
  }

  private static int source(Graph graph, int lag) {
    return graph.node(lag) instanceof Node.Lag node ? node.source() : -1;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    x + lag(x, 1) * cumulative(y)                | 0
    trailing_sum(x, 2, y)                        | 1
    total(x)                                     | 1
    prev(total(x), 0)                            | 1
    prev(x, total(x))                            | 1
    npv(total(x) - 1, x)                         | 2
    trailing_sum(total(x), total(total(x)), x)   | 3
    """)
  void phaseCountsTheRunsThatMustBeDoneBefore(String formula, int phase) {
    GraphBuilder builder = new GraphBuilder(100);
    int node = formulas.emit(formula, builder);
    assertThat(builder.resolve()).isTrue();
    Graph graph = builder.build();
    assertThat(graph.phase(node)).isEqualTo(phase);
    assertThat(graph.phaseCount()).isEqualTo(phase + 1);
  }

  @Test
  void usesSayHowANameIsRead() {
    Formula formula = Formulas
        .parse("a + prev(b, c) + prev(d) + total(e + prev(f, 0)) + trailing_sum(g, h, i) + a");
    assertThat(formula.uses()).extracting(
        use -> use.name() + (use.deferred() ? " deferred" : "") + (use.whole() ? " whole" : "")
            + " " + use.position().column())
        .containsExactly("a 1", "b deferred 10", "c 13", "d 23", "e whole 34", "f deferred whole 43", "g 65",
            "h whole 68", "i 71");
  }

  @Test
  void renamingChangesNamesOnly() {
    assertThat(Formulas.parse("a+ab * min( a ,3 [a])\n - (lag(b,2,a,a))").renamed(name -> "p_" + name))
        .isEqualTo("p_a+p_ab * min( p_a ,3 [a])\n - (lag(p_b,2,p_a,p_a))");
    assertThat(Formulas.parse("1").renamed(name -> "x")).isEqualTo("1");
  }

  @Test
  void seriesOfManyPeriodsIsComputed() {
    double[] ones = DoubleStream.generate(() -> 1).limit(1_200).toArray();
    assertThat(formulas.series("trailing_sum(cumulative(x), 3, 0)", ones, ones)[1_199])
        .isEqualTo(1200 + 1199 + 1198);
  }
}
