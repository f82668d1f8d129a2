package io.margrid.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LongFormTest {
  private static final double[] SPECIAL = {1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
      -0.0, 1e-7};

  @Test
  void csvHasALineForEachCellLastAxisFastest() throws IOException {
    String csv = text(LongForm::csv,
        SampleGrids.header(SampleGrids.axis("share", "1", 0.1, 0.2), SampleGrids.axis("fee", "1", 5, 6, 7)));
    assertThat(csv).isEqualTo("""
      share,fee,margin,ebit
      0.1,5,1,0
      0.1,6,NaN,1
      0.1,7,Infinity,2
      0.2,5,-Infinity,3
      0.2,6,-0,4
      0.2,7,1e-7,5
      """);
  }

  @Test
  void ndjsonWritesNumbersThatAreNotFiniteAsStrings() throws IOException {
    String json = text(LongForm::ndjson, SampleGrids.header(SampleGrids.axis("fee", "1", 5, 6, 7, 8, 9, 10)));
    assertThat(json).startsWith("""
      {"fee":5,"margin":1,"ebit":0}
      {"fee":6,"margin":"NaN","ebit":1}
      {"fee":7,"margin":"Infinity","ebit":2}
      {"fee":8,"margin":"-Infinity","ebit":3}
      """);
  }

  @Test
  void zippedAxesHaveAColumnForEachMemberNamedAsTyped() throws IOException {
    GridAxis axis = GridAxis.newBuilder().setName("a+b+c").setCount(2)
        .addMembers(SampleGrids.member("a", "1", 1, 2))
        .addMembers(SampleGrids.member("b", "1", 3, 4).toBuilder().setMode(Mode.MODE_ADDITION))
        .addMembers(SampleGrids.member("c", "1", 5, 6).toBuilder().setMode(Mode.MODE_FACTOR)).build();
    assertThat(text(LongForm::csv, SampleGrids.header(axis))).isEqualTo("""
      a,b.add,c.scale,margin,ebit
      1,3,5,1,0
      2,4,6,NaN,1
      """);
  }

  @Test
  void labelsAreQuotedWhereTheyNeedIt() throws IOException {
    GridAxis axis = GridAxis.newBuilder().setName("case").setCount(2).addLabels("base, flat")
        .addLabels("a \"b\"").build();
    assertThat(text(LongForm::csv, SampleGrids.header(axis)))
        .isEqualTo("case,margin,ebit\n\"base, flat\",1,0\n\"a \"\"b\"\"\",NaN,1\n");
    assertThat(text(LongForm::ndjson, SampleGrids.header(axis))).startsWith("{\"case\":\"base, flat\",")
        .contains("{\"case\":\"a \\\"b\\\"\",");
  }

  @Test
  void gridWithoutAxesIsOneLine() throws IOException {
    assertThat(text(LongForm::csv, SampleGrids.header())).isEqualTo("margin,ebit\n1,0\n");
  }

  private static String text(Function<ByteArrayOutputStream, LongForm> syntax, GridHeader header)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SampleGrids.send(header, syntax.apply(out), cell -> SPECIAL[cell], cell -> cell);
    return out.toString(StandardCharsets.UTF_8);
  }
}
