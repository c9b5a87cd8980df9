package corgi.engine.generation;

import corgi.engine.model.Preconditioning;
import corgi.engine.sampling.diffusers.Plan;

/** Makes the runs that requests ask for, out of what a model's author said of its noise. */
interface Planner {
  /**
   * Returns the run.
   *
   * @throws IllegalArgumentException if the model cannot take that course
   */
  Route route(Course course);

  /** Returns the course with what it leaves to the model written out. */
  default Course settled(Course course) {
    return course;
  }

  /**
   * A run.
   *
   * @param plan method, levels, and what is done to guided answers
   * @param preconditioning what the network puts out
   */
  record Route(Plan plan, Preconditioning preconditioning) {}
}
