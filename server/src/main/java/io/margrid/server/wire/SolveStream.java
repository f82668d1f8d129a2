package io.margrid.server.wire;

import com.google.protobuf.ByteString;
import io.margrid.core.analysis.SolveCursor;
import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.stop.Stop;
import io.margrid.server.admission.StreamSize;
import io.margrid.v1.GridHeader;
import io.margrid.v1.Solution;
import io.margrid.v1.SolveResponse;
import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The messages of one solve call: the header, then solutions in cell order. Each is made when it is asked for, by one pull
 * of the cursor. Not thread-safe: asked by one thread at a time.
 */
public final class SolveStream implements Iterator<SolveResponse>, Closeable {
  /** Messages of solutions are some kilobytes. */
  private static final int CHUNK_BYTES = 1 << 15;

  private final SolvePlan plan;
  private final StreamCounters counters;
  private final SolveCursor cursor;
  private boolean headerSent;
  private long nextCell;

  private SolveStream(SolvePlan plan, StreamCounters counters, Stop stop) {
    this.plan = plan;
    this.counters = counters;
    this.cursor = SolveCursor.open(plan, stop);
  }

  /** What a stream takes: its largest message, and what it solves in. Allocates nothing of that size. */
  public static StreamSize size(SolvePlan plan) {
    return new StreamSize(CHUNK_BYTES, SolveCursor.bytes(plan));
  }

  /**
   * Opens a cursor; solves nothing.
   *
   * @param stop asked during a pull
   */
  public static SolveStream open(SolvePlan plan, StreamCounters counters, Stop stop) {
    SolveStream stream = new SolveStream(plan, counters, stop);
    counters.opened();
    return stream;
  }

  @Override
  public boolean hasNext() {
    return nextCell < plan.cells().shape().cellCount();
  }

  @Override
  public SolveResponse next() {
    if (!headerSent) {
      headerSent = true;
      return SolveResponse.newBuilder().setHeader(header()).build();
    }
    if (!counters.pull(cursor::advance)) {
      throw new NoSuchElementException();
    }
    SolveResponse.Builder response = SolveResponse.newBuilder().setFirstCell(cursor.firstCell());
    cursor.solutions().forEach(solution -> response.addSolutions(message(solution)));
    nextCell = cursor.firstCell() + cursor.solutions().size();
    return response.build();
  }

  private GridHeader header() {
    return GridHeaders.of(plan.cells()).toBuilder().clearMetrics()
        .setDigest(ByteString.copyFrom(plan.digest().bytes())).build();
  }

  private static Solution message(io.margrid.core.analysis.Solution solution) {
    Solution.Builder message = Solution.newBuilder().addAllRoots(solution.roots())
        .setMonotone(solution.monotone());
    solution.absence().ifPresent(absence -> message.setAbsence(absence(absence)));
    solution.minimum().ifPresent(message::setMinimum);
    solution.maximum().ifPresent(message::setMaximum);
    return message.build();
  }

  private static Solution.Absence absence(io.margrid.core.analysis.Solution.Absence absence) {
    return switch (absence) {
      case NO_SIGN_CHANGE -> Solution.Absence.ABSENCE_NO_SIGN_CHANGE;
      case FLAT -> Solution.Absence.ABSENCE_FLAT;
      case NOT_FINITE -> Solution.Absence.ABSENCE_NOT_FINITE;
    };
  }

  /** Ends the stream; the cursor's memory goes with it. */
  @Override
  public void close() {
    counters.closed();
  }
}
