package corgi.engine.sampling.diffusers;

import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of the configurations of diffusers' schedulers (0.39), and the arguments of a step that
 * may stand among them. A key that none has is a slip of the pen, where one that only others have
 * is carried along.
 */
final class SchedulerKeys {
  private static final Set<String> KNOWN =
      Set.of(
          "num_train_timesteps",
          "beta_start",
          "beta_end",
          "beta_schedule",
          "prediction_type",
          "interpolation_type",
          "use_karras_sigmas",
          "use_exponential_sigmas",
          "use_beta_sigmas",
          "use_flow_sigmas",
          "use_lu_lambdas",
          "use_dynamic_shifting",
          "sigma_min",
          "sigma_max",
          "sigma_data",
          "sigma_schedule",
          "rho",
          "flow_shift",
          "time_shift_type",
          "shift_terminal",
          "timestep_spacing",
          "timestep_type",
          "timestep_scaling",
          "steps_offset",
          "rescale_betas_zero_snr",
          "final_sigmas_type",
          "set_alpha_to_one",
          "clip_sample",
          "clip_sample_range",
          "thresholding",
          "dynamic_thresholding_ratio",
          "sample_max_value",
          "variance_type",
          "skip_prk_steps",
          "algorithm_type",
          "solver_type",
          "solver_order",
          "solver_p",
          "predict_x0",
          "disable_corrector",
          "lower_order_final",
          "euler_at_final",
          "lambda_min_clipped",
          "original_inference_steps",
          "eta",
          "use_clipped_model_output",
          "order",
          "s_churn",
          "s_tmin",
          "s_tmax",
          "s_noise");

  private SchedulerKeys() {}

  /**
   * Checks that some scheduler has a key.
   *
   * @throws IllegalArgumentException if none has; the message lists the known
   */
  static void check(String key) {
    if (!KNOWN.contains(key)) {
      throw new IllegalArgumentException(
          "no scheduler has a setting '%s'; known: %s"
              .formatted(key, String.join(", ", new TreeSet<>(KNOWN))));
    }
  }
}
