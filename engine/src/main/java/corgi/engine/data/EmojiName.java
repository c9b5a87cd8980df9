package corgi.engine.data;

import java.util.List;

/**
 * What one emoji shows.
 *
 * @param label its name in lower case, words joined by hyphens
 * @param group the kind of thing it is, likewise
 * @param ways to say it with its article, the plainest first
 * @param figure the same for all emoji that differ only in skin tone or gender
 * @param neutral whether it is the one of them that says neither
 * @param order its place in the catalogue
 */
record EmojiName(
    String label, String group, List<String> ways, String figure, boolean neutral, int order) {}
