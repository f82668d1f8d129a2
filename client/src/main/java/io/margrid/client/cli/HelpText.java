package io.margrid.client.cli;

import java.util.Map;

/** Options whose help differs between commands. */
interface HelpText {
  /** What stands for {@code ${bundle:key}} in the descriptions of the options, by key. */
  Map<String, String> helpTexts();
}
