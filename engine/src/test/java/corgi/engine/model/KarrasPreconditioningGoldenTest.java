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
import corgi.engine.schedule.Iddpm;
import corgi.engine.schedule.NoiseLevel;
import corgi.engine.schedule.VpTrajectory;
import corgi.engine.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The columns of Karras et al. 2022, table 1: a preconditioning and what its network is told. */
@ExtendWith(GoldenSummary.class)
class KarrasPreconditioningGoldenTest {
  private static final String KIND = "preconditioning";
  private static final Pattern OUTPUT = Pattern.compile("out\\.(.+)\\.D");

  @TestFactory
  Stream<DynamicTest> columns() {
    return GoldenTests.of(KIND, (golden, check) -> compare(golden, check, List.of()));
  }

  /** Every column computed as another. */
  @TestFactory
  Stream<DynamicTest> otherColumnsFail() {
    return GoldenTests.shipped(KIND)
        .flatMap(
            golden ->
                Stream.of("edm→edm_sd0.6", "vp→iddpm", "iddpm→vp", "ve→edm")
                    .map(
                        swap ->
                            DynamicTest.dynamicTest(
                                swap,
                                () -> {
                                  List<String> sides = List.of(swap.split("→"));
                                  GoldenTests.Body other = (g, check) -> compare(g, check, sides);
                                  assertThat(GoldenTests.matches(golden, other)).isFalse();
                                })));
  }

  private static void compare(GoldenCase golden, GoldenCheck check, List<String> swap)
      throws Exception {
    try (SafetensorsFile recorded = golden.tensors();
        NDManager manager = Tensors.manager()) {
      for (String name : columns(recorded)) {
        String as = !swap.isEmpty() && name.equals(swap.get(0)) ? swap.get(1) : name;
        new Column(Precond.of(as), "out." + name + ".", recorded).compare(check, manager);
      }
    }
  }

  private static Set<String> columns(SafetensorsFile recorded) {
    Set<String> columns = new TreeSet<>();
    for (String name : recorded.names()) {
      Matcher output = OUTPUT.matcher(name);
      if (output.matches()) {
        columns.add(output.group(1));
      }
    }
    return columns;
  }

  /** One column with the σ that its network knows, which are all but for iDDPM. */
  private record Precond(Preconditioning type, Continuum levels, Iddpm rounding) {
    static Precond of(String name) {
      Iddpm iddpm = new Iddpm(1000);
      if (name.equals("iddpm")) {
        return new Precond(new Epsilon(), iddpm, iddpm);
      }
      if (name.equals("vp")) {
        return new Precond(new Epsilon(), VpTrajectory.USUAL.levels(1000), null);
      }
      Continuum exploding = kappa -> new NoiseLevel(1, kappa, kappa);
      if (name.equals("ve")) {
        return new Precond(new Ve(), exploding, null);
      }
      Matcher edm = Pattern.compile("edm(?:_sd([\\d.]+))?").matcher(name);
      assertThat(edm.matches()).as(name).isTrue();
      double deviation = edm.group(1) == null ? 0.5 : Double.parseDouble(edm.group(1));
      return new Precond(new Edm(deviation), exploding, null);
    }
  }

  private record Column(Precond column, String prefix, SafetensorsFile recorded) {
    void compare(GoldenCheck check, NDManager manager) {
      double[] sigmas = recorded.doubles("in.sigma");
      List<NoiseLevel> levels = Arrays.stream(sigmas).mapToObj(column.levels()::ofKappa).toList();
      List<Preconditioning.Coefficients> c = levels.stream().map(column.type()::at).toList();
      var at = levels.iterator();
      check.values(
          recorded,
          prefix + "c_skip",
          c.stream().mapToDouble(k -> k.skip() * at.next().alpha()).toArray());
      check.values(recorded, prefix + "c_out", c.stream().mapToDouble(k -> k.out()).toArray());
      check.values(recorded, prefix + "c_noise", c.stream().mapToDouble(k -> k.noise()).toArray());
      check.values(
          recorded,
          prefix + "round_sigma",
          DoubleStream.of(sigmas)
              .map(s -> column.rounding() == null ? s : column.rounding().round(s))
              .toArray());
      NDArray x = recorded.load(manager, "in.x");
      NDList inputs = new NDList();
      NDList cleans = new NDList();
      for (int n = 0; n < sigmas.length; n++) {
        NDArray row = x.get(n + ":" + (n + 1));
        inputs.add(row.mul(c.get(n).in() * levels.get(n).alpha()));
        cleans.add(new FormulaNetwork(Math::sin).clean(column.type(), row, levels.get(n)));
      }
      check.tensor(recorded, prefix + "raw_net_input", NDArrays.concat(inputs));
      check.tensor(recorded, prefix + "D", NDArrays.concat(cleans));
    }
  }
}
