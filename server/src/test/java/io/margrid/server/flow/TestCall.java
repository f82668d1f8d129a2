package io.margrid.server.flow;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A call whose transport has room when the test says so. */
final class TestCall<T> extends ServerCallStreamObserver<T> {
  final List<T> written = new CopyOnWriteArrayList<>();
  volatile boolean completed;
  volatile @Nullable Throwable failure;
  volatile int readyThreshold;
  private volatile boolean ready;
  private volatile boolean cancelled;
  private Runnable onReady = () -> {};
  private Runnable onCancel = () -> {};
  private Runnable onClose = () -> {};

  TestCall(boolean ready) {
    this.ready = ready;
  }

  void becomeReady() {
    ready = true;
    onReady.run();
  }

  void becomeFull() {
    ready = false;
  }

  void cancel() {
    cancelUnheard();
    onCancel.run();
  }

  /** Is cancelled, but its handler has not been told yet. */
  void cancelUnheard() {
    cancelled = true;
  }

  /** The reader has read all there was. */
  void close() {
    onClose.run();
  }

  boolean ended() {
    return completed || failure != null;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public boolean isReady() {
    return ready && !cancelled;
  }

  @Override
  public void onNext(T message) {
    if (ended()) {
      throw new IllegalStateException("written after the end: " + message);
    }
    written.add(message);
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
  }

  @Override
  public void onCompleted() {
    completed = true;
  }

  @Override
  public void setOnReadyThreshold(int bytes) {
    readyThreshold = bytes;
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    onCancel = handler;
  }

  @Override
  public void setOnCloseHandler(Runnable handler) {
    onClose = handler;
  }

  @Override
  public void setCompression(String compression) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void request(int count) {}
}
