package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Fault.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    a + b * c                | (a + (b * c))
    a * b + c                | ((a * b) + c)
    a - b - c                | (a - b - c)
    (a - b) - c              | (a - b - c)
    a - (b - c)              | (a - (b - c))
    a / b * c / d            | (a / b * c / d)
    a / (b * c)              | (a / (b * c))
    -2^2                     | (neg (2.0 ^ 2.0))
    (-2)^2                   | ((neg 2.0) ^ 2.0)
    2^3^4                    | (2.0 ^ (3.0 ^ 4.0))
    (2^3)^4                  | ((2.0 ^ 3.0) ^ 4.0)
    2^-3                     | (2.0 ^ (neg 3.0))
    a^-b^c                   | (a ^ (neg (b ^ c)))
    -a * b                   | ((neg a) * b)
    a * -b                   | (a * (neg b))
    a - -b                   | (a - (neg b))
    --a                      | (neg (neg a))
    -(a * b)                 | (neg (a * b))
    pow(a, b)                | (a ^ b)
    a < b and c >= d         | ((a < b) and (c >= d))
    a < b or c > d and e < f | ((a < b) or ((c > d) and (e < f)))
    not a == b               | (not (a == b))
    not not a != b and c < d | ((not (not (a != b))) and (c < d))
    a + b <= c * d           | ((a + b) <= (c * d))
    (a < b) == c             | ((a < b) == c)
    if(a < b, a, -b)         | if((a < b), a, (neg b))
    min(a, b, c)             | min(a, b, c)
    prev(a, b + c)           | prev(a, (b + c))
    lag(a, 2, nan, -b)       | lag(a, 2.0, NaN, (neg b))
    period_index() * 2       | (period_index() * 2.0)
    notable                  | notable
    or_else + nanny          | (or_else + nanny)
    """)
  void bindsAsTheGrammarSays(String formula, String structure) throws SyntaxException {
    assertThat(Structure.of(formula)).isEqualTo(structure);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    0                      | 0.0
    1_000                  | 1000.0
    1_0_0.2_5e1_0          | 1.0025E12
    1.5E-3                 | 0.0015
    2e+3                   | 2000.0
    007                    | 7.0
    25%                    | 0.25
    0.1%                   | 0.001
    29%                    | 0.29
    57%                    | 0.57
    5e3%                   | 50.0
    5e-999999999999999999% | 0.0
    0e999999999999999999%  | 0.0
    1e-400                 | 0.0
    nan                    | NaN
    30 [MUSD/MW/yr]        | 30.0[MUSD/MW/yr]
    30[MUSD / MW/ yr ]     | 30.0[MUSD/MW/yr]
    25% [1/yr]             | 0.25[1/yr]
    3 [1]                  | 3.0
    3 []                   | 3.0
    0 [1]                  | 0.0[1]
    """)
  void readsLiterals(String formula, String structure) throws SyntaxException {
    assertThat(Structure.of(formula)).isEqualTo(structure);
  }

  @Test
  void percentIsTheDecimalParsedOnceNotADivision() throws SyntaxException {
    for (int i = 0; i <= 100_000; i++) {
      String digits = i / 1000 + "." + String.format("%03d", i % 1000);
      Expression.Literal literal = (Expression.Literal) Structure.parse(digits + "%");
      assertThat(literal.value()).isEqualTo(Double.parseDouble(digits + "e-2"));
    }
  }

  @Test
  void blanksAndLineEndsMeanNothing() throws SyntaxException {
    assertThat(Structure.of("\t a\r\n +\n\n  b ")).isEqualTo("(a + b)");
  }

  @Test
  void namesAreReportedOnceWithTheirFirstPlace() throws SyntaxException {
    Parser parser = new Parser("b + a *\n  b + min(c, a)", 64);
    parser.parse();
    assertThat(parser.names().keySet()).containsExactly("b", "a", "c");
    assertThat(parser.names()).containsEntry("b", new Position(1, 1)).containsEntry("c", new Position(2, 11));
  }

  @Test
  void chainsMayBeAsLongAsTheText() throws SyntaxException {
    for (String operator : new String[]{"+", "*", "-", "/"}) {
      Expression.Chain chain = (Expression.Chain) Structure.parse(("a" + operator).repeat(32_000) + "a");
      assertThat(chain.links()).hasSize(32_000);
    }
    Expression.Chain logic = (Expression.Chain) Structure.parse("a<b and ".repeat(8_000) + "a<b");
    assertThat(logic.links()).hasSize(8_000);
  }
}
