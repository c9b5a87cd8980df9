package corgi.engine.data;

/**
 * One icon of a set.
 *
 * @param set the set, which is its style
 * @param name what it shows
 * @param width of its view box
 * @param height of its view box
 * @param body the inside of its SVG element
 * @param check CRC-32 of the body
 */
record EmojiIcon(
    IconSetInfo set, EmojiName name, double width, double height, Packed body, long check) {
  /** What it is called: style/name. */
  String identity() {
    return set.name() + "/" + name.label();
  }
}
