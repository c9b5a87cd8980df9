package corgi.engine.sampling.diffusers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import corgi.engine.golden.GoldenTests;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SchedulerKeysTest {
  /** What the reference wrote: every key of every recorded configuration. */
  @Test
  void everyRecordedKeyIsKnown() {
    Set<String> keys = new TreeSet<>();
    GoldenTests.shipped("scheduler_trajectory")
        .flatMap(golden -> golden.json().findValues("config").stream())
        .forEach(config -> config.fieldNames().forEachRemaining(keys::add));
    keys.remove("trained_betas"); // a list, which cannot be written in one line
    assumeTrue(!keys.isEmpty(), "other cases than the shipped");
    assertThat(keys).contains("use_karras_sigmas", "solver_order");
    keys.forEach(SchedulerKeys::check);
  }

  @Test
  void aSlipOfThePenIsRefused() {
    assertThatThrownBy(() -> SchedulerKeys.check("use_karras_sigma"))
        .hasMessageStartingWith("no scheduler has a setting 'use_karras_sigma'; known: algorithm_");
  }
}
