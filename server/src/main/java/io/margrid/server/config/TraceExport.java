package io.margrid.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where traces of calls go.
 *
 * @param endpoint    takes spans, OTLP over HTTP
 * @param sampleRatio share of the traces begun by the server itself that are sent, 0 to 1
 */
public record TraceExport(URI endpoint, double sampleRatio) {
  /** Where collectors take spans, unless told otherwise. */
  private static final String PATH = "/v1/traces";

  static Optional<TraceExport> of(SettingValues values) {
    double ratio = Double.parseDouble(values.text(Setting.TRACE_SAMPLE_RATIO));
    return Optional.of(values.text(Setting.TRACE_ENDPOINT)).filter(text -> !text.isEmpty())
        .map(text -> new TraceExport(complete(URI.create(text)), ratio));
  }

  private static URI complete(URI given) {
    return given.getPath().isEmpty() || given.getPath().equals("/") ? given.resolve(PATH) : given;
  }
}
