package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxFaultTest {
  private static final FieldPath FORMULA = FieldPath.ROOT.field("formula", 3);

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    a +             | 1 | 4  | end of formula | a number, a name, a function or an opening bracket
    a + * b         | 1 | 5  | *              | a number, a name, a function or an opening bracket
    (a + b          | 1 | 7  | end of formula | an operator, a comma between arguments, or )
    a + b)          | 1 | 6  | )              | no ) without an opening bracket before it
    a, b            | 1 | 2  | ,              | no , without an opening bracket before it
    ()              | 1 | 2  | )              | a number, a name, a function or an opening bracket
    a b             | 1 | 3  | b              | an operator or the end of the formula
    2x              | 1 | 2  | x              | an operator or the end of the formula
    a < b < c       | 1 | 7  | <              | one comparison; and joins several
    a = b           | 1 | 3  | =              | == to compare
    !a              | 1 | 1  | !              | != to compare, not to negate
    a && b          | 1 | 3  | &              | and
    a %             | 1 | 3  | %              | % directly after a number
    25 %            | 1 | 4  | %              | % directly after a number
    .5              | 1 | 1  | .              | digits on both sides of a point
    1.              | 1 | 1  | 1.             | a number such as 1_000, 0.25 or 1.5e-3: digits on both sides of a point, single _ between digits
    1__0            | 1 | 1  | 1__0           | a number such as 1_000, 0.25 or 1.5e-3: digits on both sides of a point, single _ between digits
    1_ + a          | 1 | 1  | 1_             | a number such as 1_000, 0.25 or 1.5e-3: digits on both sides of a point, single _ between digits
    1e              | 1 | 1  | 1e             | a number such as 1_000, 0.25 or 1.5e-3: digits on both sides of a point, single _ between digits
    1e400           | 1 | 1  | 1e400          | a number up to 1.7976931348623157E308 in size
    Revenue         | 1 | 1  | Revenue        | a name in lower case: a letter, then letters, digits and _
    _a              | 1 | 1  | _a             | a name in lower case: a letter, then letters, digits and _
    a + $           | 1 | 5  | $              | a character of the formula language
    a [MUSD]        | 1 | 3  | [MUSD]         | a unit only after a number
    nan [MUSD]      | 1 | 5  | [MUSD]         | a unit only after a number
    1 [MUSD         | 1 | 3  | [MUSD          | ] after the unit
    1 [MUSD//yr]    | 1 | 3  | [MUSD//yr]     | a unit such as MUSD/MW/yr: symbols of letters, *, /, ^ with a whole power, brackets, 1
    true            | 1 | 1  | true           | a comparison; there are no words for truth values
    and             | 1 | 1  | and            | a number, a name, a function or an opening bracket
    min + 1         | 1 | 1  | min            | ( after the name of a function
    min(a)          | 1 | 1  | min with 1     | 2 or more arguments for min
    if(a < b, c)    | 1 | 1  | if with 2      | 3 arguments for if
    1 + abs()       | 1 | 5  | abs with 0     | 1 argument for abs
    lag(a)          | 1 | 1  | lag with 1     | 2 or more arguments for lag
    prev(a, b, c)   | 1 | 1  | prev with 3    | 1 or 2 arguments for prev
    1 + prev()      | 1 | 5  | prev with 0    | 1 or 2 arguments for prev
    period_index(a) | 1 | 1  | period_index with 1 | no arguments for period_index
    trailing_sum(a) | 1 | 1  | trailing_sum with 1 | 2 or 3 arguments for trailing_sum
    npv(a)          | 1 | 1  | npv with 1     | 2 arguments for npv
    irr(a, b)       | 1 | 1  | irr with 2     | 1 argument for irr
    lag(a, b)       | 1 | 8  | b              | a whole literal of at least 1: the number of periods
    lag(a, 0)       | 1 | 8  | 0              | a whole literal of at least 1: the number of periods
    lag(a, -1)      | 1 | 8  | -1             | a whole literal of at least 1: the number of periods
    lag(a, 1.5)     | 1 | 8  | 1.5            | a whole literal of at least 1: the number of periods
    lag(a, nan)     | 1 | 8  | nan            | a whole literal of at least 1: the number of periods
    lag(a, 3e9)     | 1 | 8  | 3e9            | a whole literal of at least 1: the number of periods
    lag(a, 2 [h], b, c) | 1 | 8 | 2 [h]       | a whole literal of at least 1: the number of periods
    1 + lag(a, 3, b) | 1 | 5 | lag over 3 periods with 1 first value | none, or 3: one for each period before there is an earlier value, oldest first
    lag(a, 1, b, c) | 1 | 1  | lag over 1 period with 2 first values | none, or 1: one for each period before there is an earlier value, oldest first
    nan(1)          | 1 | 1  | nan            | a number, a name, a function or an opening bracket
    """)
  void firstFaultIsShownWithItsPlace(String formula, int line, int column, String value, String rule) {
    Fault fault = fault(formula);
    assertThat(fault.reason()).isEqualTo(Reason.FORMULA_SYNTAX);
    assertThat(fault.position()).isEqualTo(new Fault.Position(line, column));
    assertThat(fault.value()).isEqualTo(value);
    assertThat(fault.rule()).isEqualTo(rule);
  }

  @Test
  void placesCountLinesAndCodePoints() {
    assertThat(fault("a +\r\n  b +\n    \u20ac").message()).startsWith("formula:3:5: \u20ac (expected: ");
    // The clef is one code point of two chars, within a unit that is never parsed because of what follows it.
    assertThat(fault("1 [\ud834\udd1e] $").position()).isEqualTo(new Fault.Position(1, 7));
  }

  @Test
  void unknownFunctionOffersTheNearest() {
    Fault fault = fault("1 + mim(a, b)");
    assertThat(fault.reason()).isEqualTo(Reason.FORMULA_NAME);
    assertThat(fault.message())
        .startsWith("formula:1:5: mim (expected: a function of the language, nearest: min, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"and", "or", "not", "nan", "true", "false", "if", "min", "max", "abs", "sqrt",
      "exp", "ln",
      "pow", "floor", "ceil", "round", "clamp", "is_finite",
      "lag", "prev", "cumulative", "trailing_sum", "first", "last", "total", "mean", "npv", "irr",
      "period_index"})
  void wordsOfTheLanguageAreReserved(String word) {
    assertThat(Formula.isReserved(word)).isTrue();
    assertThat(Formula.isReserved(word + "_x")).isFalse();
  }

  @Test
  void depthIsLimitedForEveryKindOfNesting() {
    String[][] nestings = {{"(", ")"}, {"-", ""}, {"abs(", ")"}, {"1^", ""}, {"-(", ")"}, {"1*(1+", ")"}};
    for (String[] nesting : nestings) {
      int levels = nesting[0].equals("-(") ? 32 : 64;
      assertThat(parses(nesting[0].repeat(levels) + "1" + nesting[1].repeat(levels))).as(nesting[0]).isTrue();
      Fault fault = fault(nesting[0].repeat(levels + 1) + "1" + nesting[1].repeat(levels + 1));
      assertThat(fault.reason()).isEqualTo(Reason.MODEL_TOO_LARGE);
      assertThat(fault.rule()).isEqualTo("at most 64 brackets, calls, prefixes and powers within each other");
    }
    assertThat(fault("not ".repeat(65) + "1 < 2").position()).isEqualTo(new Fault.Position(1, 64 * 4 + 1));
    assertThat(parses("(1) + ".repeat(1_000) + "(1)")).isTrue();
  }

  @Test
  void textIsLimitedInBytes() {
    assertThat(parses("1" + " ".repeat(65_535))).isTrue();
    assertThat(fault("1" + " ".repeat(65_536)).message())
        .endsWith("(expected: at most 65536 bytes of text in a formula)");
    assertThat(fault("1 [" + "\u20ac".repeat(30_000) + "]").reason()).isEqualTo(Reason.MODEL_TOO_LARGE);
  }

  private static boolean parses(String formula) {
    Faults faults = new Faults();
    return Formula.parse(formula, FORMULA, 65_536, 64, faults).isPresent() && faults.isEmpty();
  }

  private static Fault fault(String formula) {
    Faults faults = new Faults();
    assertThat(Formula.parse(formula, FORMULA, 65_536, 64, faults)).isEmpty();
    assertThat(faults.count()).isEqualTo(1);
    return faults.inFieldOrder().getFirst();
  }
}
