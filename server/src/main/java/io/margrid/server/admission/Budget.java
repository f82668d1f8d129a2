package io.margrid.server.admission;

/** What there may be too much of. A call that is refused is refused for one of these. */
public enum Budget {
  STREAMS_OF_CALLER("streams of this caller"),
  STREAMS("streams"),
  TRANSPORT_OF_CALLER("bytes of this caller in the transport"),
  TRANSPORT("bytes in the transport"),
  UNREAD_OF_CALLER("bytes of this caller in the transport, ended streams included"),
  UNREAD("bytes in the transport, ended streams included"),
  MEMORY_OF_CALLER("bytes of memory of this caller's streams"),
  MEMORY("bytes of memory of streams"),
  WORK_OF_CALLER("work of this caller (nodes × cells)"),
  WORK("work (nodes × cells)"),
  /** For a thread, by a question that is not small. */
  WAIT("milliseconds waited for a thread"),
  /** Small ones, for a thread. */
  WAITING_CALLS("waiting calls");

  private final String label;

  Budget(String label) {
    this.label = label;
  }

  /** A phrase, with its unit. */
  public String label() {
    return label;
  }
}
