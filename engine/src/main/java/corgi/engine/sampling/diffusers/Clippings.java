package corgi.engine.sampling.diffusers;

import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.DynamicThresholding;
import corgi.engine.sampling.RangeClipping;
import corgi.engine.schedule.ScheduleConfig;

/** The keys about clipping. */
final class Clippings {
  private Clippings() {}

  /** Of the schedulers that clip unless told otherwise; thresholding takes precedence. */
  static Clipping clipped(ScheduleConfig config) {
    return clippedIfAsked(config.with("clip_sample", config.flag("clip_sample", true)));
  }

  /** Of those that clip only where told to. */
  static Clipping clippedIfAsked(ScheduleConfig config) {
    boolean clips = config.flag("clip_sample", false) && !config.flag("thresholding", false);
    return clips ? new RangeClipping(config.number("clip_sample_range", 1)) : thresholded(config);
  }

  /** Of those that only know thresholding. */
  static Clipping thresholded(ScheduleConfig config) {
    return config.flag("thresholding", false)
        ? new DynamicThresholding(
            config.number("dynamic_thresholding_ratio", 0.995),
            config.number("sample_max_value", 1))
        : Clipping.NONE;
  }
}
