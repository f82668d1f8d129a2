package io.margrid.client.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.margrid.client.Violation;
import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.ParameterRange;
import io.margrid.v1.Scenario;
import io.margrid.v1.Setting;
import io.margrid.v1.Shock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells faults of a request in the words of the command line: {@code grid.scenario.settings[0].value} is
 * {@code -p revenue_share} to who typed it. A path walks the request from message to message until it reaches one that
 * an option stands for.
 */
final class TypedField {
  private static final Pattern STEP = Pattern.compile("([a-z_]+)(?:\\[([0-9]+)])?");
  private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("model_id", "MODEL"),
      Map.entry("id", "MODEL"), Map.entry("metrics", "-m"), Map.entry("metric", "-m"),
      Map.entry("periods", "--period"), Map.entry("period", "--period"),
      Map.entry("metric_period", "--period"), Map.entry("parameter", "--for"),
      Map.entry("target", "--target"), Map.entry("bracket", "--bracket"), Map.entry("scan_points", "--scan"),
      Map.entry("share", "--share"), Map.entry("order", "--order"), Map.entry("samples", "--samples"),
      Map.entry("axes", "--axis"), Map.entry("from", "--from"), Map.entry("to", "--to"),
      Map.entry("base", "--base"), Map.entry("scenarios", "--scenario"));

  private final Message request;
  private final Set<String> typed;

  /** {@code typed} are the names of the options that were typed, and that of the command. */
  TypedField(Message request, Set<String> typed) {
    this.request = request;
    this.typed = typed;
  }

  /** {@code option: value (expected: rule)}. */
  String description(Violation violation) {
    String text = violation.description();
    String field = violation.field();
    if (!field.isEmpty() && text.startsWith(field)) {
      text = said(name(field), text.substring(field.length()));
    }
    return text;
  }

  // What names a parameter does not say it again: not `-p price: price = 2`, nor `-p prise: prise`.
  private static String said(String name, String rest) {
    int blank = name.lastIndexOf(' ');
    String parameter = name.substring(blank + 1);
    String assigned = ": " + parameter + " = ";
    if (rest.startsWith(assigned)) {
      return name + ": " + rest.substring(assigned.length());
    }
    return blank > 0 && rest.startsWith(": " + parameter + " (") ? name.substring(0, blank) + rest
        : name + rest;
  }

  private String name(String path) {
    Object place = request;
    String scenario = "";
    int from = 0;
    for (String step : path.split("\\.", -1)) {
      from += step.length() + 1;
      Object next = place instanceof Message message ? next(message, step) : null;
      String rest = path.substring(Math.min(from, path.length()));
      if (next instanceof Scenario named) {
        scenario = scenario(step, named);
      }
      String option = option(step, next, scenario, rest);
      if (!option.isEmpty()) {
        return option;
      }
      place = next;
    }
    return path;
  }

  /** What stands at a step from a message; null if nothing does. */
  private static @Nullable Object next(Message message, String step) {
    Matcher matcher = STEP.matcher(step);
    FieldDescriptor field = matcher.matches()
        ? message.getDescriptorForType().findFieldByName(matcher.group(1))
        : null;
    if (field == null) {
      return null;
    }
    if (!field.isRepeated()) {
      return message.getField(field);
    }
    int index = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    return index >= 0 && index < message.getRepeatedFieldCount(field)
        ? message.getRepeatedField(field, index)
        : null;
  }

  private String option(String step, @Nullable Object value, String scenario, String rest) {
    if (value instanceof Setting setting) {
      return scenario.isEmpty() ? setting(setting.getParameter())
          : scenario + " " + setting.getParameter();
    }
    if (value instanceof Shock shock) {
      return (scenario.isEmpty() ? isTyped("--scenario") ? "shock of" : "--shock" : scenario + " shock of")
          + " " + shock.getParameter();
    }
    if (value instanceof Axis axis) {
      return "--axis " + axis(axis, rest);
    }
    if (value instanceof ParameterRange range) {
      return "--range " + range.getParameter();
    }
    if (step.equals("model")) {
      return typed.contains("check") ? rest
          : (isTyped("--model-file") ? "--model-file" : "model") + (rest.isEmpty() ? "" : " " + rest);
    }
    String name = step.replaceFirst("\\[.*", "");
    boolean last = rest.isEmpty() || !(value instanceof Message) || name.equals("bracket");
    return !last ? ""
        : name.equals("metric") && typed.contains("explain") && !isTyped("-m") ? "METRIC"
            : OPTIONS.getOrDefault(name, "");
  }

  // A scenario file and a csv set parameters too.
  private String setting(String parameter) {
    return (isTyped("-p") && !isTyped("--scenario") && !isTyped("--series") ? "-p" : "setting of") + " "
        + parameter;
  }

  private static String axis(Axis axis, String rest) {
    Matcher member = Pattern.compile("zipped\\.members\\[([0-9]+)].*").matcher(rest);
    List<AxisMember> members = axis.getZipped().getMembersList();
    int index = member.matches() ? Integer.parseInt(member.group(1)) : members.size();
    return index < members.size() ? members.get(index).getParameter()
        : members.stream().map(AxisMember::getParameter).collect(Collectors.joining("+"));
  }

  private String scenario(String step, Scenario scenario) {
    return switch (step.replaceFirst("\\[.*", "")) {
      case "scenarios" -> "--scenario " + scenario.getName();
      case "from" -> isTyped("--from") || isTyped("--scenario") ? "--from" : "-p";
      case "to" -> isTyped("--to") || isTyped("--scenario") ? "--to" : "--to-set";
      case "base" -> isTyped("--base") ? "--base" : "-p";
      default -> "";
    };
  }

  private boolean isTyped(String option) {
    return typed.contains(option);
  }
}
