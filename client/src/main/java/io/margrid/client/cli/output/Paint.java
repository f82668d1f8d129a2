package io.margrid.client.cli.output;

/** How a terminal shows colours. */
public enum Paint {
  /** Not at all. */
  NONE,
  /** The 6 × 6 × 6 cube of 256-colour terminals. */
  CUBE,
  /** 24 bit. */
  TRUE_COLOUR;

  private static final String RESET = "\u001b[0m";

  /** The text on a background, 0xRRGGBB, in an ink that reads on it. */
  String on(int colour, String text) {
    return switch (this) {
      case NONE -> text;
      case CUBE ->
        "\u001b[48;5;" + cube(colour) + ";38;5;" + cube(ColourScale.inkOn(colour)) + "m" + text + RESET;
      case TRUE_COLOUR ->
        "\u001b[48;2;" + parts(colour) + ";38;2;" + parts(ColourScale.inkOn(colour)) + "m" + text + RESET;
    };
  }

  private static String parts(int colour) {
    return (colour >> 16 & 0xff) + ";" + (colour >> 8 & 0xff) + ";" + (colour & 0xff);
  }

  // Levels of the cube: 0, 95, 135, 175, 215, 255.
  private static int cube(int colour) {
    return 16 + 36 * level(colour >> 16 & 0xff) + 6 * level(colour >> 8 & 0xff) + level(colour & 0xff);
  }

  private static int level(int part) {
    return part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;
  }
}
