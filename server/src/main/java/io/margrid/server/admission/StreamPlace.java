package io.margrid.server.admission;

/** A stream's place. It is left when the stream ends, and forgotten when nothing of it is in the transport. Thread-safe. */
public final class StreamPlace {
  private final Admission admission;
  private final Caller caller;
  private final StreamSize size;
  private final int readyBytes;
  private boolean left;
  private boolean forgotten;

  StreamPlace(Admission admission, Caller caller, StreamSize size, int readyBytes) {
    this.admission = admission;
    this.caller = caller;
    this.size = size;
    this.readyBytes = readyBytes;
  }

  /** That may wait in the transport before no more is asked for. */
  public int readyBytes() {
    return readyBytes;
  }

  /** The stream does no more work; some of it may wait to be read. Does nothing the second time. */
  public synchronized void leave() {
    if (!left) {
      left = true;
      admission.leave(caller, size, readyBytes);
    }
  }

  /** The call is over, and with it what waited in the transport. Does nothing the second time. */
  public synchronized void forget() {
    leave();
    if (!forgotten) {
      forgotten = true;
      admission.forget(caller, readyBytes);
    }
  }
}
