package corgi.engine.data;

/**
 * What an icon set says of itself.
 *
 * @param name the style that its icons are labelled with
 * @param title its name in full
 * @param author who drew it
 * @param source where it comes from
 * @param licence the SPDX identifier
 * @param licenceText where the licence can be read
 * @param coloured false if its icons take the colour of the text around them
 */
record IconSetInfo(
    String name,
    String title,
    String author,
    String source,
    String licence,
    String licenceText,
    boolean coloured) {
  /** Whether what is made from the icons may have to be licensed as they are. */
  boolean shareAlike() {
    return licence.contains("-SA");
  }
}
