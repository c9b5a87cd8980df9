package corgi.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenCase;
import corgi.engine.golden.GoldenCheck;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.schedule.Continuum;
import corgi.engine.schedule.CosineTime;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.Quantized;
import corgi.engine.schedule.VpSchedule;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** k-diffusion's wrappers of discrete and continuous models, as preconditionings of schedules. */
@ExtendWith(GoldenSummary.class)
class WrappersGoldenTest {
  private static final String KIND = "denoiser_wrappers";

  @TestFactory
  Stream<DynamicTest> wrappers() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, ""));
  }

  /** Each output is compared by what another one is made of. */
  @TestFactory
  Stream<DynamicTest> otherWrappersFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of("quantize0→quantize1", "quantize1→quantize0", "eps→v", "v→eps")
                    .map(
                        swap ->
                            DynamicTest.dynamicTest(
                                swap,
                                () -> {
                                  GoldenTests.Body other = (g, check) -> compare(g, check, swap);
                                  assertThat(GoldenTests.matches(golden, other)).isFalse();
                                })));
  }

  private static void compare(GoldenCase golden, GoldenCheck check, String swap) throws Exception {
    try (SafetensorsFile recorded = golden.tensors();
        NDManager manager = Tensors.manager()) {
      VpSchedule schedule = VpSchedule.ofAlphaBars(recorded.doubles("in.alphas_cumprod"));
      for (String name : recorded.names()) {
        if (name.startsWith("out.")) {
          String[] sides = swap.isEmpty() ? new String[] {"-", "-"} : swap.split("→");
          String asked = name.replace("out." + sides[0], "out." + sides[1]);
          asked = asked.replace("_" + sides[0], "_" + sides[1]);
          String as = recorded.has(asked) ? asked : name;
          check.values(recorded, name, output(as, schedule, recorded, manager));
        }
      }
    }
  }

  private static double[] output(
      String name, VpSchedule schedule, SafetensorsFile recorded, NDManager manager) {
    Continuum levels = name.endsWith("quantize1") ? new Quantized(schedule) : schedule;
    if (name.matches("out.(eps|v)_denoised.*")) {
      var network = new FormulaNetwork(t -> Math.sin(t / 100));
      var type = name.startsWith("out.eps") ? new Epsilon() : new Velocity();
      return cleans(network, type, levels, recorded, manager);
    }
    if (name.equals("out.v_continuous")) {
      var network = new FormulaNetwork(t -> Math.sin(3 * t));
      return cleans(network, new Velocity(), new CosineTime(), recorded, manager);
    }
    if (name.startsWith("out.sigma_to_t")) {
      return DoubleStream.of(recorded.doubles("in.sigma"))
          .map(s -> levels.ofKappa(s).t())
          .toArray();
    }
    return kappas(name, schedule, recorded);
  }

  private static double[] kappas(String name, VpSchedule schedule, SafetensorsFile recorded) {
    if (name.equals("out.t_to_sigma")) {
      return DoubleStream.of(recorded.doubles("in.t"))
          .map(t -> schedule.logBetween(t).kappa())
          .toArray();
    }
    int last = schedule.steps() - 1;
    if (name.equals("out.all_sigmas")) {
      return IntStream.rangeClosed(0, last).mapToDouble(t -> schedule.at(t).kappa()).toArray();
    }
    assertThat(name).startsWith("out.get_sigmas_");
    int n = Integer.parseInt(name.substring("out.get_sigmas_".length()));
    double[] times = corgi.engine.schedule.Spacing.LINSPACE.times(schedule.steps(), n);
    double[] kappas = DoubleStream.of(times).map(t -> schedule.logBetween(t).kappa()).toArray();
    return Arrays.copyOf(kappas, n + 1); // a 0 is appended
  }

  private static double[] cleans(
      FormulaNetwork network,
      Preconditioning type,
      Continuum levels,
      SafetensorsFile recorded,
      NDManager manager) {
    NDArray x = recorded.load(manager, "in.x");
    double[] sigmas = recorded.doubles("in.sigma");
    NDList rows = new NDList();
    for (int n = 0; n < sigmas.length; n++) {
      NoiseLevel level = levels.ofKappa(sigmas[n]);
      rows.add(network.clean(type, x.get(n + ":" + (n + 1)), level));
    }
    float[] all = NDArrays.concat(rows).toFloatArray();
    return IntStream.range(0, all.length).mapToDouble(i -> all[i]).toArray();
  }
}
