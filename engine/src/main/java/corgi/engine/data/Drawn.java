package corgi.engine.data;

/**
 * The two accessories that no emoji set has alone, a medical mask and a party hat, drawn from
 * formulas. Every pixel is the mean of 4×4 exact samples, so no graphics library has a say in it.
 */
final class Drawn {
  private static final int SAMPLES = 4;

  private Drawn() {}

  /** The colour of a point, as ARGB not premultiplied; 0 is outside. */
  private interface Shape {
    int argb(double x, double y);
  }

  /** A mask 112 wide in the middle of 152×96, which leaves room for its straps. */
  static Sprite mask(int rgb) {
    int edge = darker(rgb, 0.72);
    int pleat = darker(rgb, 0.84);
    return sample(
        152,
        96,
        (x, y) -> {
          double d = roundedBox(x - 76, y - 48, 56, 36, 14);
          if (d > 0) {
            boolean strap =
                line(x, y, 22, 17, 2, 6) < 2.2
                    || line(x, y, 130, 17, 150, 6) < 2.2
                    || line(x, y, 22, 79, 2, 70) < 2.2
                    || line(x, y, 130, 79, 150, 70) < 2.2;
            return strap ? 0xFF000000 | darker(rgb, 0.9) : 0;
          }
          boolean fold = Math.abs(x - 76) < 44 && Math.abs((y - 12) % 18 - 18) < 1.8;
          return 0xFF000000 | (d > -3.5 ? edge : fold ? pleat : rgb);
        });
  }

  /** A striped cone 88 wide in 96×128, with a ball on top. */
  static Sprite partyHat(int rgb, int stripe) {
    return sample(
        96,
        128,
        (x, y) -> {
          if (StrictMath.hypot(x - 48, y - 15) < 13) {
            return 0xFF000000 | stripe;
          }
          double half = 44 * (y - 14) / 108; // of the cone at this height
          double across = (x - 48) / 44;
          boolean inside = y > 14 && Math.abs(x - 48) < half && y < 126 - 8 * across * across;
          if (!inside) {
            return 0;
          }
          boolean band = Math.floorMod((int) Math.floor((y + 0.35 * x) / 19), 2) == 0;
          int colour = band ? stripe : rgb;
          return 0xFF000000 | (half - Math.abs(x - 48) < 2.5 ? darker(colour, 0.8) : colour);
        });
  }

  private static Sprite sample(int width, int height, Shape shape) {
    int[] plain = new int[width * height];
    for (int i = 0; i < plain.length; i++) {
      int[] sum = new int[4];
      for (int s = 0; s < SAMPLES * SAMPLES; s++) {
        int row = i / width;
        int fine = s / SAMPLES;
        double x = i % width + (s % SAMPLES + 0.5) / SAMPLES;
        double y = row + (fine + 0.5) / SAMPLES;
        int argb = shape.argb(x, y);
        for (int c = 0; c < 4 && argb != 0; c++) {
          sum[c] += argb >>> (8 * c) & 255;
        }
      }
      for (int c = 0; c < 4; c++) {
        plain[i] |= (sum[c] / (SAMPLES * SAMPLES)) << (8 * c);
      }
    }
    return new Sprite(width, height, plain);
  }

  private static int darker(int rgb, double share) {
    int red = (int) ((rgb >> 16 & 255) * share);
    int green = (int) ((rgb >> 8 & 255) * share);
    int blue = (int) ((rgb & 255) * share);
    return red << 16 | green << 8 | blue;
  }

  /** The signed distance from a box of half sides (w, h) with corners of radius r. */
  private static double roundedBox(double x, double y, double w, double h, double r) {
    double qx = Math.abs(x) - w + r;
    double qy = Math.abs(y) - h + r;
    double outside = StrictMath.hypot(Math.max(qx, 0), Math.max(qy, 0));
    return outside + Math.min(Math.max(qx, qy), 0) - r;
  }

  /** The distance from the segment between (ax, ay) and (bx, by). */
  private static double line(double x, double y, double ax, double ay, double bx, double by) {
    double dx = bx - ax;
    double dy = by - ay;
    double t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
    t = Math.max(0, Math.min(1, t));
    return StrictMath.hypot(x - ax - t * dx, y - ay - t * dy);
  }
}
