package io.margrid.bench.wire;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.core.stop.Stop;
import io.margrid.server.wire.GridMessage;
import io.margrid.server.wire.GridStream;
import io.margrid.server.wire.StreamCounters;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;

/**
 * The server's own messages, written in a loop for as long as the transport has room, on the thread that gRPC calls
 * back on: what the server's turns cost is the difference. It ends no stream, which here nobody waits for.
 */
final class LoopSweep implements BindableService {
  private final SweepRequests requests;
  private final int readyChunks;
  private final StreamCounters counters = new StreamCounters();

  /** @param readyChunks the ready threshold */
  LoopSweep(SweepRequests requests, int readyChunks) {
    this.requests = requests;
    this.readyChunks = readyChunks;
  }

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<StreamGridRequest, ?> generated = SweepServiceGrpc.getStreamGridMethod();
    return ServerServiceDefinition.builder(SweepServiceGrpc.SERVICE_NAME)
        .addMethod(generated.toBuilder(generated.getRequestMarshaller(), GridMessage.marshaller()).build(),
            ServerCalls.asyncServerStreamingCall(this::stream))
        .build();
  }

  private void stream(StreamGridRequest request, StreamObserver<GridMessage> observer) {
    StreamPlan plan = requests.plan(request);
    GridStream messages = GridStream.open(plan, counters, Stop.NEVER);
    ServerCallStreamObserver<GridMessage> call = (ServerCallStreamObserver<GridMessage>) observer;
    call.setOnReadyThreshold(
        readyChunks * plan.maxChunkCells() * plan.plan().metrics().size() * Double.BYTES);
    call.setOnCancelHandler(() -> {});
    call.setOnReadyHandler(() -> {
      while (call.isReady() && !call.isCancelled() && messages.hasNext()) {
        call.onNext(messages.next());
      }
    });
  }
}
