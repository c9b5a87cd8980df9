package corgi.engine.generation;

/**
 * Everything that the bytes of a picture depend on, and who made them: what a PNG file carries.
 *
 * @param request with its defaults written out
 * @param setup with its device settled
 * @param weights of what draws
 * @param version of Corgi
 */
public record Recipe(Request request, Setup setup, Hashes weights, String version) {
  /**
   * Hashes of weights, {@code sha256:…}.
   *
   * @param model of the model
   * @param classifier of the classifier, or null without one
   * @param weak of the weaker model, or null without one
   */
  public record Hashes(String model, String classifier, String weak) {}

  /** Returns this as one line of JSON, without anything that changes from one day to the next. */
  public String toJson() {
    return RecipeJson.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote; keys it does not know are left aside.
   *
   * @throws IllegalArgumentException if the text is not a recipe; the message says what is wrong
   */
  public static Recipe fromJson(String json) {
    return RecipeJson.read(json);
  }
}
