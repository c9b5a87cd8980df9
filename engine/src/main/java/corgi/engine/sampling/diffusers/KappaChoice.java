package corgi.engine.sampling.diffusers;

import corgi.engine.schedule.Kappas;
import corgi.engine.schedule.ScheduleConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flags that replace times by a sequence of κ, of which at most one may be set. */
final class KappaChoice {
  private static final Map<String, Kappas> FLAGS = new LinkedHashMap<>();

  static {
    FLAGS.put("use_karras_sigmas", Kappas.KARRAS);
    FLAGS.put("use_lu_lambdas", Kappas.EXPONENTIAL);
    FLAGS.put("use_exponential_sigmas", Kappas.EXPONENTIAL);
    FLAGS.put("use_beta_sigmas", Kappas.BETA);
  }

  private KappaChoice() {}

  /** Returns the sequence asked for, or null where the levels follow from times. */
  static Kappas of(ScheduleConfig config) {
    Kappas chosen = null;
    for (var flag : FLAGS.entrySet()) {
      if (config.flag(flag.getKey(), false)) {
        if (chosen != null) {
          throw new IllegalArgumentException(
              "scheduler configuration: at most one of %s may be set".formatted(FLAGS.keySet()));
        }
        chosen = flag.getValue();
      }
    }
    return chosen;
  }

  /** Whether the times of the sequence are rounded; the reference cuts them where it forgets to. */
  static boolean rounds(ScheduleConfig config) {
    return config.flag("use_karras_sigmas", false) || config.flag("use_lu_lambdas", false);
  }
}
