package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final FieldPath FIRST = FieldPath.ROOT.field("first", 1);
  private static final FieldPath SECOND = FieldPath.ROOT.field("second", 2);
  private final Faults faults = new Faults();

  @Test
  void faultsComeInFieldOrderAndThenByPlace() {
    faults.add(SECOND, Reason.REQUIRED, "absent", "it");
    faults.add(new Fault(FIRST, Reason.FORMULA_UNITS, "late", "r", new Fault.Position(2, 1)));
    faults.add(new Fault(FIRST, Reason.FORMULA_UNITS, "right", "r", new Fault.Position(1, 9)));
    faults.add(new Fault(FIRST, Reason.FORMULA_UNITS, "left", "r", new Fault.Position(1, 2)));
    assertThat(faults.inFieldOrder()).extracting(Fault::value).containsExactly("left", "right", "late",
        "absent");
  }

  @Test
  void unknownModelComesFirst() {
    faults.add(FIRST, Reason.REQUIRED, "absent", "it");
    faults.add(SECOND, Reason.UNKNOWN_MODEL, "nope", "a model");
    assertThat(faults.inFieldOrder().getFirst().reason()).isEqualTo(Reason.UNKNOWN_MODEL);
  }

  @Test
  void faultsBeyondTheMostKeptAreCounted() {
    for (int i = 0; i < Faults.MAX_KEPT + 5; i++) {
      faults.add(FIRST, Reason.REQUIRED, "fault " + i, "it");
    }
    assertThat(faults.count()).isEqualTo(Faults.MAX_KEPT + 5);
    assertThat(faults.inFieldOrder()).hasSize(Faults.MAX_KEPT);
    InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, faults::throwIfAny);
    assertThat(refusal.count()).isEqualTo(Faults.MAX_KEPT + 5);
    assertThat(refusal.faults()).hasSize(Faults.MAX_KEPT);
    assertThat(refusal).hasMessage("first: fault 0 (expected: it)");
  }

  @Test
  void nothingIsThrownWhereNothingIsWrong() {
    assertThat(faults.isEmpty()).isTrue();
    assertThatCode(faults::throwIfAny).doesNotThrowAnyException();
  }
}
