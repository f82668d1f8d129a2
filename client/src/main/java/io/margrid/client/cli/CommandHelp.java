package io.margrid.client.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The help texts of all options of one command. */
final class CommandHelp extends ResourceBundle {
  private final Map<String, String> texts = new HashMap<>();

  CommandHelp(CommandSpec command) {
    collect(command);
  }

  private void collect(CommandSpec spec) {
    for (CommandSpec mixin : spec.mixins().values()) {
      if (mixin.userObject() instanceof HelpText options) {
        texts.putAll(options.helpTexts());
      }
      collect(mixin);
    }
  }

  @Override
  protected @Nullable Object handleGetObject(String key) {
    return texts.get(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    return Collections.enumeration(texts.keySet());
  }
}
