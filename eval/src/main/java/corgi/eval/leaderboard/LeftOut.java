package corgi.eval.leaderboard;

/**
 * A strategy that does not take part.
 *
 * @param name of the strategy
 * @param reason in words
 */
public record LeftOut(String name, String reason) {}
