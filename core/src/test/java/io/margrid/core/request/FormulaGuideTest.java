package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.EvaluateRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example of docs/formula-language.md, so that the page cannot drift from the language. */
class FormulaGuideTest {
  private static final Path PAGE = Path.of("..", "docs", "formula-language.md");
  private static final SweepRequests REQUESTS = new SweepRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT);

  static List<GuideExample> examples() throws IOException, TextFormat.ParseException {
    return GuideExample.in(Files.readString(PAGE));
  }

  @Test
  void everyResultOnThePageIsAnExample() throws IOException, TextFormat.ParseException {
    long arrows = Files.readString(PAGE).lines().filter(line -> line.contains("→ ") && !line.startsWith("`"))
        .count();
    assertThat(examples()).hasSize((int) arrows).hasSizeGreaterThan(90);
  }

  /** The limits in the table are those in force. */
  @Test
  void thePageNamesTheLimits() throws IOException {
    ModelLimits limits = ModelLimits.DEFAULT;
    String rows = Files.readString(PAGE).replaceAll("(?s).*## Limits", "");
    String numbers = rows.lines().filter(line -> line.startsWith("| "))
        .map(line -> line.replaceAll(".*\\| (.*?)(?: bytes| each)? \\|$", "$1").replace(" ", ""))
        .collect(Collectors.joining(" "));
    assertThat(numbers).isEqualTo("default %d %d %d %d %d".formatted(limits.maxFormulaBytes(),
        limits.maxFormulaDepth(), limits.maxNodes(), limits.maxNames(), limits.maxPeriods()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleGivesWhatThePageSays(GuideExample example) {
    try {
      String actual = answer(example);
      assertThat(actual).as(example.line()).isEqualTo(rounding(example.expected(), actual));
    } catch (InvalidRequestException refused) {
      assertThat(refused.faults()).as(example.line()).hasSize(1);
      Fault fault = refused.faults().getFirst();
      String at = fault.message().substring(fault.field().toString().length() + 1).strip();
      assertThat(fault.reason() + " " + at).as(example.line()).startsWith(example.expected());
    }
  }

  /** Values, unit and reason, as the page writes them. */
  private static String answer(GuideExample example) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder().addMetrics(example.metric());
    request.getScenarioBuilder().setModel(example.model());
    GridPlan plan = REQUESTS.plan(request.build());
    BlockCursor cursor = BlockCursor.open(plan, 0, plan.shape().cellCount(), 100);
    assertThat(cursor.advance()).isTrue();
    ColumnBlock block = cursor.block();
    String values = Arrays.stream(block.values(0), 0, block.cellCount())
        .mapToObj(FormulaGuideTest::text).collect(Collectors.joining(" "));
    String unit = plan.metrics().getFirst().unit();
    String reason = block.nonFinite().stream().map(NonFiniteCells::reason)
        .map(text -> text.replaceAll(",? in " + example.metric() + ".*", "")).findFirst()
        .map(text -> " (" + text + ")").orElse("");
    return values + (unit.equals("1") ? "" : " [" + unit + "]") + reason;
  }

  private static String text(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** The expected text with every {@code ≈} number replaced by the actual one, if that rounds to it. */
  private static String rounding(String expected, String actual) {
    List<String> words = Stream.of(expected.split(" ")).toList();
    List<String> found = Stream.of(actual.split(" ")).toList();
    return IntStream.range(0, words.size())
        .mapToObj(i -> words.get(i).startsWith("≈") && i < found.size()
            ? rounded(words.get(i).substring(1), found.get(i))
            : words.get(i))
        .collect(Collectors.joining(" "));
  }

  private static String rounded(String expected, String actual) {
    BigDecimal wanted = new BigDecimal(expected);
    boolean met = new BigDecimal(actual).setScale(wanted.scale(), RoundingMode.HALF_UP)
        .compareTo(wanted) == 0;
    return met ? actual : expected;
  }
}
