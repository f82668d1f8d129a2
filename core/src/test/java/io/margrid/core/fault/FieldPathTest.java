package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldPathTest {
  private static final FieldPath GRID = FieldPath.ROOT.field("grid", 1);

  @Test
  void textIsThatOfErrorMessages() {
    assertThat(FieldPath.ROOT).hasToString("");
    assertThat(GRID.field("axes", 2).index(1).field("zipped", 3).field("members", 1).index(0))
        .hasToString("grid.axes[1].zipped.members[0]");
  }

  @Test
  void pathsOrderByFieldNumberThenByIndex() {
    List<FieldPath> inOrder = List.of(FieldPath.ROOT, GRID, GRID.field("z", 1), GRID.field("axes", 2),
        GRID.field("axes", 2).index(2), GRID.field("axes", 2).index(10),
        GRID.field("axes", 2).index(10).field("a", 1),
        GRID.field("a", 16), FieldPath.ROOT.field("a", 2));
    assertThat(inOrder.reversed().stream().sorted()).containsExactlyElementsOf(inOrder);
  }

  @Test
  void pathsAreEqualByTheirSteps() {
    FieldPath one = GRID.field("axes", 2).index(3);
    FieldPath same = FieldPath.ROOT.field("grid", 1).field("axes", 2).index(3);
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(Stream
        .of(one, GRID.field("axes", 2).index(4), GRID.field("axes", 3).index(3),
            GRID.field("other", 2).index(3))
        .distinct()).hasSize(4);
  }
}
