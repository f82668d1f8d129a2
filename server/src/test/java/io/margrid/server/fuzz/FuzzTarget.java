package io.margrid.server.fuzz;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.server.wire.MessageBytes;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sends what bytes describe to a server that all inputs share, over a socket. An input has found something when the call
 * ends in INTERNAL or UNKNOWN, or does not end. Jazzer calls {@link #fuzzerTestOneInput}.
 */
public final class FuzzTarget {
  /** Far more than the largest input takes: one that reaches it hangs. */
  private static final int PATIENCE_SECONDS = 30;
  private static final int MOST_ANSWERS = 20;
  private static final Set<Status.Code> FOUND = EnumSet.of(Status.Code.INTERNAL, Status.Code.UNKNOWN,
      Status.Code.DEADLINE_EXCEEDED, Status.Code.UNAVAILABLE, Status.Code.DATA_LOSS);
  private static final List<MethodDescriptor<?, ?>> METHODS = List.of(SweepServiceGrpc.getEvaluateMethod(),
      SweepServiceGrpc.getStreamGridMethod(), SweepServiceGrpc.getPlanGridMethod(),
      CatalogServiceGrpc.getCompileModelMethod(), AnalysisServiceGrpc.getExplainMethod(),
      AnalysisServiceGrpc.getSolveMethod(), AnalysisServiceGrpc.getTornadoMethod(),
      AnalysisServiceGrpc.getCompareMethod(), AnalysisServiceGrpc.getBridgeMethod(),
      AnalysisServiceGrpc.getFrontierMethod());
  private static final ManagedChannel CHANNEL = connect();

  private FuzzTarget() {}

  /** Small limits, so that what is within them is quick. */
  private static ManagedChannel connect() {
    try {
      MargridServer server = MargridServer
          .start(ServerConfig.onFreePort(Map.of(Setting.MAX_LIST_POINTS, "1000",
              Setting.MAX_CELLS, "1000000", Setting.MAX_NODES, "2000", Setting.MAX_PERIODS, "64")));
      return NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one request; throws if it found something. */
  public static void fuzzerTestOneInput(byte[] input) {
    send(input);
  }

  /**
   * What became of a request that found nothing.
   *
   * @param method its name
   * @param end    OK, or the reason of the first fault
   */
  record Outcome(String method, String end) {}

  /** Names of the methods that requests are made for. */
  static List<String> methods() {
    return METHODS.stream().map(FuzzTarget::name).toList();
  }

  private static String name(MethodDescriptor<?, ?> method) {
    return Objects.requireNonNull(method.getBareMethodName());
  }

  /** Sends one request; throws if it found something. */
  static Outcome send(byte[] input) {
    Choices choices = new Choices(input);
    int method = choices.below(METHODS.size());
    ByteString request = choices.oneIn(8) ? choices.rest() : request(method, choices).toByteString();
    // A stream that is not read to its end is cancelled: thousands of them would fill the memory.
    try (Context.CancellableContext call = Context.current().withCancellation()) {
      call.run(() -> send(METHODS.get(method), request.toByteArray()));
    } catch (StatusRuntimeException refused) {
      if (FOUND.contains(refused.getStatus().getCode())) {
        throw new IllegalStateException(
            METHODS.get(method).getFullMethodName() + " ended in " + refused.getStatus(), refused);
      }
      return new Outcome(name(METHODS.get(method)), reason(refused));
    }
    return new Outcome(name(METHODS.get(method)), "OK");
  }

  private static String reason(StatusRuntimeException refused) {
    for (Any detail : StatusProto.fromThrowable(refused).getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException("details that cannot be read", e);
        }
      }
    }
    throw new IllegalStateException("no reason in " + refused.getStatus(), refused);
  }

  private static void send(MethodDescriptor<?, ?> method, byte[] request) {
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Iterator<MessageBytes> answers = ClientCalls.blockingServerStreamingCall(CHANNEL, rawBytes(method),
        options,
        new MessageBytes(request));
    for (int i = 0; i < MOST_ANSWERS && answers.hasNext(); i++) {
      answers.next();
    }
  }

  private static Message request(int method, Choices choices) {
    RequestMessages messages = new RequestMessages(choices);
    return switch (method) {
      case 0 -> messages.evaluate();
      case 1 -> messages.stream();
      case 2 -> PlanGridRequest.newBuilder().setGrid(messages.grid()).build();
      case 3 -> CompileModelRequest.newBuilder().setModel(new ModelMessages(choices).model()).build();
      case 4 -> messages.explain();
      case 5 -> messages.solve();
      case 6 -> messages.tornado();
      case 7 -> messages.compare();
      case 8 -> messages.bridge();
      default -> messages.frontier();
    };
  }

  /** The same method, of bytes that need not be a message. */
  private static MethodDescriptor<MessageBytes, MessageBytes> rawBytes(MethodDescriptor<?, ?> method) {
    return MethodDescriptor.newBuilder(MessageBytes.marshaller(), MessageBytes.marshaller())
        .setFullMethodName(method.getFullMethodName()).setType(MethodDescriptor.MethodType.SERVER_STREAMING)
        .build();
  }
}
