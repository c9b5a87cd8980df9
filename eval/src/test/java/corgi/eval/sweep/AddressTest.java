package corgi.eval.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import corgi.engine.generation.Recipe;
import corgi.engine.generation.Request;
import corgi.engine.generation.Setup;
import org.junit.jupiter.api.Test;

class AddressTest {
  private static final Request CAT = Request.of("a cat").gamma(2).steps(10);

  private static String address(Request request, String model, String hash) {
    Recipe.Hashes hashes = new Recipe.Hashes(hash, null, null);
    return Address.of(new Recipe(request, Setup.of(model), hashes, "1.0"));
  }

  /** Folders of earlier sweeps hold it: it may change with {@link Address#NUMERICS} alone. */
  @Test
  void theAddressOfARequestIsTheSameForEver() {
    assertThat(address(CAT, "here", "sha256:1")).isEqualTo("6b2c1ced1c301380");
  }

  @Test
  void whatDoesNotChangePicturesDoesNotChangeIt() {
    String address = address(CAT, "here", "sha256:1");
    assertThat(address(CAT.seed(7).count(3), "elsewhere", "sha256:1")).isEqualTo(address);
    Recipe.Hashes hashes = new Recipe.Hashes("sha256:1", null, null);
    assertThat(Address.of(new Recipe(CAT, Setup.of("here"), hashes, "2.0"))).isEqualTo(address);
  }

  @Test
  void whatChangesPicturesChangesIt() {
    assertThat(
            java.util.List.of(
                address(CAT, "here", "sha256:1"),
                address(CAT, "here", "sha256:2"),
                address(CAT.gamma(2.5), "here", "sha256:1"),
                address(CAT.steps(11), "here", "sha256:1"),
                address(CAT.sampler("euler"), "here", "sha256:1"),
                address(CAT.negative("a dog"), "here", "sha256:1"),
                address(Request.of("a dog").gamma(2).steps(10), "here", "sha256:1")))
        .doesNotHaveDuplicates();
  }
}
