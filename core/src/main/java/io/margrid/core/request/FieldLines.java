package io.margrid.core.request;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.TextFormatParseInfoTree;
import com.google.protobuf.TextFormatParseLocation;
import io.margrid.v1.Model;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows on which lines of a text file the fields of a Model message stand. */
final class FieldLines {
  private static final Pattern STEP = Pattern.compile("([a-z_]+)(?:\\[(\\d+)])?(?:\\.|$)");

  private final TextFormatParseInfoTree root;

  FieldLines(TextFormatParseInfoTree root) {
    this.root = root;
  }

  /**
   * The line, from 1, of a field; of the message around it if it is absent.
   *
   * @param path such as {@code metrics[3].formula}
   */
  int line(String path) {
    int line = 1;
    TextFormatParseInfoTree tree = root;
    Descriptor message = Model.getDescriptor();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      FieldDescriptor field = message.findFieldByName(step.group(1));
      int index = step.group(2) == null ? 0 : Integer.parseInt(step.group(2));
      if (field == null || tree.getLocations(field).size() <= index) {
        return line;
      }
      TextFormatParseLocation location = tree.getLocation(field, index);
      line = location.getLine() + 1;
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        return line;
      }
      tree = tree.getNestedTree(field, index);
      message = field.getMessageType();
    }
    return line;
  }
}
