package io.margrid.server.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when a collector begins not to take spans, and when it takes them again: one line each, however long that lasts.
 * OpenTelemetry's own lines, several a minute with a stack trace each, are switched off beside it.
 */
final class LoggedExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedExporter.class);

  private final SpanExporter exporter;
  private final AtomicBoolean failing = new AtomicBoolean();

  LoggedExporter(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> {
      if (result.isSuccess()) {
        taken();
      } else {
        lost(spans.size(), result.getFailureThrowable());
      }
    });
  }

  private void taken() {
    if (failing.compareAndSet(true, false)) {
      LOG.atInfo().log("traces are taken again");
    }
  }

  private void lost(int spans, @Nullable Throwable why) {
    if (failing.compareAndSet(false, true)) {
      LOG.atWarn().addKeyValue("spans", spans).addKeyValue("why", why == null ? "refused" : why.getMessage())
          .log("traces are not taken by their collector, and are lost until it does");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
