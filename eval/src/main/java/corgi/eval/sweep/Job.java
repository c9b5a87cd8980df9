package corgi.eval.sweep;

import corgi.engine.generation.Recipe;

/**
 * A cell that knows its pictures.
 *
 * @param cell what was chosen
 * @param recipe what its pictures say of themselves, with all seeds
 * @param address what they depend on but the seed, see {@link Address}
 * @param evaluations of a network that one of them is expected to take
 */
record Job(Cell cell, Recipe recipe, String address, long evaluations) {}
