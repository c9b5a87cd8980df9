/**
 * Leaderboards: guidance strategies, each at the γ that suits it best.
 *
 * <p>A {@link corgi.eval.leaderboard.Contest} says who is compared ({@link
 * corgi.eval.leaderboard.Entrants} finds everybody who can be) and by which {@link
 * corgi.eval.leaderboard.Rules}. {@link corgi.eval.leaderboard.Leaderboard} runs two sweeps: by the
 * first a {@link corgi.eval.leaderboard.Choice} of γ is made for each, the second, with other
 * seeds, is reported.
 *
 * <p>How to add yours: a strategy takes part once it is on the class path; what is shown of each is
 * a line in {@code Column}.
 */
package corgi.eval.leaderboard;
