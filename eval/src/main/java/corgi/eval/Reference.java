package corgi.eval;

import java.util.Set;

/**
 * Real pictures to compare with.
 *
 * @param words what they are: the data set or folder, how many, and which split
 * @param features of each, or null if nothing gives them
 * @param pictures some of them, made small
 * @param hashes of the pixels of each
 */
public record Reference(String words, FeatureSet features, Thumbnails pictures, Set<Long> hashes) {}
