package io.margrid.client.cli.output;

/** Headings of parameters, taken apart again. */
final class TargetName {
  private TargetName() {}

  /** The parameter of {@code name[period].add}: display hints are kept by its name. */
  static String parameter(String heading) {
    return heading.replaceFirst("\\.add$", "").replaceFirst("\\[[^]]*]$", "");
  }
}
