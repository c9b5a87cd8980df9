package corgi.engine.sampling;

import corgi.engine.plugin.Plugin;

/** A sampler by name. */
public interface SamplerPlugin extends Plugin<Sampler> {
  /** What it is: its paper, order and evaluations. */
  Method method();
}
