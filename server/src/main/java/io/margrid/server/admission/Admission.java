package io.margrid.server.admission;

import io.margrid.server.error.RefusedException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Admits work while budgets last, those of its caller and those of all, and refuses it beyond: a refused call costs little,
 * a queue without end costs every caller. A stream takes one place whatever its length, since it works in turns of a
 * chunk, and the memory that it computes in; a question with one answer takes its nodes × cells. Thread-safe.
 */
public final class Admission {
  /** Chunks that may wait in the transport for a caller's only stream: with fewer it would be idle between chunks. */
  private static final int READY_CHUNKS = 3;
  /** For one beside others, which keep the transport busy meanwhile: what waits longer has left the caches. */
  private static final int READY_CHUNKS_OF_SEVERAL = 2;
  private static final int MOST_READY_BYTES = 4 << 20;

  private final AdmissionLimits limits;
  private final Map<Caller, Usage> callers = new HashMap<>();
  private final Usage all = new Usage();
  private final Map<Budget, Long> refusals = new EnumMap<>(Budget.class);

  /** What one caller has under way, or all together. */
  private static final class Usage {
    private int streams;
    private long work;
    private long transportBytes;
    private long lingeringBytes;
    private long workingBytes;

    boolean isNone() {
      return streams == 0 && work == 0 && transportBytes == 0 && lingeringBytes == 0;
    }

    void begin(StreamSize size, int readyBytes) {
      streams++;
      transportBytes += readyBytes;
      workingBytes += size.workingBytes();
    }

    void end(StreamSize size, int readyBytes) {
      streams--;
      transportBytes -= readyBytes;
      lingeringBytes += readyBytes;
      workingBytes -= size.workingBytes();
    }
  }

  public Admission(AdmissionLimits limits) {
    this.limits = limits;
    for (Budget budget : Budget.values()) {
      refusals.put(budget, 0L);
    }
  }

  /**
   * A place for a stream, to be given back. Streams share what may wait in the transport: a caller's only stream gets three
   * of its chunks if less than half of that is taken, others two, and none more than 4 MiB.
   *
   * @throws RefusedException if there is no room now, or never is
   */
  public synchronized StreamPlace admitStream(Caller caller, StreamSize size) {
    checkStreams(caller);
    Usage own = callers.getOrDefault(caller, new Usage());
    int ready = readyBytes(own, size.chunkBytes());
    checkTransport(own, ready);
    checkMemory(own, size.workingBytes());
    callers.put(caller, own);
    own.begin(size, ready);
    all.begin(size, ready);
    return new StreamPlace(this, caller, size, ready);
  }

  /**
   * Looks whether a stream would be admitted, before anything is spent on it.
   *
   * @throws RefusedException if there is no room for the smallest one
   */
  public synchronized void checkStreams(Caller caller) {
    Usage own = callers.getOrDefault(caller, new Usage());
    check(Budget.STREAMS_OF_CALLER, own.streams, 1, limits.streamsPerCaller());
    check(Budget.STREAMS, all.streams, 1, limits.streams());
  }

  private int readyBytes(Usage own, int chunkBytes) {
    long most = (long) READY_CHUNKS * chunkBytes;
    boolean roomy = own.streams == 0 && all.transportBytes + most <= limits.transportBytes() / 2
        && most <= limits.transportBytesPerCaller() / 2;
    return (int) Math.min(roomy ? most : (long) READY_CHUNKS_OF_SEVERAL * chunkBytes, MOST_READY_BYTES);
  }

  /** What lingers is not work any more, but it is memory: it has a budget of the same size beside. */
  private void checkTransport(Usage own, int bytes) {
    long most = limits.transportBytes();
    long mostOfCaller = limits.transportBytesPerCaller();
    check(Budget.TRANSPORT_OF_CALLER, own.transportBytes, bytes, mostOfCaller);
    check(Budget.TRANSPORT, all.transportBytes, bytes, most);
    check(Budget.UNREAD_OF_CALLER, own.transportBytes + own.lingeringBytes, bytes, 2 * mostOfCaller);
    check(Budget.UNREAD, all.transportBytes + all.lingeringBytes, bytes, 2 * most);
  }

  /** Memory that there is not cannot be given to one alone either: to try again would be in vain. */
  private void checkMemory(Usage own, long bytes) {
    if (bytes > limits.workingBytesPerCaller()) {
      throw RefusedException.streamTooLarge(bytes, limits.workingBytesPerCaller());
    }
    check(Budget.MEMORY_OF_CALLER, own.workingBytes, bytes, limits.workingBytesPerCaller());
    check(Budget.MEMORY, all.workingBytes, bytes, limits.workingBytes());
  }

  /** Alone, anything is admitted. */
  private void check(Budget budget, long before, long more, long limit) {
    if (before > 0 && before + more > limit) {
      throw refuse(budget, before + more, limit);
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
    Usage own = callers.getOrDefault(caller, new Usage());
    long counted = Math.min(wanted, Math.min(limits.workPerCaller(), limits.work()));
    check(Budget.WORK_OF_CALLER, own.work, counted, limits.workPerCaller());
    check(Budget.WORK, all.work, counted, limits.work());
    own.work += counted;
    all.work += counted;
    if (counted > 0) {
      callers.put(caller, own);
    }
    return counted;
  }

  synchronized void giveBack(Caller caller, long counted) {
    if (counted > 0) {
      Usage own = usage(caller);
      own.work -= counted;
      all.work -= counted;
      forgetIdle(caller, own);
    }
  }

  /** The stream has ended, but its reader may not have read it all. */
  synchronized void leave(Caller caller, StreamSize size, int readyBytes) {
    usage(caller).end(size, readyBytes);
    all.end(size, readyBytes);
  }

  /** Nothing of the stream is left in the transport. */
  synchronized void forget(Caller caller, int bytes) {
    Usage own = usage(caller);
    own.lingeringBytes -= bytes;
    all.lingeringBytes -= bytes;
    forgetIdle(caller, own);
  }

  private Usage usage(Caller caller) {
    Usage usage = callers.get(caller);
    if (usage == null) {
      throw new IllegalStateException("a place of nobody is given back: " + caller.name());
    }
    return usage;
  }

  private void forgetIdle(Caller caller, Usage usage) {
    if (usage.isNone()) {
      callers.remove(caller);
    }
  }

  /** A refusal that is counted here, for calls that are turned away before they ask for a place. */
  public synchronized RefusedException refuse(Budget budget, long wanted, long limit) {
    refusals.merge(budget, 1L, Long::sum);
    return RefusedException.overloaded(budget.label(), wanted, limit);
  }

  /** What is under way now. */
  public synchronized AdmissionUse use() {
    return new AdmissionUse(callers.size(), all.streams, all.work, all.transportBytes, all.lingeringBytes,
        all.workingBytes, refusals);
  }
}
