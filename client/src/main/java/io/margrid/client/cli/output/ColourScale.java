package io.margrid.client.cli.output;

/**
 * Colours for the values of one metric, safe for the colour-blind: viridis from the least to the greatest; or,
 * where values lie on both sides of zero, orange over white to purple with white at zero.
 */
public final class ColourScale {
  // matplotlib's viridis at 0, 1/9, …, 1.
  private static final int[] VIRIDIS = {0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779,
      0x6ece58, 0xb5de2b, 0xfde725};
  // ColorBrewer's PuOr, 11 classes, from orange (below zero) to purple (above).
  private static final int[] DIVERGING = {0x7f3b08, 0xb35806, 0xe08214, 0xfdb863, 0xfee0b6, 0xf7f7f7,
      0xd8daeb,
      0xb2abd2, 0x8073ac, 0x542788, 0x2d004b};

  private final double least;
  private final double greatest;
  private final boolean diverging;

  private ColourScale(double least, double greatest) {
    this.least = least;
    this.greatest = greatest;
    this.diverging = least < 0 && greatest > 0;
  }

  /** The scale of the finite values; of nothing, if there are none. */
  public static ColourScale of(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isFinite(value)) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    return new ColourScale(least, greatest);
  }

  /** Colours in an order: viridis from dark (0) to light (1), 0xRRGGBB. */
  public static int sequential(double fraction) {
    return blend(VIRIDIS, fraction);
  }

  /** Whether there is any finite value. */
  public boolean isEmpty() {
    return least > greatest;
  }

  /** Least finite value. */
  public double least() {
    return least;
  }

  /** Greatest finite value. */
  public double greatest() {
    return greatest;
  }

  /** Where a finite value lies between least (0) and greatest (1); 1 if they are equal. */
  public double fraction(double value) {
    return least == greatest ? 1 : (value / 2 - least / 2) / (greatest / 2 - least / 2);
  }

  /** The colour of a finite value, 0xRRGGBB. */
  public int colour(double value) {
    if (!diverging) {
      return blend(VIRIDIS, fraction(value));
    }
    double largest = Math.max(-least, greatest);
    return blend(DIVERGING, 0.5 + value / largest / 2);
  }

  /** Colours at even steps from {@link #lower} to {@link #upper}, 0xRRGGBB. */
  public int[] colours() {
    return (diverging ? DIVERGING : VIRIDIS).clone();
  }

  /** Value of the first colour; below {@link #upper} even if there is only one value, or none. */
  public double lower() {
    return diverging ? -Math.max(-least, greatest) : isEmpty() ? 0 : least < greatest ? least : least - 1;
  }

  /** Value of the last colour. */
  public double upper() {
    return diverging ? Math.max(-least, greatest) : isEmpty() ? 1 : greatest;
  }

  /** Black or white, whichever reads better on the colour. */
  public static int inkOn(int colour) {
    double luminance = 0.299 * (colour >> 16 & 0xff) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff);
    return luminance > 140 ? 0x000000 : 0xffffff;
  }

  private static int blend(int[] stops, double fraction) {
    double place = Math.max(0, Math.min(1, fraction)) * (stops.length - 1);
    int below = Math.min((int) place, stops.length - 2);
    double part = place - below;
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = stops[below] >> shift & 0xff;
      int to = stops[below + 1] >> shift & 0xff;
      colour |= (int) Math.round(from + (to - from) * part) << shift;
    }
    return colour;
  }
}
