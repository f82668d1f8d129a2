package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final FieldPath FORMULA = FieldPath.ROOT.field("formula", 3);

  @Test
  void messageSaysFieldValueAndRule() {
    assertThat(new Fault(FORMULA, Reason.REQUIRED, "absent", "a formula").message())
        .isEqualTo("formula: absent (expected: a formula)");
    assertThat(new Fault(FORMULA, Reason.FORMULA_SYNTAX, "+", "a name", new Fault.Position(2, 7)).message())
        .isEqualTo("formula:2:7: + (expected: a name)");
    assertThat(new Fault(FieldPath.ROOT, Reason.REQUIRED, "empty", "a grid").message())
        .isEqualTo("request: empty (expected: a grid)");
  }

  @Test
  void everyValueOfTheMessageIsInTheMetadata() {
    assertThat(new Fault(FORMULA, Reason.FORMULA_SYNTAX, "+", "a name", new Fault.Position(2, 7)).metadata())
        .isEqualTo(
            Map.of("field", "formula", "value", "+", "expected", "a name", "line", "2", "column", "7"));
    assertThat(new Fault(FORMULA, Reason.REQUIRED, "absent", "it").metadata()).doesNotContainKey("line");
  }

  @Test
  void valuesAreCutAndPrintable() {
    Fault fault = new Fault(FORMULA, Reason.INVALID_NAME, "a\n\u0000\ud834 \ud834\udd1e".repeat(100), "r");
    assertThat(fault.value()).startsWith("a\\u000a\\u0000\\ud834 \ud834\udd1e").endsWith("\u2026");
    assertThat(fault.value().codePoints().filter(Character::isISOControl)).isEmpty();
    assertThat(new Fault(FORMULA, Reason.INVALID_NAME, "a".repeat(100), "r").value()).hasSize(100);
  }
}
