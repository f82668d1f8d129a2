package io.margrid.core.request;

import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormatParseInfoTree;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelField;
import io.margrid.core.model.ModelLimits;
import io.margrid.v1.Include;
import io.margrid.v1.Model;
import java.util.List;
import java.util.Optional;

/** A text-format Model message that can be read. Whether it is a model without fault shows when it is compiled. */
final class ModelFile {
  private final String name;
  private final Model message;
  private final FieldLines lines;
  private final List<String> messages;

  private ModelFile(String name, Model message, FieldLines lines, List<String> messages) {
    this.name = name;
    this.message = message;
    this.lines = lines;
    this.messages = messages;
  }

  /**
   * Reads a file.
   *
   * @param name     for messages: the file's name, or its path
   * @param messages receives what is wrong, now and when it is compiled
   * @return empty if the text is no message, or has no id
   */
  static Optional<ModelFile> read(String name, String text, List<String> messages) {
    Model.Builder message = Model.newBuilder();
    TextFormatParseInfoTree.Builder places = TextFormatParseInfoTree.builder();
    try {
      TextFormat.Parser.newBuilder().setParseInfoTreeBuilder(places)
          .setSingularOverwritePolicy(TextFormat.Parser.SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
          .build().merge(text, message);
    } catch (TextFormat.ParseException malformed) {
      String oneLine = String.valueOf(malformed.getMessage()).replaceAll("\\s+", " ");
      messages.add(name + ":" + oneLine + " (expected: a margrid.v1.Model message in text format)");
      return Optional.empty();
    }
    ModelFile file = new ModelFile(name, message.build(), new FieldLines(places.build()), messages);
    if (file.id().isEmpty()) {
      file.report(new Fault(ModelField.MODEL_ID.in(FieldPath.ROOT), Reason.REQUIRED, "absent", "an id"));
      return Optional.empty();
    }
    return Optional.of(file);
  }

  /** As in messages. */
  String name() {
    return name;
  }

  /** Of the model; not empty. */
  String id() {
    return message.getId();
  }

  /** Ids of the models that this one includes. */
  List<String> includes() {
    return message.getIncludesList().stream().map(Include::getModelId).toList();
  }

  /**
   * The model.
   *
   * @param catalog the models that it may include
   * @return empty if anything is wrong, which is then reported
   */
  Optional<CompiledModel> compile(Catalog catalog, ModelLimits limits) {
    Faults faults = new Faults();
    Optional<CompiledModel> model = ModelReader.compile(message, FieldPath.ROOT, catalog, limits, faults);
    faults.inFieldOrder().forEach(this::report);
    return model;
  }

  /** Adds a line: {@code deal.textproto:41: metrics[3].formula:1:14: value (expected: rule)}. */
  void report(Fault fault) {
    messages.add(name + ":" + lines.line(fault.field().toString()) + ": " + fault.message());
  }
}
