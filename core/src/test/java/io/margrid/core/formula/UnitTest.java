package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    ``                 | 1
    ` `                | 1
    1                  | 1
    MUSD/MW/yr         | MUSD/MW/yr
    MUSD/yr/MW         | MUSD/MW/yr
    MUSD/(MW*yr)       | MUSD/MW/yr
    b*a                | a*b
    a*b/c^2            | a*b/c^2
    a/b*c              | a*c/b
    a/b/b              | a/b^2
    1/yr               | 1/yr
    yr^-1              | 1/yr
    (a/b)^-2           | b^2/a^2
    a/a                | 1
    a^0                | 1
    1^7                | 1
    a ^ 2 * ( b / 1 )  | a^2*b
    MUSD*USD           | MUSD*USD
    co2_t/GPU_h2       | co2_t/GPU_h2
    """)
  void readsUnitsAndWritesTheirCanonicalForm(String text, String canonical) throws UnitSyntaxException {
    Unit unit = Unit.parse(text);
    assertThat(unit).hasToString(canonical);
    assertThat(Unit.parse(canonical)).isEqualTo(unit).hasSameHashCodeAs(unit);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    MUSD//yr | 5 | a unit such as MUSD/MW/yr: symbols of letters, *, /, ^ with a whole power, brackets, 1
    MUSD yr  | 5 | * or / between symbols, or the end of the unit
    MUSD/    | 5 | a unit such as MUSD/MW/yr: symbols of letters, *, /, ^ with a whole power, brackets, 1
    2*a      | 0 | a unit such as MUSD/MW/yr: symbols of letters, *, /, ^ with a whole power, brackets, 1
    a^       | 2 | a whole power up to 1000
    a^b      | 2 | a whole power up to 1000
    a^0.5    | 3 | * or / between symbols, or the end of the unit
    a^1001   | 6 | a whole power up to 1000
    a^99999999999999999999 | 22 | a whole power up to 1000
    (a       | 2 | )
    a)       | 1 | * or / between symbols, or the end of the unit
    a^600*a^600 | 11 | a unit of at most 16 symbols with powers between -1000 and 1000
    (a^100)^100 | 11 | a unit of at most 16 symbols with powers between -1000 and 1000
    """)
  void refusesWhatIsNoUnit(String text, int offset, String rule) {
    UnitSyntaxException refusal = catchThrowableOfType(UnitSyntaxException.class, () -> Unit.parse(text));
    assertThat(refusal.rule()).isEqualTo(rule);
    assertThat(refusal.offset()).isEqualTo(offset);
  }

  @Test
  void bracketsAndSymbolsAreLimited() {
    assertThatThrownBy(() -> Unit.parse("(".repeat(60_000) + "a")).isInstanceOf(UnitSyntaxException.class)
        .hasMessage("at most 16 brackets within each other");
    assertThatThrownBy(() -> Unit.parse("a".repeat(65))).isInstanceOf(UnitSyntaxException.class)
        .hasMessage("symbols of at most 64 characters");
    String many = IntStream.rangeClosed(1, 17).mapToObj(i -> "u" + i).collect(Collectors.joining("*"));
    assertThatThrownBy(() -> Unit.parse(many)).isInstanceOf(UnitSyntaxException.class)
        .hasMessage(Unit.RANGE_RULE);
  }

  @Test
  void productsAndQuotientsUndoEachOther() throws UnitSyntaxException {
    Unit price = Unit.parse("MUSD/MW/yr");
    Unit power = Unit.parse("MW");
    assertThat(price.times(power)).hasToString("MUSD/yr");
    assertThat(price.times(power).over(power)).isEqualTo(price);
    assertThat(price.over(price)).isEqualTo(Unit.ONE);
    assertThat(price.times(Unit.ONE)).isEqualTo(price);
    assertThat(Unit.ONE.over(price)).hasToString("MW*yr/MUSD");
  }

  @Test
  void powersMultiplyAndRootsHalve() throws UnitSyntaxException {
    Unit unit = Unit.parse("a^2/b");
    assertThat(unit.power(3)).hasToString("a^6/b^3");
    assertThat(unit.power(-1)).hasToString("b/a^2");
    assertThat(unit.power(0)).isEqualTo(Unit.ONE);
    assertThat(unit.squareRoot()).isEmpty();
    assertThat(unit.power(2).squareRoot()).contains(unit);
    assertThat(Unit.ONE.squareRoot()).contains(Unit.ONE);
  }

  @Test
  void powersBeyondTheRangeAreRefused() throws UnitSyntaxException {
    Unit unit = Unit.parse("a^1000");
    assertThatThrownBy(() -> unit.times(unit)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Unit.ONE.over(unit).over(unit)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> unit.power(Integer.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> unit.power(Integer.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void symbolsAreOpaque() throws UnitSyntaxException {
    assertThat(Unit.parse("MUSD")).isNotEqualTo(Unit.parse("USD"));
    assertThat(Unit.parse("usd")).isNotEqualTo(Unit.parse("USD"));
  }
}
