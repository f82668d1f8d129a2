package io.margrid.bench.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Where one measurement leaves its numbers and its picture: {@code name.json} and {@code name.png} in a folder. */
public record Results(Path folder, String name) {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
      .serializeSpecialFloatingPointValues().create();

  /** Writes the machine, its load as it is now, and what was measured. */
  public void write(Map<String, ?> measured) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine());
    all.putAll(measured);
    write(".json", JSON.toJson(all) + "\n");
  }

  private void write(String ending, String text) throws IOException {
    Path file = Files.createDirectories(folder).resolve(name + ending);
    Files.writeString(file, text);
    System.out.println("written: " + file);
  }

  /** Draws. */
  public void draw(Chart<?, ?> chart) throws IOException {
    Path file = Files.createDirectories(folder).resolve(name + ".png");
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    System.out.println("written: " + file);
  }

  private static Map<String, Object> machine() throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", processor());
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("load_average", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    machine.put("java", Runtime.version().toString());
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return machine;
  }

  private static String processor() throws IOException {
    Path facts = Path.of("/proc/cpuinfo");
    if (!Files.exists(facts)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(facts)) {
      return lines.filter(line -> line.startsWith("model name")).findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(System.getProperty("os.arch"));
    }
  }
}
