package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Faults;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitCheckTest {
  private final Formulas formulas = new Formulas().parameter("revenue", "MUSD").parameter("cost", "MUSD")
      .parameter("hours", "h").parameter("area", "m^2").parameter("x", "1").parameter("y", "1");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    revenue + cost - revenue               | MUSD
    revenue * cost / hours                 | MUSD^2/h
    revenue / cost                         | 1
    -revenue                               | MUSD
    revenue + 0 - nan                      | MUSD
    0 + revenue                            | MUSD
    -0 + revenue                           | MUSD
    0 * revenue                            | MUSD
    revenue + 5 [MUSD]                     | MUSD
    30 [MUSD/h] * hours + revenue          | MUSD
    max(0, revenue, nan)                   | MUSD
    clamp(revenue, 0, 1e3 [MUSD])          | MUSD
    if(hours > 0, revenue, 0)              | MUSD
    if(x < y, if(x == y, 0, nan), revenue) | MUSD
    if(if(x < y, x > 1, y > 1), 1, 2)      | 1
    area^2                                 | m^4
    area^-1                                | 1/m^2
    area^0                                 | 1
    area^20                                | m^40
    area^--2.0                             | m^4
    sqrt(area)                             | m
    sqrt(0)                                | 1
    abs(revenue)                           | MUSD
    exp(x) + ln(y) + x^y + 2^x             | 1
    floor(x) + ceil(0) + round(y)          | 1
    if(is_finite(revenue), 1, 0)           | 1
    if(not (x < y) and revenue != 0 or x == nan, 1, 0) | 1
    nan                                    | 1
    min(0, nan)                            | 1
    prev(revenue)                          | MUSD
    prev(revenue, 0)                       | MUSD
    prev(0, revenue)                       | MUSD
    lag(revenue, 2, nan, cost)             | MUSD
    lag(nan, 2, 0, cost)                   | MUSD
    cumulative(revenue) + first(cost) - last(cost) | MUSD
    total(revenue) + mean(cost)            | MUSD
    total(0) + revenue                     | MUSD
    cumulative(0)                          | 1
    trailing_sum(revenue, x, 0)            | MUSD
    trailing_sum(0, x, revenue)            | MUSD
    trailing_sum(revenue / hours, 4.4)     | MUSD/h
    npv(x, revenue)                        | MUSD
    npv(0, nan) + revenue                  | MUSD
    irr(revenue)                           | 1
    irr(0)                                 | 1
    period_index()                         | 1
    """)
  void combinesUnits(String formula, String unit) {
    assertThat(formulas.check(formula, Optional.empty()).unit()).hasToString(unit);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    revenue + hours           | 1:9: revenue [MUSD] + hours [h] (expected: equal units on both sides of +)
    0 - revenue + nan - hours | 1:19: revenue [MUSD] - hours [h] (expected: equal units on both sides of -)
    revenue + 1               | 1:9: revenue [MUSD] + 1 [1] (expected: equal units on both sides of +; a number states its unit: 1 [MUSD])
    2 < hours                 | 1:3: 2 [1] < hours [h] (expected: equal units on both sides of <; a number states its unit: 2 [h])
    revenue  ==  cost*cost    | 1:10: revenue [MUSD] == cost*cost [MUSD^2] (expected: equal units on both sides of ==)
    max(0, revenue, hours)    | 1:17: revenue [MUSD], hours [h] (expected: equal units in max)
    clamp(x, 0, hours)        | 1:13: x [1], hours [h] (expected: equal units in clamp)
    if(x < y, revenue, hours) | 1:20: revenue [MUSD], hours [h] (expected: equal units in if)
    revenue^0.5               | 1:9: revenue [MUSD]^0.5 (expected: a whole literal exponent where the base has a unit)
    revenue^x                 | 1:9: revenue [MUSD]^x (expected: a whole literal exponent where the base has a unit)
    2^hours                   | 1:3: hours [h] (expected: a pure exponent)
    area^500 * area           | 1:10: area [m^2] (expected: a unit of at most 16 symbols with powers between -1000 and 1000)
    area^501                  | 1:6: area^501 (expected: a unit of at most 16 symbols with powers between -1000 and 1000)
    sqrt(revenue)             | 1:1: sqrt of revenue [MUSD] (expected: a unit whose powers are even)
    exp(hours)                | 1:5: hours [h] (expected: a pure number in exp)
    round(revenue)            | 1:7: revenue [MUSD] (expected: a pure number in round)
    x < y                     | 1:1: x < y (expected: a number; if(condition, 1, 0) makes one of a truth value)
    x + (x < y)               | 1:6: x < y (expected: a number; truth values go only into if, and, or, not)
    -(x < y)                  | 1:3: x < y (expected: a number; truth values go only into if, and, or, not)
    (x < y) == (y < x)        | 1:2: x < y (expected: a number; truth values go only into if, and, or, not)
    if(x, 1, 2)               | 1:4: x [1] (expected: a truth value, such as a comparison)
    if(not 0, 1, 2)           | 1:8: 0 (expected: a truth value, such as a comparison)
    if(x < y and revenue, 1, 2) | 1:14: revenue [MUSD] (expected: a truth value, such as a comparison)
    if(x < y, x < y, 1)       | 1:11: x < y (expected: a number; truth values go only into if, and, or, not)
    """)
  void faultShowsBothUnitsAndThePlace(String formula, String message) {
    assertThat(formulas.faults(formula, Optional.empty())).contains("formula:" + message);
  }

  @Test
  void everyFaultOfAFormulaIsReportedOnceAndNoneFollowsFromAnother() {
    assertThat(
        formulas.faults("(revenue + hours) * exp(area) + cost + max(x, hours) + (revenue + hours + area)",
            Optional.empty()))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("formula:1:10: revenue [MUSD] + hours [h]"),
            second -> assertThat(second).startsWith("formula:1:25: area [m^2]"),
            third -> assertThat(third).startsWith("formula:1:47: x [1], hours [h]"),
            fourth -> assertThat(fourth).startsWith("formula:1:65: revenue [MUSD] + hours [h]"));
  }

  @Test
  void whatIsUnknownCausesNoFurtherFault() {
    assertThat(formulas.faults("elsewhere + revenue * elsewhere + sqrt(elsewhere)^x", Optional.empty()))
        .isEmpty();
    assertThat(Formulas.parse("elsewhere").check(name -> Optional.empty(), Optional.empty(),
        new Faults())).isEmpty();
    assertThat(formulas.faults("elsewhere + revenue + hours", Optional.empty())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    revenue / hours              | 1:1: revenue / hours [MUSD/h]
    revenue + cost               | 1:1: revenue + cost [MUSD]
    -(0 + max(0, revenue, nan))  | 1:14: revenue [MUSD]
    if(x < y, 0, revenue * hours) | 1:14: revenue * hours [MUSD*h]
    prev(revenue * hours, 0)     | 1:6: revenue * hours [MUSD*h]
    lag(0, 2, nan, revenue)      | 1:16: revenue [MUSD]
    trailing_sum(0, x, revenue)  | 1:20: revenue [MUSD]
    npv(x, -mean(revenue))       | 1:14: revenue [MUSD]
    irr(revenue)                 | 1:1: irr(revenue) [1]
    period_index()               | 1:1: period_index() [1]
    5                            | 1:1: 5 [1]
    """)
  void declaredUnitThatIsNotTheFormulasIsShownWhereTheyPart(String formula, String shown) {
    assertThat(formulas.faults(formula, Optional.of(Formulas.unit("h"))))
        .containsExactly("formula:" + shown + " (expected: unit h, as the metric declares)");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    prev(revenue, hours)            | 1:15: revenue [MUSD], hours [h] | equal units in prev
    lag(revenue, 2, hours, 0)       | 1:17: revenue [MUSD], hours [h] | equal units in lag
    lag(0, 2, revenue, hours)       | 1:20: revenue [MUSD], hours [h] | equal units in lag
    prev(revenue, 5)                | 1:15: revenue [MUSD], 5 [1] | equal units in prev; a number states its unit: 5 [MUSD]
    trailing_sum(revenue, x, hours) | 1:26: revenue [MUSD], hours [h] | equal units in trailing_sum
    trailing_sum(revenue, hours, 0) | 1:23: hours [h] | a pure window in trailing_sum
    npv(hours, revenue)             | 1:5: hours [h] | a pure rate in npv
    total(x < y)                    | 1:7: x < y | a number; truth values go only into if, and, or, not
    irr(x < y)                      | 1:5: x < y | a number; truth values go only into if, and, or, not
    """)
  void valuesOverPeriodsKeepTheirUnits(String formula, String shown, String rule) {
    assertThat(formulas.faults(formula, Optional.empty()))
        .containsExactly("formula:" + shown + " (expected: " + rule + ")");
  }

  @Test
  void zeroAndNanTakeTheDeclaredUnit() {
    for (String formula : new String[]{"0", "nan", "if(x < y, 0, nan)", "-0", "0.0 + nan"}) {
      assertThat(formulas.check(formula, Optional.of(Formulas.unit("MUSD"))).unit()).hasToString("MUSD");
    }
    assertThat(formulas.faults("0 [1]", Optional.of(Formulas.unit("MUSD")))).hasSize(1);
  }

  @Test
  void longSubExpressionsAreCut() {
    String sum = "revenue + ".repeat(5_000) + "revenue";
    String message = formulas.faults("hours + (" + sum + ")", Optional.empty()).getFirst();
    assertThat(message)
        .isEqualTo("formula:1:7: hours [h] + revenue + revenue + revenue + revenu\u2026 [MUSD]"
            + " (expected: equal units on both sides of +)");
  }
}
