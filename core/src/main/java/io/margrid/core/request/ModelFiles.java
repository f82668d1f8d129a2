package io.margrid.core.request;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelField;
import io.margrid.core.model.ModelLimits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The models that come as files: those shipped with Margrid, and an operator's own. All of them may include each other,
 * in any order of the files.
 */
public final class ModelFiles {
  /** Ends the names of model files. */
  public static final String EXTENSION = ".textproto";
  /** Refused, lest somebody waits for a model that is never read. */
  private static final String JSON = ".json";
  private static final String SHIPPED = "/io/margrid/core/models/";
  /** Names of the shipped files, one on each line. */
  private static final String INDEX = "index.txt";

  private final ModelLimits limits;
  private final Map<String, ModelFile> filesById = new LinkedHashMap<>();
  /** By file, in the order in which they were read. */
  private final Map<String, List<String>> messages = new LinkedHashMap<>();

  private ModelFiles(ModelLimits limits) {
    this.limits = limits;
  }

  /**
   * The models shipped with Margrid.
   *
   * @throws ModelFileException if one of them is beyond the limits
   */
  public static Catalog shipped(ModelLimits limits) {
    ModelFiles files = new ModelFiles(limits);
    files.addShipped();
    return files.catalog();
  }

  /**
   * The models shipped with Margrid, and those in the {@code .textproto} files of a folder. Folders in it are not
   * looked into and other files are passed over, but for {@code .json}, which is refused.
   *
   * @throws ModelFileException if the folder or a file cannot be read, a file is not a model without fault, or two
   *     models have the same id; the message has a line for each fault, with file, line and field
   */
  public static Catalog shippedAnd(Path directory, ModelLimits limits) {
    ModelFiles files = new ModelFiles(limits);
    files.addShipped();
    files.addDirectory(directory);
    return files.catalog();
  }

  private void addShipped() {
    try {
      for (String name : resource(INDEX).lines().toList()) {
        add(name, resource(name));
      }
    } catch (IOException unreadable) {
      messages("shipped models").add("shipped models: " + unreadable + " (expected: readable resources)");
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = ModelFiles.class.getResourceAsStream(SHIPPED + name)) {
      if (stream == null) {
        throw new FileNotFoundException(SHIPPED + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void addDirectory(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.filter(Files::isRegularFile).sorted().toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(EXTENSION)) {
          addFile(path);
        } else if (name.endsWith(JSON)) {
          messages(path.toString())
              .add(path + ": JSON (expected: models as protobuf text in " + EXTENSION + " files)");
        }
      }
    } catch (IOException unreadable) {
      messages(directory.toString())
          .add(directory + ": " + unreadable + " (expected: a folder that can be read)");
    }
  }

  private void addFile(Path path) {
    try {
      add(path.toString(), Files.readString(path));
    } catch (IOException unreadable) {
      messages(path.toString())
          .add(path + ": " + unreadable + " (expected: a file in UTF-8 that can be read)");
    }
  }

  private List<String> messages(String file) {
    return messages.computeIfAbsent(file, _ -> new ArrayList<>());
  }

  private void add(String name, String text) {
    ModelFile.read(name, text, messages(name)).ifPresent(file -> {
      ModelFile other = filesById.putIfAbsent(file.id(), file);
      if (other != null) {
        file.report(new Fault(ModelField.MODEL_ID.in(FieldPath.ROOT), Reason.DUPLICATE, file.id(),
            "an id that no other model has; " + other.name() + " has it"));
      }
    });
  }

  private Catalog catalog() {
    Collection<CompiledModel> models = new IncludeOrder(filesById.values(), limits).compiled();
    List<String> all = messages.values().stream().flatMap(List::stream).toList();
    if (!all.isEmpty()) {
      throw new ModelFileException(all);
    }
    return Catalog.of(models);
  }
}
