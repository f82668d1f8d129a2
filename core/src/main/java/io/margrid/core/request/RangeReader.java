package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.GridRange;
import io.margrid.v1.StreamGridRequest;
import java.util.HexFormat;

/** Reads which part of a grid is wanted, in which chunks. */
final class RangeReader {
  private static final FieldPath RANGE = FieldPath.ROOT.field("range", StreamGridRequest.RANGE_FIELD_NUMBER);

  private final GridLimits limits;
  private final Faults faults;

  RangeReader(GridLimits limits, Faults faults) {
    this.limits = limits;
    this.faults = faults;
  }

  /** Bytes of a chunk; what the caller asked for is within the limits. */
  int chunkBytes(StreamGridRequest request) {
    if (!request.hasMaxChunkBytes()) {
      return limits.defaultChunkBytes();
    }
    int asked = request.getMaxChunkBytes();
    if (asked < limits.minChunkBytes() || asked > limits.maxChunkBytes()) {
      faults.add(FieldPath.ROOT.field("max_chunk_bytes", StreamGridRequest.MAX_CHUNK_BYTES_FIELD_NUMBER),
          Reason.INVALID_VALUE, Integer.toString(asked),
          limits.minChunkBytes() + " to " + limits.maxChunkBytes());
    }
    return asked;
  }

  /** The part of a valid grid. */
  StreamPlan read(StreamGridRequest request, GridPlan plan, int chunkBytes) {
    GridRange range = request.getRange();
    long cells = plan.shape().cellCount();
    long first = range.getFirstCell();
    if (first < 0 || first > cells) {
      faults.add(RANGE.field("first_cell", GridRange.FIRST_CELL_FIELD_NUMBER), Reason.CELL_RANGE,
          Long.toString(first),
          "0 to " + cells + ", the cells of the grid");
    }
    long count = range.hasCellCount() ? range.getCellCount() : cells - first;
    if (range.hasCellCount() && (count < 0 || count > cells - Math.clamp(first, 0, cells))) {
      faults.add(RANGE.field("cell_count", GridRange.CELL_COUNT_FIELD_NUMBER), Reason.CELL_RANGE,
          Long.toString(count),
          "0 to " + (cells - Math.clamp(first, 0, cells))
              + ", the cells from first_cell to the end of the grid");
    }
    checkDigest(range, plan);
    faults.throwIfAny();
    int chunkCells = Math.max(1, chunkBytes / (Double.BYTES * plan.metrics().size()));
    return new StreamPlan(plan, first, count, chunkCells);
  }

  private void checkDigest(GridRange range, GridPlan plan) {
    byte[] given = range.getDigest().toByteArray();
    if (given.length > 0 && !plan.digest().matches(given)) {
      faults.add(RANGE.field("digest", GridRange.DIGEST_FIELD_NUMBER), Reason.RESUME_MISMATCH,
          HexFormat.of().formatHex(given), "the grid's digest " + plan.digest());
    }
  }
}
