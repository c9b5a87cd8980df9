package corgi.engine.sampling.kdiffusion;

import com.fasterxml.jackson.databind.JsonNode;
import corgi.engine.sampling.Ancestral;
import corgi.engine.sampling.Churn;
import corgi.engine.sampling.Churned;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Dpm3mSde;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmSde;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.sampling.EtaEquation;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Lms;
import corgi.engine.sampling.Midpoint;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.ScaledNoise;
import corgi.engine.sampling.Target;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A function of k-diffusion with its arguments, as the engine's method.
 *
 * @param function such as {@code sample_euler}
 * @param args by name; those left out have the reference's presets
 */
record ReferenceSampler(String function, JsonNode args) {
  /** Returns the method. */
  Sampler sampler() {
    return switch (function) {
      case "sample_euler" -> churned(Ddim.EULER);
      case "sample_heun" -> churned(new Heun());
      case "sample_dpm_2" -> churned(new Midpoint(Target.NOISE));
      case "sample_euler_ancestral" -> ancestral(Ddim.EULER);
      case "sample_dpm_2_ancestral" -> ancestral(new Midpoint(Target.NOISE));
      case "sample_dpmpp_2s_ancestral" -> ancestral(new Midpoint(Target.DATA));
      case "sample_lms" -> only(new Lms(args.path("order").asInt(4)), "order");
      case "sample_dpmpp_2m" ->
          only(new DpmSolver(2, DpmEquation.DPMSOLVER_PP, Correction.MIDPOINT, Set.of()));
      case "sample_dpmpp_2m_sde" ->
          only(
              scaled(new DpmSolver(2, new EtaEquation(number("eta", 1)), correction(), Set.of())),
              "eta",
              "s_noise",
              "solver_type");
      case "sample_dpmpp_3m_sde" -> only(scaled(Dpm3mSde.of(number("eta", 1))), "eta", "s_noise");
      case "sample_dpmpp_sde" ->
          only(scaled(new DpmSde(number("eta", 1), number("r", 0.5))), "eta", "s_noise", "r");
      default -> throw new UnsupportedOperationException(function);
    };
  }

  private Sampler churned(Sampler method) {
    double most = number("s_tmax", Double.POSITIVE_INFINITY);
    var churn = new Churn(number("s_churn", 0), number("s_tmin", 0), most, number("s_noise", 1));
    return only(new Churned(method, churn), "s_churn", "s_tmin", "s_tmax", "s_noise");
  }

  private Sampler ancestral(Sampler method) {
    return only(scaled(new Ancestral(method, number("eta", 1))), "eta", "s_noise");
  }

  private Correction correction() {
    String type = args.path("solver_type").asText("midpoint");
    return Correction.valueOf(type.toUpperCase(Locale.ROOT));
  }

  private Sampler scaled(Sampler method) {
    return ScaledNoise.of(method, number("s_noise", 1));
  }

  private double number(String name, double preset) {
    return args.path(name).asDouble(preset);
  }

  /** Refuses arguments that would be ignored. */
  private Sampler only(Sampler method, String... known) {
    Set<String> unknown = new TreeSet<>();
    args.fieldNames().forEachRemaining(unknown::add);
    Set.of(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new UnsupportedOperationException(function + " with " + unknown);
    }
    return method;
  }
}
