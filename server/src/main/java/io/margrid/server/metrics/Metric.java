package io.margrid.server.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is measured: what is not here is not printed. In docs/operations.md each has a line, which a test holds
 * against this and against what a server prints.
 */
enum Metric {
  READY("margrid.ready", Kind.GAUGE, "", "1 while the server takes calls; 0 once it stops"),
  INFO("margrid.info", Kind.GAUGE, "version, numerics", "1; its labels say what runs"),
  CONNECTIONS("margrid.connections", Kind.GAUGE, "", "connections that are open, or wait for their turn"),
  CONNECTIONS_REFUSED("margrid.connections.refused", Kind.COUNTER, "reason",
      "connections closed when they were accepted: full, address_full: there were as many as there may be; too_fast:"
          + " their turn would have come too late; offender: their address had one cut off before"),
  CONNECTIONS_CUT_OFF("margrid.connections.cut.off", Kind.COUNTER, "frame",
      "connections cut off for abuse, by the kind of the frame that was one too many"),
  CALLS_OPEN("margrid.calls.open", Kind.GAUGE, "", "calls of Margrid's services that are not over yet"),
  CALLS_FAILED("margrid.calls.failed", Kind.COUNTER, "reason",
      "calls that the server ended with an error, by the reason that the caller got; OTHER: not by Margrid's services"),
  CALLS_ABANDONED("margrid.calls.abandoned", Kind.COUNTER, "how",
      "calls that ended before the server had: cancelled by the caller or with its connection, or expired, their"
          + " deadline past"),
  STREAMS_ACTIVE("margrid.streams.active", Kind.GAUGE, "", "streams that are being answered"),
  STREAM_CELLS("margrid.stream.cells", Kind.COUNTER, "", "cells sent in chunks"),
  STREAM_BYTES("margrid.stream.bytes", Kind.COUNTER, "",
      "bytes of the chunks sent, before compression and TLS"),
  FIRST_CHUNK("margrid.stream.first.chunk", Kind.HISTOGRAM, "",
      "from the beginning of a StreamGrid call until its first chunk is handed to the transport"),
  COMPUTE("margrid.stream.compute", Kind.TIME, "",
      "time that threads computed chunks and solutions of streams"),
  READER_WAIT("margrid.stream.reader.wait", Kind.TIME, "",
      "time that streams waited for their readers to make room, counted when a wait is over"),
  STREAMS_RESUMED("margrid.streams.resumed", Kind.COUNTER, "",
      "streams that began beyond the first cell with a digest: resumed ones, and tiles of clients that check it"),
  STREAMS_STALLED("margrid.streams.stalled", Kind.COUNTER, "",
      "streams given up because their readers had stopped for --stall-time"),
  PLANS("margrid.plans.made", Kind.COUNTER, "", "plans made; one that is found again is not"),
  PLAN_NODES("margrid.plan.nodes", Kind.COUNTER, "", "nodes of the models of the plans made"),
  CACHE_LOOKUPS("margrid.cache.lookups", Kind.COUNTER, "cache, result",
      "looks for compiled models of callers, and for answers and plans of Evaluate: hit or miss"),
  CACHE_EVICTIONS("margrid.cache.evictions", Kind.COUNTER, "cache", "entries that made room for others"),
  CACHE_ENTRIES("margrid.cache.entries", Kind.GAUGE, "cache", "entries kept"),
  CACHE_BYTES("margrid.cache.bytes", Kind.GAUGE, "cache", "what they take, roughly"),
  TASKS_WAITING("margrid.tasks.waiting", Kind.GAUGE, "lane",
      "tasks that wait for a thread of their lane: small calls, turns of streams, long questions"),
  THREADS_BUSY("margrid.threads.busy", Kind.GAUGE, "lane", "threads of the lane that work"),
  THREADS_LIMIT("margrid.threads.limit", Kind.GAUGE, "", "threads of each lane at most"),
  CALLERS("margrid.callers", Kind.GAUGE, "", "callers that have anything under way or unread"),
  ADMISSION_REFUSED("margrid.admission.refused", Kind.COUNTER, "budget",
      "calls refused with OVERLOADED, by the budget that was used up"),
  ADMISSION_STREAMS("margrid.admission.streams", Kind.GAUGE, "", "streams that hold a place"),
  ADMISSION_STREAMS_LIMIT("margrid.admission.streams.limit", Kind.GAUGE, "", "most of them (--max-streams)"),
  ADMISSION_WORK("margrid.admission.work", Kind.GAUGE, "",
      "work of long questions, running and waiting, in nodes × cells"),
  ADMISSION_WORK_LIMIT("margrid.admission.work.limit", Kind.GAUGE, "", "most of it (--max-work)"),
  ADMISSION_TRANSPORT("margrid.admission.transport.bytes", Kind.GAUGE, "",
      "bytes that streams with a place may have waiting in the transport"),
  ADMISSION_LINGERING("margrid.admission.lingering.bytes", Kind.GAUGE, "",
      "bytes that streams without a place may still have there: ended, and not read to the end"),
  ADMISSION_TRANSPORT_LIMIT("margrid.admission.transport.limit.bytes", Kind.GAUGE, "",
      "most of each (--transport-bytes)"),
  TRANSPORT_MEMORY("margrid.transport.memory.bytes", Kind.GAUGE, "",
      "memory outside the heap that the transport has taken; NaN where it does not know"),
  TRANSPORT_MEMORY_LIMIT("margrid.transport.memory.limit.bytes", Kind.GAUGE, "",
      "most of it (-XX:MaxDirectMemorySize)"),

  REQUESTS("grpc.server.requests.received", "grpc_server_requests_received_messages_total", Kind.COUNTER,
      "service, method, methodType", "requests that arrived"),
  RESPONSES("grpc.server.responses.sent", "grpc_server_responses_sent_messages_total", Kind.COUNTER,
      "service, method, methodType", "messages sent"),
  CALL_TIME("grpc.server.processing.duration", Kind.HISTOGRAM, "service, method, methodType, statusCode",
      "from the beginning of a call to its end, by the code that it ended with"),

  MEMORY_USED("jvm.memory.used", "jvm_memory_used_bytes", Kind.GAUGE, "area, id", "memory of the JVM in use"),
  MEMORY_COMMITTED("jvm.memory.committed", "jvm_memory_committed_bytes", Kind.GAUGE, "area, id",
      "memory that the JVM holds"),
  MEMORY_MAX("jvm.memory.max", "jvm_memory_max_bytes", Kind.GAUGE, "area, id",
      "most that it may take; -1: no limit of its own"),
  BUFFERS("jvm.buffer.count", "jvm_buffer_count_buffers", Kind.GAUGE, "id", "buffers outside the heap"),
  BUFFER_USED("jvm.buffer.memory.used", "jvm_buffer_memory_used_bytes", Kind.GAUGE, "id", "what they take"),
  BUFFER_CAPACITY("jvm.buffer.total.capacity", "jvm_buffer_total_capacity_bytes", Kind.GAUGE, "id",
      "what they can hold"),
  GC_PAUSE("jvm.gc.pause", Kind.PAUSES, "action, cause, gc",
      "pauses of the garbage collector; none before the first"),
  GC_ALLOCATED("jvm.gc.memory.allocated", "jvm_gc_memory_allocated_bytes_total", Kind.COUNTER, "",
      "growth of the heap's young generation between collections"),
  GC_PROMOTED("jvm.gc.memory.promoted", "jvm_gc_memory_promoted_bytes_total", Kind.COUNTER, "",
      "growth of the old one by a collection"),
  GC_LIVE("jvm.gc.live.data.size", "jvm_gc_live_data_size_bytes", Kind.GAUGE, "",
      "the old generation after the last full collection"),
  GC_MAX("jvm.gc.max.data.size", "jvm_gc_max_data_size_bytes", Kind.GAUGE, "", "its limit"),
  THREADS_LIVE("jvm.threads.live", "jvm_threads_live_threads", Kind.GAUGE, "", "threads of the process"),
  CLASSES("jvm.classes.loaded", "jvm_classes_loaded_classes", Kind.GAUGE, "", "classes that are loaded"),
  JVM("jvm.info", "jvm_info", Kind.GAUGE, "runtime, vendor, version", "1; its labels say which JVM runs"),
  CPU_USAGE("process.cpu.usage", Kind.GAUGE, "", "share of all processors that the process uses, 0 to 1"),
  CPU_TIME("process.cpu.time", "process_cpu_time_ns_total", Kind.COUNTER, "",
      "processor time of the process"),
  SYSTEM_CPU_USAGE("system.cpu.usage", Kind.GAUGE, "", "share that all processes use"),
  SYSTEM_CPUS("system.cpu.count", Kind.GAUGE, "", "processors"),
  SYSTEM_LOAD("system.load.average.1m", Kind.GAUGE, "",
      "tasks that run or wait for a processor, over a minute"),
  RESIDENT("process.resident.memory.bytes", Kind.GAUGE, "",
      "memory that the process holds, as the kernel counts it; NaN where there is no /proc"),
  UPTIME("process.uptime", "process_uptime_seconds", Kind.GAUGE, "", "since the process began"),
  START_TIME("process.start.time", "process_start_time_seconds", Kind.GAUGE, "",
      "when it began, in Unix time"),
  FILES_OPEN("process.files.open", "process_files_open_files", Kind.GAUGE, "",
      "file descriptors in use; every connection takes one"),
  FILES_MAX("process.files.max", "process_files_max_files", Kind.GAUGE, "", "most of them");

  /** What a metric is to Prometheus. */
  enum Kind {
    GAUGE("gauge"),
    COUNTER("counter"),
    /** Count and sum. */
    TIME("summary"),
    /** Count and sum, and the longest of late beside. */
    PAUSES("summary"),
    /** Count and sum, buckets, and the longest of late beside. */
    HISTOGRAM("histogram");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  private static final Map<String, Metric> BY_ID = Stream.of(values())
      .collect(Collectors.toUnmodifiableMap(metric -> metric.id, Function.identity()));

  private final String id;
  private final String exposed;
  private final Kind kind;
  private final String tags;
  private final String description;

  /**
   * @param id      in Micrometer
   * @param exposed as Prometheus sees it
   * @param tags    keys, none of whose values a caller can make up
   */
  Metric(String id, String exposed, Kind kind, String tags, String description) {
    this.id = id;
    this.exposed = exposed;
    this.kind = kind;
    this.tags = tags;
    this.description = description;
  }

  Metric(String id, Kind kind, String tags, String description) {
    this(id, exposed(id, kind), kind, tags, description);
  }

  private static String exposed(String id, Kind kind) {
    return id.replace('.', '_') + switch (kind) {
      case GAUGE -> "";
      case COUNTER -> "_total";
      case TIME, PAUSES, HISTOGRAM -> "_seconds";
    };
  }

  static Optional<Metric> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  String id() {
    return id;
  }

  String description() {
    return description;
  }

  /** Its first tag, and perhaps the only one. */
  String tag() {
    return tagKeys().getFirst();
  }

  List<String> tagKeys() {
    return tags.isEmpty() ? List.of() : List.of(tags.split(", ", -1));
  }

  /** As Prometheus sees it. */
  String exposed() {
    return exposed;
  }

  /** The names that Prometheus has types for: the longest of late is a gauge of its own. */
  Map<String, String> families() {
    return switch (kind) {
      case GAUGE, COUNTER, TIME -> Map.of(exposed, kind.type);
      case PAUSES, HISTOGRAM -> Map.of(exposed, kind.type, exposed + "_max", "gauge");
    };
  }

  /** The line of the operating guide's table. */
  String row() {
    String labels = tagKeys().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
    return "| `" + exposed + "` | " + kind.type + " | " + labels + " | " + description + " |";
  }
}
