package corgi.engine.schedule;

import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables of β and ᾱ, with and without zero terminal SNR. */
@ExtendWith(GoldenSummary.class)
class BetaTableGoldenTest {
  private static final Pattern NAME =
      Pattern.compile("(.+)_([0-9.e-]+)_([0-9.e-]+)_N(\\d+)_zsnr([01])\\.(betas|alphas_cumprod)");

  @TestFactory
  Stream<DynamicTest> tables() {
    return GoldenTests.of(
        "beta_schedule",
        (golden, check) -> {
          try (SafetensorsFile recorded = golden.tensors()) {
            for (String name : recorded.names()) {
              Matcher is = NAME.matcher(name);
              if (is.matches()) {
                VpSchedule schedule = schedule(is);
                boolean betas = is.group(6).equals("betas");
                check.values(
                    recorded,
                    name,
                    IntStream.range(0, schedule.steps())
                        .mapToDouble(t -> betas ? schedule.beta(t) : schedule.alphaBar(t))
                        .toArray());
              }
            }
          }
        });
  }

  private static VpSchedule schedule(Matcher name) {
    return ScheduleConfig.named("DDIMScheduler")
        .with("beta_schedule", name.group(1))
        .with("beta_start", Double.valueOf(name.group(2)))
        .with("beta_end", Double.valueOf(name.group(3)))
        .with("num_train_timesteps", Integer.valueOf(name.group(4)))
        .with("rescale_betas_zero_snr", name.group(5).equals("1"))
        .schedule();
  }
}
