package io.margrid.bench.wire;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.core.block.ColumnBlock;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;

/**
 * The same chunks as generated messages, as anybody would write it who uses gRPC as it comes: boxes and builders, at
 * the ready threshold that was best for it. It takes no checksum, and reads none: that is in its favour.
 */
final class GeneratedSweep extends SweepServiceGrpc.SweepServiceImplBase {
  private static final int READY_BYTES = 4 << 20;

  private final SweepRequests requests;

  GeneratedSweep(SweepRequests requests) {
    this.requests = requests;
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> observer) {
    StreamPlan plan = requests.plan(request);
    BlockCursor cursor = BlockCursor.open(plan.plan(), plan.firstCell(), plan.cellCount(),
        plan.maxChunkCells());
    ServerCallStreamObserver<StreamGridResponse> call = (ServerCallStreamObserver<StreamGridResponse>) observer;
    call.setOnReadyThreshold(READY_BYTES);
    call.setOnCancelHandler(() -> {});
    call.setOnReadyHandler(() -> {
      while (call.isReady() && !call.isCancelled() && cursor.advance()) {
        call.onNext(message(cursor.block()));
      }
    });
  }

  private static StreamGridResponse message(ColumnBlock block) {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(block.firstCell())
        .setCellCount(block.cellCount());
    for (int metric = 0; metric < block.metricCount(); metric++) {
      Column.Builder column = Column.newBuilder();
      double[] values = block.values(metric);
      for (int i = 0; i < block.cellCount(); i++) {
        column.addValues(values[i]);
      }
      chunk.addColumns(column);
    }
    return StreamGridResponse.newBuilder().setChunk(chunk).build();
  }
}
