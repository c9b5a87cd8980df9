package corgi.engine.sampling.kdiffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import corgi.engine.sampling.Ancestral;
import corgi.engine.sampling.Churn;
import corgi.engine.sampling.Churned;
import corgi.engine.sampling.Ddim;
import corgi.engine.sampling.Dpm3mSde;
import corgi.engine.sampling.DpmAdaptive;
import corgi.engine.sampling.DpmEquation;
import corgi.engine.sampling.DpmFast;
import corgi.engine.sampling.DpmSde;
import corgi.engine.sampling.DpmSolver;
import corgi.engine.sampling.DpmSolver.Correction;
import corgi.engine.sampling.EtaEquation;
import corgi.engine.sampling.Heun;
import corgi.engine.sampling.Lms;
import corgi.engine.sampling.Midpoint;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.ScaledNoise;
import corgi.engine.sampling.StepSize;
import corgi.engine.sampling.Target;
import corgi.engine.schedule.Kappas;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of k-diffusion with its arguments, as the engine's method.
 *
 * @param function such as {@code sample_euler}
 * @param args by name; those left out have the reference's presets
 */
record ReferenceSampler(String function, JsonNode args) {
  private static final Set<String> ABOUT_THE_RUN =
      Set.of(
          "key", "sampler", "args", "schedule", "noise_draws", "noise_used", "tolerance", "info");
  private static final Pattern EVALUATIONS = Pattern.compile("[._]n(\\d+)");

  /** Returns what a part of a case describes; some name the number of evaluations in their key. */
  static ReferenceSampler of(JsonNode part) {
    ObjectNode args = JsonNodeFactory.instance.objectNode();
    part.path("args").properties().forEach(field -> args.set(field.getKey(), field.getValue()));
    part.properties().stream()
        .filter(field -> !ABOUT_THE_RUN.contains(field.getKey()))
        .forEach(field -> args.set(field.getKey(), field.getValue()));
    Matcher evaluations = EVALUATIONS.matcher(part.path("key").asText());
    if (part.path("sampler").asText().equals("sample_dpm_fast")
        && !args.has("n")
        && evaluations.find()) {
      args.put("n", Integer.parseInt(evaluations.group(1)));
    }
    return new ReferenceSampler(part.path("sampler").asText(), args);
  }

  /** Returns the σ of the run: those given, but for methods that choose their own. */
  double[] sigmas(double... given) {
    double most = number("sigma_max", 0);
    double least = number("sigma_min", 0);
    return switch (function) {
      case "sample_dpm_fast" ->
          Kappas.EXPONENTIAL.from(most, least, args.path("n").asInt() / 3 + 2);
      case "sample_dpm_adaptive" -> new double[] {most, least};
      default -> given;
    };
  }

  /** Returns the method. */
  Sampler sampler() {
    return switch (function) {
      case "sample_euler" -> churned(Ddim.EULER);
      case "sample_heun" -> churned(new Heun());
      case "sample_dpm_2" -> churned(new Midpoint(Target.NOISE));
      case "sample_euler_ancestral" -> ancestral(Ddim.EULER);
      case "sample_dpm_2_ancestral" -> ancestral(new Midpoint(Target.NOISE));
      case "sample_dpmpp_2s_ancestral" -> ancestral(new Midpoint(Target.DATA));
      case "sample_lms" -> only(new Lms(lmsOrder()), "order");
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
      case "sample_dpm_fast" ->
          only(
              scaled(new DpmFast(args.path("n").asInt() % 3, number("eta", 0))),
              "n",
              "eta",
              "s_noise",
              "sigma_min",
              "sigma_max");
      case "sample_dpm_adaptive" -> adaptive();
      default -> throw new UnsupportedOperationException(function);
    };
  }

  private Sampler churned(Sampler method) {
    double most = number("s_tmax", Double.POSITIVE_INFINITY);
    var churn = new Churn(number("s_churn", 0), number("s_tmin", 0), most, number("s_noise", 1));
    return only(new Churned(method, churn), "s_churn", "s_tmin", "s_tmax", "s_noise");
  }

  /** How many draws the reference makes in a step, used or not. */
  int drawsPerStep() {
    return function.equals("sample_dpmpp_sde") ? 2 : 1;
  }

  private Sampler ancestral(Sampler method) {
    if (function.equals("sample_dpm_2_ancestral") && number("eta", 1) > 1) {
      throw new UnsupportedOperationException("η > 1, whose noise the reference forgets at κ↓ = 0");
    }
    return only(scaled(new Ancestral(method, number("eta", 1))), "eta", "s_noise");
  }

  private int lmsOrder() {
    int order = args.path("order").asInt(4);
    if (order > 4) {
      throw new UnsupportedOperationException("linear multistep of order " + order);
    }
    return order;
  }

  private Sampler adaptive() {
    var errors =
        new DpmAdaptive.Errors(
            number("rtol", 0.05), number("atol", 0.0078), number("h_init", 0.05));
    var size =
        new StepSize(
            number("pcoeff", 0),
            number("icoeff", 1),
            number("dcoeff", 0),
            number("accept_safety", 0.81));
    int order = args.path("order").asInt(3);
    return only(
        scaled(new DpmAdaptive(order, errors, size, number("eta", 0))),
        "order sigma_min sigma_max rtol atol h_init pcoeff icoeff dcoeff accept_safety eta s_noise"
            .split(" "));
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
