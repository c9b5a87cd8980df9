package corgi.engine.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import corgi.engine.checkpoint.SafetensorsFile;
import corgi.engine.golden.GoldenSummary;
import corgi.engine.golden.GoldenTests;
import corgi.engine.tensor.Tensors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinusoidal embeddings of t in both orders of sine and cosine and with both shifts. */
@ExtendWith(GoldenSummary.class)
class TimestepEmbeddingGoldenTest {
  private static final Pattern OUTPUT =
      Pattern.compile("out\\.dim(\\d+)_flip([01])_shift([\\d.]+)");

  @TestFactory
  Stream<DynamicTest> waves() {
    return GoldenTests.of(
        "get_timestep_embedding",
        (golden, check) -> {
          try (SafetensorsFile io = golden.tensors();
              NDManager manager = Tensors.manager()) {
            NDArray t = io.load(manager, "in.t");
            for (String name : io.names()) {
              Matcher output = OUTPUT.matcher(name);
              if (output.matches()) {
                var options =
                    new TimeEmbedding.Options(
                        output.group(2).equals("1"), Double.parseDouble(output.group(3)));
                int size = Integer.parseInt(output.group(1));
                check.tensor(io, name, TimeEmbedding.waves(t, size, options));
              }
            }
          }
        });
  }
}
