package io.margrid.server.call;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnheardAnswersTest {
  /** A server whose calls stay open until the test answers them, the server stopped or not. */
  private static final class Late extends SweepServiceGrpc.SweepServiceImplBase implements AutoCloseable {
    final CompletableFuture<StreamObserver<EvaluateResponse>> question = new CompletableFuture<>();
    final CompletableFuture<StreamObserver<StreamGridResponse>> stream = new CompletableFuture<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Server server;
    private final ManagedChannel channel;

    Late(ServerInterceptor... interceptors) throws IOException {
      NettyServerBuilder builder = NettyServerBuilder
          .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .bossEventLoopGroup(loops).workerEventLoopGroup(loops).channelType(NioServerSocketChannel.class)
          .addService(this);
      for (ServerInterceptor interceptor : interceptors) {
        builder.intercept(interceptor);
      }
      server = builder.build().start();
      channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext().build();
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> call) {
      question.complete(call);
    }

    @Override
    public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> call) {
      ((ServerCallStreamObserver<StreamGridResponse>) call).setOnCancelHandler(() -> {});
      stream.complete(call);
    }

    StreamObserver<EvaluateResponse> question() throws Exception {
      SweepServiceGrpc.newStub(channel).evaluate(EvaluateRequest.getDefaultInstance(), new Unread<>());
      return question.get(60, TimeUnit.SECONDS);
    }

    StreamObserver<StreamGridResponse> stream() throws Exception {
      SweepServiceGrpc.newStub(channel).streamGrid(StreamGridRequest.getDefaultInstance(), new Unread<>());
      return stream.get(60, TimeUnit.SECONDS);
    }

    void stop() throws InterruptedException {
      server.shutdownNow();
      server.awaitTermination();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    @Override
    public void close() {
      channel.shutdownNow();
      server.shutdownNow();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private static final class Unread<T> implements StreamObserver<T> {
    @Override
    public void onNext(T message) {}

    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onCompleted() {}
  }

  @Test
  void anAnswerAfterTheEndOfItsConnectionIsDropped() throws Exception {
    try (Late late = new Late(new UnheardAnswers())) {
      StreamObserver<EvaluateResponse> call = late.question();
      late.stop();
      assertThatCode(() -> {
        call.onNext(EvaluateResponse.getDefaultInstance());
        call.onCompleted();
      }).doesNotThrowAnyException();
    }
  }

  @Test
  void aFailureAfterTheEndOfItsConnectionIsDropped() throws Exception {
    try (Late late = new Late(new UnheardAnswers())) {
      StreamObserver<EvaluateResponse> call = late.question();
      late.stop();
      assertThatCode(() -> call.onError(new IllegalStateException("late"))).doesNotThrowAnyException();
    }
  }

  @Test
  void theEndOfAStreamAfterTheEndOfItsConnectionIsDropped() throws Exception {
    try (Late late = new Late(new UnheardAnswers())) {
      StreamObserver<StreamGridResponse> call = late.stream();
      late.stop();
      assertThatCode(call::onCompleted).doesNotThrowAnyException();
    }
  }

  @Test
  void withoutThisTheTransportRefusesIt() throws Exception {
    try (Late late = new Late()) {
      StreamObserver<EvaluateResponse> call = late.question();
      late.stop();
      assertThatThrownBy(() -> call.onError(new IllegalStateException("late")))
          .isInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void otherFaultsAreNotHidden() throws Exception {
    try (Late late = new Late(new UnheardAnswers())) {
      StreamObserver<EvaluateResponse> call = late.question();
      call.onNext(EvaluateResponse.getDefaultInstance());
      call.onCompleted();
      assertThatThrownBy(call::onCompleted).isInstanceOf(IllegalStateException.class);
    }
  }
}
