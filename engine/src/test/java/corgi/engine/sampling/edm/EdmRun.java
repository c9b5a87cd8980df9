package corgi.engine.sampling.edm;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.sampling.Churn;
import corgi.engine.sampling.Churned;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Sampling;
import corgi.engine.sampling.TimeOde;
import corgi.engine.schedule.Grids;
import corgi.engine.schedule.Iddpm;
import corgi.engine.schedule.Kappas;
import corgi.engine.schedule.KarrasKappas;
import corgi.engine.schedule.Scaling;
import corgi.engine.schedule.Trajectory;
import corgi.engine.schedule.VpTrajectory;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments of a recorded run, in the reference's names; those left out have its presets.
 *
 * @param args by name
 */
record EdmRun(JsonNode args) {
  private static final Set<String> OF_THE_PAPER =
      Set.of("num_steps", "sigma_min", "sigma_max", "rho", "S_churn", "S_min", "S_max", "S_noise");
  private static final Set<String> OF_ABLATIONS =
      Set.of(
          "solver",
          "discretization",
          "schedule",
          "scaling",
          "epsilon_s",
          "C_1",
          "C_2",
          "M",
          "alpha");

  /** Returns the paper's sampler, algorithm 2. */
  Sampling sampling() {
    only(OF_THE_PAPER);
    double[] kappas =
        new KarrasKappas(number("rho", 7))
            .from(number("sigma_max", 80), number("sigma_min", 0.002), steps());
    return new Sampling(churned(new Heun()), Grids.exploding(kappas));
  }

  /** Returns its generalisation, algorithm 1. */
  Sampling ablation() {
    Set<String> known = new TreeSet<>(OF_THE_PAPER);
    known.addAll(OF_ABLATIONS);
    only(known);
    if (number("C_1", 0.001) != 0.001 || number("C_2", 0.008) != 0.008) {
      throw new UnsupportedOperationException("iDDPM's cosine schedule with other constants");
    }
    double point = text("solver", "heun").equals("euler") ? 0 : number("alpha", 1);
    Scaling scaling = text("scaling", "none").equals("vp") ? Scaling.PRESERVING : Scaling.NONE;
    Trajectory trajectory =
        switch (text("schedule", "linear")) {
          case "vp" -> process();
          case "ve" -> Trajectory.ROOT;
          default -> Trajectory.LINEAR;
        };
    return new Sampling(
        churned(new TimeOde(trajectory, scaling, point)), Grids.along(scaling, kappas()));
  }

  private double[] kappas() {
    return switch (text("discretization", "edm")) {
      case "vp" -> process().kappas(number("epsilon_s", 1e-3), steps());
      case "ve" -> Kappas.EXPONENTIAL.from(most(), least(), steps());
      case "iddpm" -> new Iddpm(args.path("M").asInt(1000)).kappas(most(), least(), steps());
      default -> new KarrasKappas(number("rho", 7)).from(most(), least(), steps());
    };
  }

  private VpTrajectory process() {
    return VpTrajectory.through(least(), most(), number("epsilon_s", 1e-3));
  }

  private double least() {
    return number(
        "sigma_min",
        switch (text("discretization", "edm")) {
          case "vp" -> VpTrajectory.USUAL.kappa(number("epsilon_s", 1e-3));
          case "ve" -> 0.02;
          default -> 0.002;
        });
  }

  private double most() {
    return number(
        "sigma_max",
        switch (text("discretization", "edm")) {
          case "vp" -> VpTrajectory.USUAL.kappa(1);
          case "ve" -> 100;
          case "iddpm" -> 81;
          default -> 80;
        });
  }

  private Sampler churned(Sampler method) {
    double most = number("S_max", Double.POSITIVE_INFINITY);
    var churn = new Churn(number("S_churn", 0), number("S_min", 0), most, number("S_noise", 1));
    return new Churned(method, churn);
  }

  private int steps() {
    return args.path("num_steps").asInt(18);
  }

  private double number(String name, double preset) {
    return args.path(name).asDouble(preset);
  }

  private String text(String name, String preset) {
    return args.path(name).asText(preset);
  }

  /** Refuses arguments that would be ignored. */
  private void only(Set<String> known) {
    args.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new UnsupportedOperationException("argument " + name);
              }
            });
  }
}
