package io.margrid.server.admission;

import io.margrid.server.error.RefusedException;
import java.util.HashMap;
import java.util.Map;

/**
 * Admits work while budgets last, those of its caller and those of all, and refuses it beyond: a refused call costs little,
 * a queue without end costs every caller. A stream takes one place whatever its length, since it works in turns of a
 * chunk; a question with one answer takes its nodes × cells. Thread-safe.
 */
public final class Admission {
  /** Chunks that may wait in the transport: enough to keep it busy while the next one is computed. */
  private static final int READY_CHUNKS = 3;
  /** Fewer would leave the transport idle between chunks. */
  private static final int LEAST_READY_CHUNKS = 2;
  private static final int MOST_READY_BYTES = 4 << 20;

  private final AdmissionLimits limits;
  private final Map<Caller, Usage> callers = new HashMap<>();
  private int streams;
  private long work;
  private long transportBytes;
  private long lingeringBytes;
  private long refused;

  /** What one caller has under way. */
  private static final class Usage {
    private int streams;
    private long work;
  }

  public Admission(AdmissionLimits limits) {
    this.limits = limits;
  }

  /**
   * A place for a stream, to be given back. Streams share what may wait in the transport: each gets three of its chunks
   * while less than half of that is taken, then two, and at most 4 MiB.
   *
   * @param chunkBytes largest message of the stream, at least 1
   * @throws RefusedException if there is no room
   */
  public synchronized StreamPlace admitStream(Caller caller, int chunkBytes) {
    checkStreams(caller);
    int ready = readyBytes(chunkBytes);
    checkTransport(ready);
    Usage usage = callers.computeIfAbsent(caller, _ -> new Usage());
    usage.streams++;
    streams++;
    transportBytes += ready;
    return new StreamPlace(this, caller, ready);
  }

  /**
   * Looks whether a stream would be admitted, before anything is spent on it.
   *
   * @throws RefusedException if there is no room for the smallest one
   */
  public synchronized void checkStreams(Caller caller) {
    Usage usage = callers.get(caller);
    if (usage != null && usage.streams >= limits.streamsPerCaller()) {
      throw refuse("streams of this caller", usage.streams + 1L, limits.streamsPerCaller());
    }
    if (streams >= limits.streams()) {
      throw refuse("streams", streams + 1L, limits.streams());
    }
  }

  private int readyBytes(int chunkBytes) {
    int chunks = transportBytes + (long) READY_CHUNKS * chunkBytes <= limits.transportBytes() / 2
        ? READY_CHUNKS
        : LEAST_READY_CHUNKS;
    return (int) Math.min((long) chunks * chunkBytes, MOST_READY_BYTES);
  }

  /** What lingers is not work any more, but it is memory: it has a budget of the same size beside. */
  private void checkTransport(int bytes) {
    long most = limits.transportBytes();
    if (transportBytes > 0 && transportBytes + bytes > most) {
      throw refuse("bytes in the transport", transportBytes + bytes, most);
    }
    if (transportBytes + lingeringBytes > 0 && transportBytes + lingeringBytes + bytes > 2 * most) {
      throw refuse("bytes in the transport, ended streams included", transportBytes + lingeringBytes + bytes,
          2 * most);
    }
  }

  /**
   * A place for a question, to be given back. Alone, a question of any size is admitted.
   *
   * @param work nodes × cells, at least 0
   * @throws RefusedException if there is no room
   */
  public synchronized WorkPlace admitWork(Caller caller, long work) {
    WorkPlace place = new WorkPlace(this, caller);
    place.add(work);
    return place;
  }

  /** Counts more work for a place; returns how much of it was counted. */
  synchronized long take(Caller caller, long wanted) {
    Usage usage = callers.getOrDefault(caller, new Usage());
    long counted = Math.min(wanted, Math.min(limits.workPerCaller(), limits.work()));
    if (usage.work > 0 && usage.work + counted > limits.workPerCaller()) {
      throw refuse("work of this caller (nodes × cells)", usage.work + counted, limits.workPerCaller());
    }
    if (this.work > 0 && this.work + counted > limits.work()) {
      throw refuse("work (nodes × cells)", this.work + counted, limits.work());
    }
    usage.work += counted;
    this.work += counted;
    if (counted > 0) {
      callers.put(caller, usage);
    }
    return counted;
  }

  synchronized void giveBack(Caller caller, long counted) {
    if (counted > 0) {
      Usage usage = usage(caller);
      usage.work -= counted;
      work -= counted;
      forgetIdle(caller, usage);
    }
  }

  /** The stream has ended, but its reader may not have read it all. */
  synchronized void leave(Caller caller, int bytes) {
    Usage usage = usage(caller);
    usage.streams--;
    streams--;
    transportBytes -= bytes;
    lingeringBytes += bytes;
    forgetIdle(caller, usage);
  }

  /** Nothing of the stream is left in the transport. */
  synchronized void forget(int bytes) {
    lingeringBytes -= bytes;
  }

  private Usage usage(Caller caller) {
    Usage usage = callers.get(caller);
    if (usage == null) {
      throw new IllegalStateException("a place of nobody is given back: " + caller.name());
    }
    return usage;
  }

  private void forgetIdle(Caller caller, Usage usage) {
    if (usage.streams == 0 && usage.work == 0) {
      callers.remove(caller);
    }
  }

  /** A refusal that is counted here, for calls that are turned away before they ask for a place. */
  public synchronized RefusedException refuse(String what, long wanted, long limit) {
    refused++;
    return RefusedException.overloaded(what, wanted, limit);
  }

  /** What is under way now. */
  public synchronized AdmissionUse use() {
    return new AdmissionUse(callers.size(), streams, work, transportBytes, lingeringBytes, refused);
  }
}
