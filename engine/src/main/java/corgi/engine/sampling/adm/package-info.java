/**
 * The diffusion processes of OpenAI's guided-diffusion by the arguments of its published
 * constructors; its networks are in {@code corgi.engine.unet.adm}. Each is a method of {@code
 * corgi.engine.sampling} on a grid of {@code corgi.engine.schedule}. What the reference does in its
 * own way is a named option elsewhere: {@code StepVariance.LARGE_BUT_LAST}, {@code
 * LearnedVariance.RANGE_CLIPPED}, and the clipping of a {@code ConditionalModel}, which comes
 * before guidance.
 *
 * <p>How to add a schedule: one constant of {@code AdmDiffusion.NoiseSchedule}.
 */
package corgi.engine.sampling.adm;
