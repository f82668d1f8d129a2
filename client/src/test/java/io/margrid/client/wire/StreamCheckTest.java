package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.margrid.client.GridMessages;
import io.margrid.v1.GridChunk;
import io.margrid.v1.GridSummary;
import io.margrid.v1.NonFinite;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A correct stream passes; each test breaks one thing in it. Messages: 0 header, 1 to 4 chunks, 5 summary. */
class StreamCheckTest {
  private static final GridMessages GRID = new GridMessages(10, 100, 300);
  private static final StreamGridRequest WHOLE = GridMessages.request();

  @Test
  void correctStreamPasses() {
    List<CheckedMessage> passed = follow(WHOLE, GRID.answer(WHOLE));
    assertThat(passed).hasSize(6);
    CheckedMessage.Chunk last = (CheckedMessage.Chunk) passed.get(4);
    assertThat(last.firstCell()).isEqualTo(900);
    assertThat(last.cellCount()).isEqualTo(100);
    assertThat(last.columns().get(1)[99]).isEqualTo(GridMessages.value(1, 999));
  }

  @Test
  void emptyRangeIsHeaderAndSummary() {
    StreamGridRequest end = GridMessages.request(1_000, 0);
    assertThat(follow(end, GRID.answer(end))).hasSize(2);
  }

  @Test
  void checksumCoversColumnsLongerThanItsBuffer() {
    GridMessages long1 = new GridMessages(1, 3_000, 2_500);
    assertThat(follow(WHOLE, long1.answer(WHOLE))).hasSize(4);
    List<StreamGridResponse> messages = new ArrayList<>(long1.answer(WHOLE));
    messages.set(1, chunk(messages.get(1), chunk -> chunk.getColumnsBuilder(1).setValues(2_499, 1.0)));
    assertThatThrownBy(() -> follow(WHOLE, messages)).hasMessageContaining("chunk.columns[1].crc32c");
  }

  @Test
  void valueThatChangedOnTheWayIsRefused() {
    refused(1, chunk -> chunk.getColumnsBuilder(0).setValues(7, Math.nextUp(GridMessages.value(0, 7))),
        "chunk.columns[0].crc32c: 0x", " over cells 0 to 299 (expected: 0x");
  }

  @Test
  void signOfZeroIsCovered() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    StreamGridResponse zero = chunk(messages.get(1), chunk -> chunk.getColumnsBuilder(0).setValues(0, 0.0));
    String ofZero = violation(1, zero);
    StreamGridResponse minusZero = chunk(messages.get(1),
        chunk -> chunk.getColumnsBuilder(0).setValues(0, -0.0));
    assertThat(violation(1, minusZero)).isNotEqualTo(ofZero);
  }

  @Test
  void checksumThatChangedOnTheWayIsRefused() {
    refused(2, chunk -> chunk.getColumnsBuilder(1).setCrc32C(~chunk.getColumns(1).getCrc32C()),
        "chunk.columns[1].crc32c", "over cells 300 to 599");
  }

  @Test
  void skippedCellsAreRefused() {
    refused(2, chunk -> chunk.setFirstCell(301),
        "chunk.first_cell: 301 (expected: 300, the cell after the last)");
  }

  @Test
  void lostChunkIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.remove(2);
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessageContaining("chunk.first_cell: 600 (expected: 300");
  }

  @Test
  void repeatedChunkIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.add(2, messages.get(1));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessageContaining("chunk.first_cell: 0 (expected: 300");
  }

  @Test
  void cellCountThatDiffersFromTheColumnIsRefused() {
    refused(1, chunk -> chunk.setCellCount(299), "chunk.columns[0].values: 300 (expected: 299");
  }

  @Test
  void shortColumnIsRefused() {
    refused(1, chunk -> {
      List<Double> values = new ArrayList<>(chunk.getColumns(1).getValuesList());
      values.remove(299);
      chunk.getColumnsBuilder(1).clearValues().addAllValues(values);
    }, "chunk.columns[1].values: 299 (expected: 300");
  }

  @Test
  void emptyAndNegativeChunksAreRefused() {
    refused(1, chunk -> chunk.setCellCount(0), "chunk.cell_count: 0 (expected: at least 1)");
    refused(1, chunk -> chunk.setCellCount(-1), "chunk.cell_count: -1 (expected: at least 1)");
  }

  @Test
  void missingColumnIsRefused() {
    refused(1, chunk -> chunk.removeColumns(1), "chunk.columns: 1 (expected: 2, one per metric)");
  }

  @Test
  void additionalColumnIsRefused() {
    refused(1, chunk -> chunk.addColumns(chunk.getColumns(0)),
        "chunk.columns: 3 (expected: 2, one per metric)");
  }

  @Test
  void cellsBeyondTheRangeAreRefused() {
    StreamGridRequest part = GridMessages.request(100, 250);
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(part));
    messages.set(1, StreamGridResponse.newBuilder().setChunk(GridMessages.chunk(100, 251)).build());
    assertThatThrownBy(() -> follow(part, messages))
        .hasMessageContaining("chunk.cell_count: 251 (expected: at most 250");
  }

  @Test
  void nonFiniteEntriesMustPointIntoTheChunk() {
    NonFinite good = NonFinite.newBuilder().setMetricIndex(1).setKind(NonFinite.Kind.KIND_NAN).setCount(2)
        .setFirstCell(310).build();
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setMetricIndex(2)),
        "non_finite[0].metric_index: 2");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setMetricIndex(-1)),
        "non_finite[0].metric_index: -1");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setFirstCell(299)),
        "non_finite[0].first_cell: 299");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setFirstCell(Long.MIN_VALUE)),
        "[0].first_cell: -9");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setCount(301)), "non_finite[0].count: 301");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setCount(0)), "non_finite[0].count: 0");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setKind(NonFinite.Kind.KIND_UNSPECIFIED)),
        "non_finite[0].kind: 0");
    refused(2, chunk -> chunk.addNonFinite(good.toBuilder().setKindValue(9)), "non_finite[0].kind: 9");
  }

  @Test
  void summaryMustCountNonFiniteCellsAsTheChunksDid() {
    NonFinite two = NonFinite.newBuilder().setMetricIndex(1).setKind(NonFinite.Kind.KIND_NAN).setCount(2)
        .setFirstCell(310).build();
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.set(2, chunk(messages.get(2), chunk -> chunk.addNonFinite(two)));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage(
            "summary.metrics[1].non_finite: KIND_NAN differs by -2 (expected: the sum over the chunks)");
    messages.set(5, summary(messages.get(5), summary -> summary.getMetricsBuilder(1).addNonFinite(two)));
    assertThat(follow(WHOLE, messages)).hasSize(6);
    messages.set(5, summary(messages.get(5), summary -> summary.getMetricsBuilder(0).addNonFinite(two)));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessageContaining("[0].non_finite[0].metric_index: 1");
  }

  @Test
  void summaryMustNameTheLeastAndGreatestOfTheChunks() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    StreamGridResponse good = messages.get(5);
    messages.set(5, summary(good, summary -> summary.getMetricsBuilder(0).setMinimum(0.25)));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("summary.metrics[0].minimum: 0.25 (expected: 0.5, as in the chunks)");
    messages.set(5, summary(good, summary -> summary.getMetricsBuilder(1).clearMaximum()));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("summary.metrics[1].maximum: absent (expected: -0.001, as in the chunks)");
    StreamGridRequest nothing = GridMessages.request(1_000, 0);
    List<StreamGridResponse> empty = new ArrayList<>(GRID.answer(nothing));
    empty.set(1, summary(empty.get(1), summary -> summary.getMetricsBuilder(0).setMinimum(1)));
    assertThatThrownBy(() -> follow(nothing, empty))
        .hasMessage("summary.metrics[0].minimum: 1.0 (expected: absent, no value is finite)");
  }

  @Test
  void summaryOfABrokenStreamIsThatOfWhatHasPassed() {
    StreamCheck check = new StreamCheck(WHOLE);
    assertThat(check.delivered()).isEmpty();
    GRID.answer(WHOLE).subList(0, 3).forEach(message -> check.accept(StreamMessage.of(message)));
    assertThat(check.isComplete()).isFalse();
    assertThat(check.delivered()).contains(GRID.summary(GridMessages.request(0, 600)));
  }

  @Test
  void chunkBeforeTheHeaderIsRefused() {
    List<StreamGridResponse> messages = GRID.answer(WHOLE);
    assertThatThrownBy(() -> follow(WHOLE, messages.subList(1, 6)))
        .hasMessage("message: chunk (expected: the header first)");
  }

  @Test
  void summaryBeforeTheHeaderIsRefused() {
    List<StreamGridResponse> messages = GRID.answer(WHOLE);
    assertThatThrownBy(() -> follow(WHOLE, messages.subList(5, 6)))
        .hasMessage("message: summary (expected: the header first)");
  }

  @Test
  void secondHeaderIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.add(3, messages.get(0));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("message: header (expected: one header only)");
  }

  @Test
  void messageOfUnknownKindIsRefused() {
    assertThatThrownBy(() -> follow(WHOLE, List.of(StreamGridResponse.getDefaultInstance())))
        .hasMessage("message: of no known kind (expected: header, chunk or summary)");
  }

  @Test
  void earlySummaryIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.remove(4);
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("summary: after cell 900 (expected: not before cell 1000)");
  }

  @Test
  void summaryOfAnotherCountIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.set(5, summary(messages.get(5), summary -> summary.setCellCount(999)));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("summary.cell_count: 999 (expected: 1000, as the header says)");
    messages.set(5, summary(GRID.answer(WHOLE).get(5), summary -> summary.removeMetrics(0)));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("summary.metrics: 1 (expected: 2, one per metric)");
  }

  @Test
  void anythingAfterTheSummaryIsRefused() {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.add(messages.get(5));
    assertThatThrownBy(() -> follow(WHOLE, messages))
        .hasMessage("message: SUMMARY (expected: nothing after the summary)");
  }

  @Test
  void endWithoutSummaryIsRefused() {
    assertThatThrownBy(() -> follow(WHOLE, List.of()))
        .hasMessage("stream: ended without a header (expected: a summary before the end)");
    assertThatThrownBy(() -> follow(WHOLE, GRID.answer(WHOLE).subList(0, 3)))
        .hasMessage("stream: ended before cell 600 (expected: a summary before the end)");
    assertThatThrownBy(() -> follow(WHOLE, GRID.answer(WHOLE).subList(0, 5)))
        .hasMessage("stream: ended before cell 1000 (expected: a summary before the end)");
  }

  @Test
  void headerMustAnswerTheRequest() {
    StreamGridRequest part = GridMessages.request(100, 250);
    assertThatThrownBy(() -> follow(part, GRID.answer(GridMessages.request(101, 250))))
        .hasMessage("header.first_cell: 101 (expected: 100, as asked)");
    assertThatThrownBy(() -> follow(part, GRID.answer(GridMessages.request(100, 251))))
        .hasMessage("header.range_cell_count: 251 (expected: 250, as asked)");
    assertThatThrownBy(() -> follow(WHOLE, GRID.answer(GridMessages.request(0, 999))))
        .hasMessage("header.range_cell_count: 999 (expected: 1000, as asked)");
    StreamGridRequest.Builder resumed = WHOLE.toBuilder();
    resumed.getRangeBuilder().setDigest(ByteString.copyFromUtf8("x".repeat(32)));
    assertThatThrownBy(() -> follow(resumed.build(), GRID.answer(WHOLE)))
        .hasMessageContaining("header.digest");
    StreamGridRequest.Builder swapped = WHOLE.toBuilder();
    swapped.getGridBuilder().clearMetrics().addMetrics("ebit_margin").addMetrics("ebit");
    assertThatThrownBy(() -> follow(swapped.build(), GRID.answer(WHOLE)))
        .hasMessage("header.metrics: [ebit, ebit_margin] (expected: [ebit_margin, ebit], as asked)");
  }

  private static List<CheckedMessage> follow(StreamGridRequest request, List<StreamGridResponse> messages) {
    StreamCheck check = new StreamCheck(request);
    List<CheckedMessage> passed = new ArrayList<>();
    messages.forEach(message -> passed.add(check.accept(StreamMessage.of(message))));
    check.end();
    return passed;
  }

  private static void refused(int index, Consumer<GridChunk.Builder> change, String... message) {
    assertThat(violation(index, chunk(GRID.answer(WHOLE).get(index), change))).contains(message);
  }

  private static String violation(int index, StreamGridResponse replacement) {
    List<StreamGridResponse> messages = new ArrayList<>(GRID.answer(WHOLE));
    messages.set(index, replacement);
    StreamCheck check = new StreamCheck(WHOLE);
    messages.subList(0, index).forEach(message -> check.accept(StreamMessage.of(message)));
    try {
      check.accept(StreamMessage.of(replacement));
    } catch (ContractViolationException e) {
      return e.getMessage();
    }
    throw new AssertionError("accepted");
  }

  private static StreamGridResponse chunk(StreamGridResponse message, Consumer<GridChunk.Builder> change) {
    GridChunk.Builder chunk = message.getChunk().toBuilder();
    change.accept(chunk);
    return StreamGridResponse.newBuilder().setChunk(chunk).build();
  }

  private static StreamGridResponse summary(StreamGridResponse message,
      Consumer<GridSummary.Builder> change) {
    GridSummary.Builder summary = message.getSummary().toBuilder();
    change.accept(summary);
    return StreamGridResponse.newBuilder().setSummary(summary).build();
  }
}
