package io.margrid.server.config;

import io.margrid.core.grid.GridShape;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import java.util.List;
import java.util.Locale;

/** Everything that an operator can set, in the order in which it is shown. */
public enum Setting {
  HOST("", "127.0.0.1", "address to listen on", new Format.Text("a host name or an address")),
  PORT("", "8980", "TCP port; 0 takes a free one and prints it", new Format.WholeNumber(0, 65_535)),
  UNTIL_STDIN_CLOSES("", "false",
      "end when standard input does: for a server that one client starts for itself",
      new Format.Choice(List.of("true", "false"))),
  ADMIN_HOST("", "127.0.0.1",
      "address of the admin port: whoever reaches it can read metrics, and is not asked who it is",
      new Format.Text("a host name or an address")),
  ADMIN_PORT("", "auto",
      "TCP port for metrics and health over HTTP; auto: " + AdminConfig.USUAL_PORT
          + ", but none if --port is 0; 0 takes a free one",
      new Format.WordOrNumber(List.of("auto", "off"), 0, 65_535)),
  CHANNELZ_PORT("", "off",
      "TCP port on the admin host for gRPC's own account of connections and calls (channelz)",
      new Format.WordOrNumber(List.of("off"), 0, 65_535)),
  MODELS("", "", "directory of model files to serve beside the shipped ones", new Format.OptionalDirectory()),
  COMPUTE_THREADS("threads", "0",
      "threads that compute streams; as many each serve small calls and long questions; 0: one per core",
      new Format.WholeNumber(0, 1_024)),
  MAX_STREAMS("streams", 512, "most streams at once", new Format.WholeNumber(1, 1_000_000)),
  MAX_STREAMS_PER_CALLER("streams", 256, "most streams of one caller at once",
      new Format.WholeNumber(1, 1_000_000)),
  MAX_WORK("nodes*cells", 0,
      "most work of questions with one answer, running and waiting; streams and small questions do not count; 0:"
          + " 10^9 for each compute thread, about half a second",
      new Format.WholeNumber(0, Long.MAX_VALUE / 2)),
  MAX_WORK_PER_CALLER("nodes*cells", 0, "the same, of one caller; 0: half of it",
      new Format.WholeNumber(0, Long.MAX_VALUE / 2)),
  MAX_WAIT("ms", 1_000, "longest that a question which is not small waits for a thread before it is refused",
      new Format.WholeNumber(1, 86_400_000)),
  MAX_WAITING_CALLS("calls", 4_096, "small calls that may wait for a thread before more are refused",
      new Format.WholeNumber(1, 1_000_000)),
  TRANSPORT_BYTES("bytes", 128L << 20,
      "what all streams together may have waiting for their readers; each two or three chunks, at most 4 MiB",
      new Format.WholeNumber(1 << 20, 1L << 40)),
  TRANSPORT_BYTES_PER_CALLER("bytes", 0, "the same, of one caller; 0: half of it",
      new Format.WholeNumber(0, 1L << 40)),
  WORKING_BYTES("bytes", 0,
      "heap that all streams together may compute in, as estimated from their models; 0: half of the heap",
      new Format.WholeNumber(0, 1L << 40)),
  WORKING_BYTES_PER_CALLER("bytes", 0,
      "the same, of one caller; a stream that needs more is refused for good; 0: seven eighths of it",
      new Format.WholeNumber(0, 1L << 40)),
  PLAN_CACHE_BYTES("bytes", 32L << 20, "compiled models, and answers of Evaluate, to keep; 0: none",
      new Format.WholeNumber(0, 1L << 40)),
  STALL_TIME("s", "60", "time without room for a message after which a stream whose reader has stopped ends",
      new Format.WholeNumber(1, 86_400)),
  MAX_CALL_TIME("s", "86400", "longest that a call may run, whatever its deadline",
      new Format.WholeNumber(1, 31_536_000)),
  DRAIN_TIME("s", "30", "time that running calls get when the server stops",
      new Format.WholeNumber(0, 86_400)),
  FAREWELL_TIME("s", "10",
      "time after that for readers to take their last message before connections are closed",
      new Format.WholeNumber(0, 3_600)),
  KEEPALIVE_TIME("s", "60", "silence after which a connection is probed", new Format.WholeNumber(1, 86_400)),
  KEEPALIVE_TIMEOUT("s", "20", "wait for a probe's answer before a connection counts as lost",
      new Format.WholeNumber(1, 3_600)),
  HANDSHAKE_TIMEOUT("s", "20", "time that a new connection has to become one of TLS and HTTP/2",
      new Format.WholeNumber(1, 3_600)),
  MAX_CONNECTION_IDLE("s", "900", "time without calls after which a connection is closed",
      new Format.WholeNumber(1, 31_536_000)),
  MAX_CONNECTION_AGE("s", "3600", "time after which a connection takes no new calls, give or take a tenth",
      new Format.WholeNumber(1, 31_536_000)),
  MAX_CONNECTION_AGE_GRACE("s", "86400", "time after that for the calls that it still has",
      new Format.WholeNumber(1, 31_536_000)),
  MAX_CONNECTIONS("connections", 10_000, "most connections at once; 0: no limit of the server's own",
      new Format.WholeNumber(0, 10_000_000)),
  MAX_CONNECTIONS_PER_ADDRESS("connections", 5_000,
      "the same, of one address; of IPv6, of one network of 64 bits, here and below; 0: no limit",
      new Format.WholeNumber(0, 10_000_000)),
  CONNECTION_RATE("connections/s", 1_000,
      "most connections that begin in a second; others wait for their turn, at most 10 s; 0: no limit",
      new Format.WholeNumber(0, 1_000_000)),
  CONNECTION_RATE_PER_ADDRESS("connections/s", 200, "the same, of one address; 0: no limit",
      new Format.WholeNumber(0, 1_000_000)),
  MAX_REFUSAL_TIME("s", "60",
      "longest that an address may not connect after it had a connection cut off: 1 s at first, then twice as"
          + " long each time; 0: no address is refused, as behind a proxy whose address all have",
      new Format.WholeNumber(0, 86_400)),
  TLS_CERT("", "", "certificate chain, PEM; with it only TLS 1.3 is spoken", new Format.OptionalFile()),
  TLS_KEY("", "", "private key of the certificate, PEM in PKCS#8", new Format.OptionalFile()),
  TLS_CLIENT_CA("", "", "certificates, PEM, one of which must have signed a caller's own (mutual TLS)",
      new Format.OptionalFile()),
  TLS_CLIENT_CERT("", "required", "whether a connection without a caller's certificate is refused",
      new Format.Choice(List.of("required", "optional"))),
  AUTH("", "off", "whether callers must say who they are, by a token or a certificate",
      new Format.Choice(List.of("off", "required", "required-except-health"))),
  AUTH_TOKENS("", "", "tokens that are known: lines of sha256:<hash> <tenant> <name>",
      new Format.OptionalFile()),
  JWT_KEYS("", "", "keys that sign tokens (JWT): a JSON Web Key Set", new Format.KeySource()),
  JWT_ISSUER("", "", "issuer that a signed token must name", new Format.Anything("an issuer")),
  JWT_AUDIENCE("", "", "audience that a signed token must name", new Format.Anything("an audience")),
  JWT_ALGORITHMS("", "RS256,ES256", "algorithms that tokens may be signed with",
      new Format.Choices(
          List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"))),
  JWT_TENANT_CLAIM("", "tenant", "claim of a signed token that names its tenant",
      new Format.Text("the name of a claim")),
  TENANTS("", "", "limits of tenants: lines of <tenant>.<limit> = <number>", new Format.OptionalFile()),
  RELOAD_INTERVAL("s", "10", "time between looks at files of keys, certificates, tokens and tenants",
      new Format.WholeNumber(1, 86_400)),
  MAX_CELLS("cells", GridLimits.DEFAULT.maxCells(), "largest grid",
      new Format.WholeNumber(1, GridShape.MAX_CELLS)),
  MAX_AXES("axes", GridLimits.DEFAULT.maxAxes(), "most axes of a grid", new Format.WholeNumber(0, 16)),
  MAX_LIST_POINTS("points", GridLimits.DEFAULT.maxListPoints(),
      "most points given as lists on one axis, all members together", new Format.WholeNumber(1, 1 << 20)),
  MIN_CHUNK_BYTES("bytes", GridLimits.DEFAULT.minChunkBytes(),
      "least chunk a caller may ask for, all columns together", new Format.WholeNumber(8, 983_040)),
  MAX_CHUNK_BYTES("bytes", GridLimits.DEFAULT.maxChunkBytes(),
      "largest chunk a caller may ask for, all columns together", new Format.WholeNumber(8, 983_040)),
  DEFAULT_CHUNK_BYTES("bytes", GridLimits.DEFAULT.defaultChunkBytes(),
      "chunk of a caller who does not ask; between the least and the largest",
      new Format.WholeNumber(8, 983_040)),
  MAX_NODES("nodes", ModelLimits.DEFAULT.maxNodes(), "largest model, equal sub-expressions counted once",
      new Format.WholeNumber(1, 1_000_000)),
  MAX_NAMES("names", ModelLimits.DEFAULT.maxNames(),
      "most parameters and constants of a model, and most metrics, each", new Format.WholeNumber(1, 100_000)),
  MAX_FORMULA_BYTES("bytes", ModelLimits.DEFAULT.maxFormulaBytes(), "longest formula",
      new Format.WholeNumber(1, 1 << 20)),
  MAX_FORMULA_DEPTH("levels", ModelLimits.DEFAULT.maxFormulaDepth(), "deepest nesting of a formula",
      new Format.WholeNumber(1, ModelLimits.DEEPEST)),
  MAX_PERIODS("periods", ModelLimits.DEFAULT.maxPeriods(), "longest time axis of a model",
      new Format.WholeNumber(1, 100_000)),
  MAX_REQUEST_BYTES("bytes", 4 << 20, "largest request, and largest answer that is not a stream",
      new Format.WholeNumber(1_024, 64 << 20)),
  TRACE_ENDPOINT("", "", "collector of traces (OpenTelemetry, OTLP over HTTP); without one no call is traced",
      new Format.TraceCollector()),
  TRACE_SAMPLE_RATIO("", "1",
      "share of the traces that begin here which are sent; callers' own say so themselves",
      new Format.Share()),
  LOG_LEVEL("", "info", "least severe log lines to write",
      new Format.Choice(List.of("trace", "debug", "info", "warn", "error", "off"))),
  LOG_FORMAT("", "text", "log lines as key=value pairs, or as JSON objects",
      new Format.Choice(List.of("text", "json")));

  private final String unit;
  private final String defaultText;
  private final String description;
  @SuppressWarnings("ImmutableEnumChecker") // all formats are records of immutable values
  private final Format format;

  Setting(String unit, String defaultText, String description, Format format) {
    this.unit = unit;
    this.defaultText = defaultText;
    this.description = description;
    this.format = format;
  }

  Setting(String unit, long defaultValue, String description, Format format) {
    this(unit, Long.toString(defaultValue), description, format);
  }

  /** On the command line: {@code --max-cells}. */
  public String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** In the environment: {@code MARGRID_MAX_CELLS}. */
  public String variable() {
    return "MARGRID_" + name();
  }

  /** Empty: a bare number or a word. */
  public String unit() {
    return unit;
  }

  /** Empty: not set. */
  public String defaultText() {
    return defaultText;
  }

  /** For people: with its unit, and large sizes in MiB, too. */
  public String shownDefault() {
    if (defaultText.isEmpty()) {
      return "none";
    }
    long mebibytes = unit.equals("bytes") ? Long.parseLong(defaultText) >> 20 : 0;
    return (defaultText + " " + unit).strip() + (mebibytes > 0 ? " (" + mebibytes + " MiB)" : "");
  }

  /** What stands for a value in a list of flags: its unit, its choices, or the kind of thing that it is. */
  public String placeholder() {
    return switch (unit) {
      case "" -> format.placeholder();
      case "s" -> "SECONDS";
      case "ms" -> "MILLISECONDS";
      default -> unit.toUpperCase(Locale.ROOT);
    };
  }

  /** One line. */
  public String description() {
    return description;
  }

  /** What is expected, a phrase. */
  public String rule() {
    return format.rule();
  }

  /** Whether the flag alone, without a value, means true. */
  public boolean isSwitch() {
    return this == UNTIL_STDIN_CLOSES;
  }

  boolean accepts(String text) {
    return format.accepts(text);
  }
}
