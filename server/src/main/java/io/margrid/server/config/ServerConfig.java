package io.margrid.server.config;

import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.server.admission.AdmissionLimits;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server runs with. Holding one proves that it is valid.
 *
 * @param host             to listen on
 * @param port             to listen on; 0: any free one
 * @param admin            where operators look
 * @param untilStdinCloses whether the process ends with its standard input
 * @param models           directory of model files beside the shipped ones
 * @param computeThreads   at least 1
 * @param admission        how much may be under way at once
 * @param calls            what one of them may be
 * @param planCacheBytes   of compiled models, plans and answers to keep
 * @param stop             how the server stops
 * @param keepalive        of connections that are silent
 * @param security         who may call, and how connections are protected
 * @param traces           where traces of calls go; absent: no call is traced
 */
public record ServerConfig(String host, int port, AdminConfig admin, boolean untilStdinCloses,
    Optional<Path> models, int computeThreads, AdmissionLimits admission, CallLimits calls,
    long planCacheBytes, StopTimes stop, Keepalive keepalive, GridLimits gridLimits, ModelLimits modelLimits,
    SecurityConfig security, Optional<TraceExport> traces) {

  private static final long WORK_PER_THREAD = 1_000_000_000;

  /**
   * The settings as a configuration.
   *
   * @throws InvalidConfigException if settings contradict each other
   */
  public static ServerConfig of(SettingValues values) {
    return new ServerConfig(values.text(Setting.HOST), values.whole(Setting.PORT), AdminConfig.of(values),
        Boolean.parseBoolean(values.text(Setting.UNTIL_STDIN_CLOSES)),
        Optional.of(values.text(Setting.MODELS)).filter(text -> !text.isEmpty()).map(Path::of),
        threads(values.whole(Setting.COMPUTE_THREADS)), admission(values), CallLimits.of(values),
        values.number(Setting.PLAN_CACHE_BYTES), StopTimes.of(values), Keepalive.of(values),
        gridLimits(values),
        modelLimits(values), SecurityConfig.of(values), TraceExport.of(values));
  }

  /** The defaults on a free port, without an admin port, with these settings instead: for tests and benchmarks. */
  public static ServerConfig onFreePort(Map<Setting, String> settings) {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.PORT, "0");
    flags.putAll(settings);
    return of(SettingValues.of(flags, Map.of()));
  }

  /** What is taken for settings whose texts only say where it comes from: the machine, or other settings. */
  public Map<Setting, String> inForce() {
    Map<Setting, String> inForce = new EnumMap<>(Setting.class);
    inForce.put(Setting.ADMIN_PORT,
        admin.port().isPresent() ? Integer.toString(admin.port().getAsInt()) : "off");
    inForce.put(Setting.COMPUTE_THREADS, Integer.toString(computeThreads));
    inForce.put(Setting.MAX_STREAMS_PER_CALLER, Integer.toString(admission.streamsPerCaller()));
    inForce.put(Setting.MAX_WORK, Long.toString(admission.work()));
    inForce.put(Setting.MAX_WORK_PER_CALLER, Long.toString(admission.workPerCaller()));
    inForce.put(Setting.TRANSPORT_BYTES_PER_CALLER, Long.toString(admission.transportBytesPerCaller()));
    inForce.put(Setting.WORKING_BYTES, Long.toString(admission.workingBytes()));
    inForce.put(Setting.WORKING_BYTES_PER_CALLER, Long.toString(admission.workingBytesPerCaller()));
    traces.ifPresent(export -> inForce.put(Setting.TRACE_ENDPOINT, export.endpoint().toString()));
    return inForce;
  }

  private static int threads(int asked) {
    return asked == 0 ? Runtime.getRuntime().availableProcessors() : asked;
  }

  private static AdmissionLimits admission(SettingValues values) {
    int streams = values.whole(Setting.MAX_STREAMS);
    long asked = values.number(Setting.MAX_WORK);
    long work = asked == 0 ? WORK_PER_THREAD * threads(values.whole(Setting.COMPUTE_THREADS)) : asked;
    long transport = values.number(Setting.TRANSPORT_BYTES);
    long workingAsked = values.number(Setting.WORKING_BYTES);
    long working = workingAsked == 0 ? Runtime.getRuntime().maxMemory() / 2 : workingAsked;
    return new AdmissionLimits(streams, Math.min(streams, values.whole(Setting.MAX_STREAMS_PER_CALLER)), work,
        share(work, values.number(Setting.MAX_WORK_PER_CALLER)),
        transport, share(transport, values.number(Setting.TRANSPORT_BYTES_PER_CALLER)),
        working, memoryShare(working, values.number(Setting.WORKING_BYTES_PER_CALLER)));
  }

  /** Of one caller: half, if nothing else is asked for. */
  private static long share(long all, long asked) {
    return asked == 0 ? Math.max(1, all / 2) : Math.min(all, asked);
  }

  /** Of one caller: whoever has all streams that one may have should not be held to half of a small heap, too. */
  private static long memoryShare(long all, long asked) {
    return asked == 0 ? Math.max(1, all / 8 * 7) : Math.min(all, asked);
  }

  private static GridLimits gridLimits(SettingValues values) {
    int least = values.whole(Setting.MIN_CHUNK_BYTES);
    int largest = values.whole(Setting.MAX_CHUNK_BYTES);
    int chunk = values.whole(Setting.DEFAULT_CHUNK_BYTES);
    values.require(largest >= least, Setting.MAX_CHUNK_BYTES, "at least " + Setting.MIN_CHUNK_BYTES.flag());
    values.require(chunk >= least && chunk <= largest, Setting.DEFAULT_CHUNK_BYTES, least + " to " + largest);
    return new GridLimits(values.number(Setting.MAX_CELLS), values.whole(Setting.MAX_AXES),
        values.whole(Setting.MAX_LIST_POINTS), least, largest, chunk);
  }

  private static ModelLimits modelLimits(SettingValues values) {
    return new ModelLimits(values.whole(Setting.MAX_FORMULA_BYTES), values.whole(Setting.MAX_FORMULA_DEPTH),
        values.whole(Setting.MAX_NODES), values.whole(Setting.MAX_NAMES), values.whole(Setting.MAX_PERIODS));
  }
}
