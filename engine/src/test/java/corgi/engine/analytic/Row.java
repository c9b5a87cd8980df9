package corgi.engine.analytic;

import corgi.engine.schedule.NoiseLevel;

/**
 * What a mixture is asked for one row of a batch.
 *
 * @param level the row's noise
 * @param label the class, or anything that is no class for all of them
 * @param widening a factor on every deviation, 1 for the exact answer; what a perturbed or weaker
 *     model stands for here
 */
record Row(NoiseLevel level, int label, double widening) {
  /** α·s, the deviation of component's clean part, as this row sees it. */
  double spread(Component component) {
    return widening * component.deviation() * level.alpha();
  }

  /** The variance of a component's noisy coordinates, α²s² + σ². */
  double variance(Component component) {
    double spread = spread(component);
    return spread * spread + level.sigma() * level.sigma();
  }

  /** By how much E[x₀ | x, component] moves with x: α·s²/(α²s² + σ²). */
  double gain(Component component) {
    double deviation = widening * component.deviation();
    return level.alpha() * deviation * deviation / variance(component);
  }
}
