package io.margrid.core.request;

import com.google.protobuf.TextFormat;
import com.google.protobuf.TextFormatParseInfoTree;
import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelField;
import io.margrid.core.model.ModelLimits;
import io.margrid.v1.Model;
import java.util.List;
import java.util.Optional;

/**
 * A text-format Model message.
 *
 * @param name for messages: the file's name, or its path
 */
record ModelFile(String name, String text) {
  /**
   * The model.
   *
   * @param messages receives what is wrong
   * @return empty if anything is wrong
   */
  Optional<CompiledModel> compile(ModelLimits limits, List<String> messages) {
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
    return compile(message.build(), new FieldLines(places.build()), limits, messages);
  }

  private Optional<CompiledModel> compile(Model message, FieldLines lines, ModelLimits limits,
      List<String> messages) {
    Faults faults = new Faults();
    if (message.getId().isEmpty()) {
      faults.add(ModelField.MODEL_ID.in(FieldPath.ROOT), Reason.REQUIRED, "absent", "an id");
    }
    Optional<CompiledModel> model = ModelReader.compile(message, FieldPath.ROOT, limits, faults);
    for (Fault fault : faults.inFieldOrder()) {
      messages.add(name + ":" + lines.line(fault.field().toString()) + ": " + fault.message());
    }
    return faults.isEmpty() ? model : Optional.empty();
  }
}
