package corgi.engine.sampling.diffusers;

import corgi.engine.sampling.Clipping;
import corgi.engine.sampling.Sampling;

/**
 * What a scheduler's configuration asks for.
 *
 * @param sampling the method and its grid
 * @param clipping what is done to x̂₀; wrap the denoiser with it
 * @param coordinates what the scheduler calls its sample
 */
public record Plan(Sampling sampling, Clipping clipping, Coordinates coordinates) {}
