/**
 * Golden cases: numbers recorded from reference implementations, found by reading {@code
 * manifest.json} and never named in code, so that a new case of a known kind needs none.
 *
 * <p>The manifests are the class-path resources {@code golden/manifest.json}; {@code
 * -Dgolden.dir=DIR} puts another folder in their place. {@link corgi.engine.golden.GoldenTests}
 * turns every case of a kind into a test, {@link corgi.engine.golden.GoldenCheck} compares, and
 * {@link corgi.engine.golden.GoldenSummary} prints what came out of each group. {@link
 * corgi.engine.golden.GoldenTotals} sums up all modules and says which cases nobody ran.
 *
 * <p>How to add yours: a test class with {@code @ExtendWith(GoldenSummary.class)} and a
 * {@code @TestFactory} that returns {@code GoldenTests.of(kind, (golden, check) -> …)}; ask {@code
 * check} about every output that is computed, and call {@code check.notApplicable(reason)} where
 * the configuration asks for what the engine does not claim to do.
 */
package corgi.engine.golden;
