package io.margrid.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The JVM and the process. Closed, it no longer listens to the garbage collector. */
final class ProcessMeters implements MeterBinder, AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KIB = 1_024;

  private final JvmGcMetrics collector = new JvmGcMetrics();

  @Override
  public void bindTo(MeterRegistry registry) {
    for (MeterBinder binder : List.of(new JvmMemoryMetrics(), collector, new JvmThreadMetrics(),
        new ClassLoaderMetrics(), new JvmInfoMetrics(), new ProcessorMetrics(), new UptimeMetrics(),
        new FileDescriptorMetrics())) {
      binder.bindTo(registry);
    }
    gauge(registry, Metric.RESIDENT, ProcessMeters::residentBytes);
    gauge(registry, Metric.TRANSPORT_MEMORY, ProcessMeters::transportBytes);
    gauge(registry, Metric.TRANSPORT_MEMORY_LIMIT, PlatformDependent::maxDirectMemory);
  }

  private static void gauge(MeterRegistry registry, Metric metric, Supplier<Number> value) {
    Gauge.builder(metric.id(), value).description(metric.description()).register(registry);
  }

  private static double residentBytes() {
    try (var lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIB).findFirst()
          .orElse(Double.NaN);
    } catch (IOException notLinux) {
      return Double.NaN;
    }
  }

  private static double transportBytes() {
    long bytes = PlatformDependent.usedDirectMemory();
    return bytes < 0 ? Double.NaN : (double) bytes;
  }

  @Override
  public void close() {
    collector.close();
  }
}
