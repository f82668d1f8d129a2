package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.TornadoResponse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands against a live server: formats, pictures, scenario files, faults. Texts are in docs/questions.md. */
@Timeout(120)
class CommandLineTest {
  private static final RunningServer SERVER = new RunningServer();
  private static final String SHARE_AND_FEE = " --axis revenue_share=10%:40%:10% --axis iaas_fee_per_mw=5:10:1 ";

  private final Shell shell = new Shell(SERVER);

  @TempDir
  private Path directory = Path.of("");

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private int run(String line) {
    return shell.run(line.replace("DIR", directory.toString()).strip().split("\\s+", -1));
  }

  private List<String> lines(String line) {
    assertThat(run(line)).as(shell.err()).isZero();
    assertThat(shell.err()).isEmpty();
    return shell.out().lines().toList();
  }

  private <T extends Message.Builder> T json(String line, T message) throws InvalidProtocolBufferException {
    assertThat(run(line)).as(shell.err()).isZero();
    JsonFormat.parser().merge(shell.out(), message);
    return message;
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  @Test
  void jsonIsTheAnswerItself() throws IOException {
    file("bear.json", "{\"settings\": [{\"parameter\": \"gross_revenue_per_mw\", \"value\": 15}]}");
    ExplainResponse.Builder explained = json("explain taas-deal provider_ebit_margin -f json",
        ExplainResponse.newBuilder());
    assertThat(explained.getNodes(explained.getNodesCount() - 1).getValue()).isEqualTo(7.5 / 14);
    assertThat(json("tornado taas-deal -m provider_ebit_margin -f json", TornadoResponse.newBuilder())
        .getMetrics(0).getBarsList()).anyMatch(bar -> bar.getClamped());
    CompareResponse.Builder compared = json("compare taas-deal --scenario DIR/bear.json -f json",
        CompareResponse.newBuilder());
    assertThat(compared.getMetrics(0).getScenarios(0).getName()).isEqualTo("bear");
    assertThat(json("bridge taas-deal --to DIR/bear.json -m provider_ebit_margin -f json",
        BridgeResponse.newBuilder()).getFrom()).isEqualTo(7.5 / 14);
    assertThat(json("frontier taas-deal -m provider_ebit_margin --target 50% -f json" + SHARE_AND_FEE,
        FrontierResponse.newBuilder()).getLinesCount()).isOne();
    assertThat(json("eval taas-deal -m provider_ebit_margin -f JSON", EvaluateResponse.newBuilder())
        .getMetrics(0).getValues(0)).isEqualTo(7.5 / 14);
  }

  @Test
  void csvHasAllDigits() throws IOException {
    file("bear.textproto", "settings { parameter: 'gross_revenue_per_mw' value: 15 }");
    assertThat(lines("tornado taas-deal -m provider_ebit_margin -f csv"))
        .startsWith("metric,unit,base,parameter,parameter_base,low,high,at_low,at_high,clamped")
        .contains("provider_ebit_margin,1,0.5357142857142857,capacity_take_up,1,0.9,1,0.4841269841269842,"
            + "0.5357142857142857,true")
        .hasSize(14);
    assertThat(lines("bridge taas-deal --to DIR/bear.textproto -m share_fee_per_mw -f csv")).containsExactly(
        "metric,unit,step,name,from,to,change,standard_error",
        "share_fee_per_mw,MUSD/MW/yr,from,from,6.5,,,",
        "share_fee_per_mw,MUSD/MW/yr,parameter,gross_revenue_per_mw,26,15,-2.75,0",
        "share_fee_per_mw,MUSD/MW/yr,to,bear,,3.75,,");
    assertThat(lines("compare taas-deal --scenario DIR/bear.textproto -m share_fee_per_mw -f csv"))
        .containsExactly("metric,unit,scenario,value,difference,relative_difference",
            "share_fee_per_mw,MUSD/MW/yr,base,6.5,,",
            "share_fee_per_mw,MUSD/MW/yr,bear,3.75,-2.75,-0.4230769230769231");
    assertThat(lines("frontier taas-deal -m provider_ebit_margin --target 50% -f csv" + SHARE_AND_FEE))
        .startsWith("line,closed,revenue_share,iaas_fee_per_mw").contains("1,false,0.2,7.800000000000001")
        .hasSize(9);
    assertThat(lines("explain taas-deal share_fee_per_mw -f csv"))
        .contains("8,OPERATION,*,0 7,MUSD/MW/yr,6.5,,")
        .last().isEqualTo("9,METRIC,share_fee_per_mw,8,MUSD/MW/yr,6.5,,");
    assertThat(lines("eval lab-arr -m arr --period 4Q26 -f csv")).containsExactly("metric,unit,period,value",
        "arr,MUSD/yr,4Q26,121340");
  }

  @Test
  void dotIsAGraphWithAnArrowForEveryOperand() {
    List<String> dot = lines("explain lab-arr arr --period 2Q26 -f dot");
    assertThat(dot.getFirst()).isEqualTo("digraph explanation {");
    assertThat(dot.getLast()).isEqualTo("}");
    assertThat(dot).filteredOn(line -> line.contains(" -> ")).hasSize(4);
    assertThat(dot).anyMatch(line -> line.contains("arr\\n57999 MUSD/yr"));
  }

  @Test
  void solveWritesALineForEveryRootAndForEveryCellWithoutOne() {
    String solve = "solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin --bracket 1:60"
        + " --axis revenue_share=10%,25% --target ";
    assertThat(lines(solve + "55% -f csv")).containsExactly(
        "revenue_share,gross_revenue_per_mw,absence,monotone,metric_minimum,metric_maximum",
        "0.1,,NO_SIGN_CHANGE,true,0.1447368421052631,0.5185185185185185",
        "0.25,27.77777777777778,,true,0.16129032258064516,0.7111111111111111");
    assertThat(lines(solve + "55% -f ndjson").getFirst())
        .startsWith("{\"revenue_share\":0.1,\"gross_revenue_per_mw\":null,\"absence\":\"NO_SIGN_CHANGE\"");
    assertThat(
        lines("solve taas-deal --for gross_revenue_per_mw -m iaas_only_ebit_margin --target 1 --bracket 1:9"))
        .first().isEqualTo("no value of gross_revenue_per_mw: the metric does not depend on it");
  }

  @Test
  void solveOverTenThousandCellsStreams() {
    assertThat(lines("solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin --target 40%"
        + " --bracket 1:400 --axis revenue_share=lin:0.1:0.4:100 --axis iaas_fee_per_mw=lin:5:10:100 -f csv"))
        .hasSize(10_001).noneMatch(line -> line.contains("NO_SIGN_CHANGE"));
  }

  @Test
  void seriesAreTypedReadAndSetByPeriod() throws IOException {
    file("s.csv", "period,net_new_arr\n4Q26,1000\n3Q26,\n");
    file("base.json", "{\"modelId\": \"lab-arr\", \"name\": \"plan\"}");
    String arr = " -m arr --period 4Q26 -f csv";
    String all = Stream.generate(() -> "1").limit(11).reduce("2", (a, b) -> a + "," + b);
    assertThat(lines("eval lab-arr -p opening_arr=0 -p net_new_arr=" + all + arr).getLast()).isEqualTo(
        "arr,MUSD/yr,4Q26,13");
    assertThat(lines("eval lab-arr --series DIR/s.csv" + arr).getLast()).isEqualTo("arr,MUSD/yr,4Q26,89454");
    assertThat(lines("eval lab-arr --series DIR/s.csv -p net_new_arr@4Q26=0" + arr).getLast())
        .isEqualTo("arr,MUSD/yr,4Q26,88454");
    assertThat(lines("eval --scenario DIR/base.json --shock net_new_arr@4Q26.add=1" + arr).getLast())
        .isEqualTo("arr,MUSD/yr,4Q26,121341");
  }

  @Test
  void compareChangesItsBaseOnly() throws IOException {
    file("same.textproto", "name: 'same'");
    assertThat(lines("compare taas-deal -p gross_revenue_per_mw=20 --shock revenue_share.scale=50%"
        + " --scenario DIR/same.textproto -m share_fee_per_mw -f csv")).contains(
            "share_fee_per_mw,MUSD/MW/yr,base,2.5,,", "share_fee_per_mw,MUSD/MW/yr,same,6.5,4,1.6");
  }

  @Test
  void bridgeTakesBothEndsFromScenarioFiles() throws IOException {
    file("a.textproto", "settings { parameter: 'gross_revenue_per_mw' value: 20 }");
    file("b.json", "{\"settings\": [{\"parameter\": \"gross_revenue_per_mw\", \"value\": 30}]}");
    assertThat(
        lines("bridge taas-deal --scenario DIR/a.textproto --scenario DIR/b.json -m share_fee_per_mw -f csv"))
        .contains("share_fee_per_mw,MUSD/MW/yr,from,a,5,,,", "share_fee_per_mw,MUSD/MW/yr,to,b,,7.5,,");
    assertThat(lines("bridge taas-deal -p gross_revenue_per_mw=20 --to-shock gross_revenue_per_mw.scale=150%"
        + " -m share_fee_per_mw -f csv"))
        .contains("share_fee_per_mw,MUSD/MW/yr,parameter,gross_revenue_per_mw,"
            + "20,30,2.5,0");
  }

  @Test
  void aDescribedModelTellsWhatItTakesIn() {
    assertThat(lines("describe silicon-mix")).containsSequence("Includes taas-deal", "  provider_opex_per_mw",
        "    = opex_per_mw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tornado taas-deal -m provider_ebit_margin -m lab_gross_margin",
      "compare taas-deal --scenario DIR/bear.textproto", "compare lab-arr --scenario DIR/slip.textproto",
      "bridge taas-deal --to DIR/bear.textproto -m provider_ebit_margin",
      "frontier taas-deal -m provider_ebit_margin --target 50%" + SHARE_AND_FEE,
      "eval margin-bridge", "grid taas-deal -m provider_ebit_margin" + SHARE_AND_FEE,
      "grid lab-arr -m arr --axis net_new_arr@2Q26.add=-2000:2000:500"})
  void picturesHaveInkInSeveralColoursAndNoTextBesides(String line) throws IOException {
    file("bear.textproto", "settings { parameter: 'gross_revenue_per_mw' value: 15 }");
    file("slip.textproto", "shocks { parameter: 'net_new_arr' periods: '2Q26' factor: 0.5 }");
    assertThat(lines(line + " --png DIR/a.png")).isEmpty();
    BufferedImage image = ImageIO.read(directory.resolve("a.png").toFile());
    Set<Integer> colours = new HashSet<>();
    int[] dots = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    Arrays.stream(dots).forEach(colours::add);
    assertThat(colours).hasSizeGreaterThan(10);
    assertThat((double) image.getHeight() / image.getWidth()).isBetween(0.15, 1.5);
    assertThat(lines(line + " --png DIR/a.png -f csv")).hasSizeGreaterThan(2);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "eval taas-deal -p revenue_share=2 | -p revenue_share: 2 (expected: 0 to 1)",
      "eval taas-deal -p revenu_share=2 | -p: revenu_share (expected: a parameter of the model",
      "eval taas-daal | MODEL: taas-daal (expected: a model",
      "eval lab-arr -p net_new_arr=1,2,3 | -p net_new_arr: 3 values (expected: 12 values",
      "eval lab-arr --period 9Q99 | --period: 9Q99 (expected: a period",
      "eval --model-file DIR/bad.textproto | --model-file metrics[0].formula:1:5: b (expected: a parameter",
      "eval taas-deal --scenario DIR/none | /none: not found (expected: a scenario file)",
      "eval taas-deal --scenario DIR/bad.textproto | bad.textproto:1:1: unknown field: Scenario.id",
      "eval lab-arr --series DIR/bad.csv | --series net_new_arr: 9Q99 (expected: a period of the model",
      "grid taas-deal --axis nope=1:3:1 | --axis: nope (expected: a parameter of the model",
      "grid taas-deal --axis revenue_share=0:2:1 | --axis revenue_share: 2 (expected: 0 to 1)",
      "grid taas-deal --shock nope.scale=2 | --shock: nope (expected: a parameter of the model",
      "explain taas-deal nope | METRIC: nope (expected: a metric of the model",
      "explain taas-deal -m nope | -m: nope (expected: a metric of the model",
      "solve taas-deal --for gross_revenue_per_mw -m lab_gross_margin --target 0 | --bracket: absent (expected: lower and upper",
      "solve taas-deal --for nope -m lab_gross_margin --target 0 | --for: nope (expected: a parameter",
      "solve taas-deal --for revenue_share -m lab_gross_margin --target 0 --scan 1 | --scan: 1 (expected: 2 to 65536)",
      "tornado taas-deal --range nope=1:2 | --range: nope (expected: a parameter",
      "tornado taas-deal --share 300% | --share: 3 (expected: above 0, at most 1)",
      "compare taas-deal --scenario DIR/fine.textproto -p revenue_share=2 | -p revenue_share: 2 (expected: 0 to 1)",
      "compare taas-deal --scenario DIR/wide.textproto | --scenario wide revenue_share: 2 (expected: 0 to 1)",
      "bridge taas-deal --to DIR/wide.textproto -m lab_gross_margin | --to revenue_share: 2 (expected: 0 to 1)",
      "bridge taas-deal --to-set revenue_share=2 -m lab_gross_margin | --to-set revenue_share: 2 (expected: 0 to 1)",
      "bridge taas-deal --to-set revenue_share=1 -m lab_gross_margin --samples 1 | --samples: 1 (expected: 2 to",
      "frontier taas-deal --axis revenue_share=0:1:0.1 -m lab_gross_margin --target 0 | --axis: 1 axis (expected: 2 axes)"})
  void faultsAreToldInTheWordsTyped(String line, String fault) throws IOException {
    file("bad.textproto", "id: 'bad' metrics { name: 'm' formula: '1 + b' }");
    file("bad.csv", "period,net_new_arr\n9Q99,1\n");
    file("fine.textproto", "");
    file("wide.textproto", "settings { parameter: 'revenue_share' value: 2 }");
    assertThat(run(line)).as(shell.err()).isEqualTo(2);
    assertThat(shell.err()).contains(fault).startsWith("margrid: ").hasLineCount(1);
    assertThat(shell.out()).isEmpty();
  }
}
