/**
 * How noise depends on time, in double precision: {@link corgi.engine.schedule.Schedule} is what a
 * model was trained on, {@link corgi.engine.schedule.Grid} the few levels one run visits.
 *
 * <p>A grid also knows the levels between its own, a {@link corgi.engine.schedule.Continuum}, for
 * methods that ask within a step. κ is spread by a {@link corgi.engine.schedule.KappaSequence}; a
 * {@link corgi.engine.schedule.Trajectory} gives it as a function of a continuous time.
 *
 * <p>How to add a schedule: one table of β in {@code Betas}, its formula and paper beside it. How
 * to add a grid: one static method that returns levels.
 */
package corgi.engine.schedule;
