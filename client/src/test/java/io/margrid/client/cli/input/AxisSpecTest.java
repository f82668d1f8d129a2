package io.margrid.client.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.AxisMember.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AxisSpecTest {

  static Stream<List<Object>> lists() {
    return Stream.of(List.of("a=10:40:5", List.of(10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0)),
        List.of("a=0:1:0.3", List.of(0.0, 0.3, 0.6, 0.9)),
        List.of("a=0:0.3:0.1", List.of(0.0, 0.1, 0.2, 0.3)),
        List.of("a=3:1:-1", List.of(3.0, 2.0, 1.0)), List.of("a=-1:1:1", List.of(-1.0, 0.0, 1.0)),
        List.of("a=5:5:1", List.of(5.0)), List.of("a=1:2:10", List.of(1.0)),
        List.of("a=10%:40%:10%", List.of(0.1, 0.2, 0.3, 0.4)),
        List.of("a=10,15,20", List.of(10.0, 15.0, 20.0)),
        List.of("a=25%,-1e3,1E-3,+5,.5", List.of(0.25, -1000.0, 0.001, 5.0, 0.5)),
        List.of("a=7", List.of(7.0)),
        List.of("a=-0", List.of(0.0)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void stepsAndListsAreSentAsDecimalPoints(List<Object> spec) {
    AxisMember member = onlyMember((String) spec.get(0));
    assertThat(member.getParameter()).isEqualTo("a");
    assertThat(member.getMode()).isEqualTo(Mode.MODE_VALUE);
    assertThat(member.getList().getValuesList()).isEqualTo(spec.get(1));
  }

  @Test
  void stepsAreAListUpTo65536PointsAndLinearBeyond() {
    assertThat(onlyMember("a=1:65536:1").getList().getValuesCount()).isEqualTo(65_536);
    AxisMember longer = onlyMember("a=0:6553.65:0.1");
    assertThat(longer.getLinear().getCount()).isEqualTo(65_537);
    assertThat(longer.getLinear().getStart()).isZero();
    assertThat(longer.getLinear().getStop()).isEqualTo(6553.6);
  }

  @Test
  void membersOfAnAxisShareTheListLimit() {
    Axis axis = AxisSpec.parse("a=1:40000:1+b=2:80000:2");
    assertThat(axis.getZipped().getMembersList()).allMatch(AxisMember::hasLinear);
    assertThat(axis.getZipped().getMembers(1).getLinear().getStop()).isEqualTo(80_000);
  }

  @Test
  void spacedPointsAreSentByDefinition() {
    assertThat(onlyMember("a=lin:10:40:7").getLinear().getCount()).isEqualTo(7);
    assertThat(onlyMember("a=lin:1:0:9007199254740992").getLinear().getCount()).isEqualTo(1L << 53);
    assertThat(onlyMember("a=log:1:1000:4").getLogarithmic().getStop()).isEqualTo(1000);
    assertThat(onlyMember("a=log:-1:-8:4").getLogarithmic().getStart()).isEqualTo(-1);
  }

  @Test
  void zippedMembersMoveTogetherEachInItsMode() {
    List<AxisMember> members = AxisSpec.parse("a=1,2,3+b.add=4,5,+6+c.scale=50%:150%:50%").getZipped()
        .getMembersList();
    assertThat(members).extracting(AxisMember::getParameter).containsExactly("a", "b", "c");
    assertThat(members).extracting(AxisMember::getMode)
        .containsExactly(Mode.MODE_VALUE, Mode.MODE_ADDITION, Mode.MODE_FACTOR);
    assertThat(members.get(1).getList().getValuesList()).containsExactly(4.0, 5.0, 6.0);
    assertThat(members.get(2).getList().getValuesList()).containsExactly(0.5, 1.0, 1.5);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"fee|name=start:stop:step", "''|--axis: empty",
      "=1:2:3|name=start:stop:step",
      "a=|--axis a: empty (expected: a number", "a=1,,2|--axis a: empty",
      "a=1:2|start:stop:step, such as 10:40:5",
      "a=1:2:0|--axis a step: 0 (expected: above 0", "a=1:2:-1|--axis a step: -1 (expected: above 0",
      "a=2:1:1|(expected: below 0, as stop lies below start)", "a=1:1:0|--axis a step: 0 (expected: not 0)",
      "a=x:2:1|--axis a start: x (expected: a number", "a=nan|--axis a: nan", "a=1e999|--axis a: 1e999",
      "a=1e400:1:1|--axis a start: 1e400", "a=0:1e308:1e-300|at most 2^53 points",
      "a=lin:1:2|lin:start:stop:count",
      "a=lin:1:2:0|--axis a count: 0 (expected: a whole number", "a=lin:1:2:1.5|--axis a count: 1.5",
      "a=lin:1:2:1|--axis a count: 1 (expected: at least 2", "a=log:0:10:3|same sign, not 0",
      "a=log:-1:10:3|same sign, not 0", "a.mul=1,2|name.add or name.scale", ".add=1|name.add or name.scale",
      "a=1,2+b=1,2,3|as many points for b (3) as for a (2)", "a=1:2:3:4|start:stop:step",
      "a=5 %|--axis a: 5 %"})
  void wrongSpecsNameWhatIsWrongAndWhatIsExpected(String spec, String message) {
    assertThatThrownBy(() -> AxisSpec.parse(spec)).isInstanceOfSatisfying(CommandException.class, e -> {
      assertThat(e.exitCode()).isEqualTo(2);
      assertThat(e.getMessage()).contains(message).doesNotContain("\n");
    });
  }

  private static AxisMember onlyMember(String spec) {
    assertThat(AxisSpec.parse(spec).getZipped().getMembersCount()).isEqualTo(1);
    return AxisSpec.parse(spec).getZipped().getMembers(0);
  }
}
