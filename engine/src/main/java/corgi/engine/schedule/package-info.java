/**
 * How noise depends on time, in double precision: {@link corgi.engine.schedule.Schedule} is what a
 * model was trained on, {@link corgi.engine.schedule.Grid} the few levels one run visits.
 *
 * <p>How to add a schedule: one table of β in {@code Betas}, its formula and paper beside it. How
 * to add a grid: one static method that returns levels.
 */
package corgi.engine.schedule;
