package corgi.engine.sampling.diffusers;

import com.google.auto.service.AutoService;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.DpmSolver.Option;
import corgi.engine.sampling.Sampling;
import corgi.engine.schedule.EdmGrid;
import corgi.engine.schedule.ScheduleConfig;
import java.util.Set;

/** {@link DpmSolver} on a model of Karras et al. 2022 (2206.00364) as diffusers runs it. */
@AutoService(SchedulerFamily.class)
public final class EdmDpmSolverScheduler implements SchedulerFamily {
  private static final Set<DpmEquation> EQUATIONS =
      Set.of(DpmEquation.DPMSOLVER_PP, DpmEquation.SDE_DPMSOLVER_PP);

  @Override
  public String className() {
    return "EDMDPMSolverMultistepScheduler";
  }

  @Override
  public String method() {
    return "dpm++2m";
  }

  @Override
  public Set<String> predictionTypes() {
    return EdmKeys.PREDICTIONS;
  }

  @Override
  public Plan plan(ScheduleConfig config, int steps) {
    Set<Option> options = DpmKeys.options(config);
    var solver =
        new DpmSolver(
            config.whole("solver_order", 2, 1, 3),
            DpmKeys.equation(config, EQUATIONS),
            DpmKeys.correction(config),
            options);
    return new Plan(
        new Sampling(solver, EdmKeys.start(EdmGrid.of(config), steps)),
        Clippings.thresholded(config),
        Coordinates.KARRAS);
  }
}
