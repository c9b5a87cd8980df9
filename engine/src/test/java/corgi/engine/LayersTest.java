package corgi.engine;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers of the engine: which package may depend on which. */
class LayersTest {
  private static final String ROOT = "corgi.engine.";

  /** Every package with those it may use. A new package must be given its place here. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("plugin", Set.of()),
          Map.entry("tensor", Set.of("plugin")),
          Map.entry("data", Set.of("plugin", "tensor")),
          Map.entry("schedule", Set.of("plugin", "tensor")),
          Map.entry("sampling", Set.of("plugin", "tensor", "schedule")),
          Map.entry("model", Set.of("plugin", "tensor", "schedule", "sampling")),
          Map.entry("condition", Set.of("plugin", "tensor", "model", "data")),
          Map.entry("layers", Set.of("tensor", "model")),
          Map.entry("unet", Set.of("tensor", "schedule", "model", "layers")),
          Map.entry("vae", Set.of("tensor", "model", "layers", "unet")),
          Map.entry(
              "checkpoint",
              Set.of("plugin", "tensor", "schedule", "sampling", "model", "layers", "unet", "vae")),
          Map.entry("latent", Set.of("tensor", "sampling", "model", "vae", "checkpoint", "data")),
          Map.entry("classifier", Set.of("tensor", "model", "checkpoint")),
          Map.entry(
              "training",
              Set.of(
                  "plugin",
                  "tensor",
                  "schedule",
                  "sampling",
                  "model",
                  "condition",
                  "layers",
                  "unet",
                  "vae",
                  "checkpoint",
                  "data")),
          Map.entry(
              "generation",
              Set.of(
                  "plugin",
                  "tensor",
                  "schedule",
                  "sampling",
                  "model",
                  "condition",
                  "layers",
                  "unet",
                  "vae",
                  "checkpoint",
                  "data")));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("corgi.engine");
    assertThat(classes).isNotEmpty();
  }

  @Test
  void packagesUseOnlyTheLayersBelow() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      String from = layer(type);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = layer(dependency.getTargetClass());
        boolean allowed =
            to.isEmpty() || to.equals(from) || MAY_USE.getOrDefault(from, Set.of()).contains(to);
        if (!allowed) {
          found.add("%s → %s: %s".formatted(from, to, dependency.getDescription()));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> unknown = new TreeSet<>();
    for (JavaClass type : classes) {
      unknown.add(layer(type));
    }
    unknown.removeAll(MAY_USE.keySet());
    unknown.remove("");
    assertThat(unknown).as("packages without a place in MAY_USE").isEmpty();
  }

  @Test
  void theTableItselfHasNoCycle() {
    List<String> left = new ArrayList<>(MAY_USE.keySet());
    while (!left.isEmpty()) {
      List<String> bottom =
          left.stream().filter(p -> MAY_USE.get(p).stream().noneMatch(left::contains)).toList();
      assertThat(bottom).as("a package of %s that uses none of the others", left).isNotEmpty();
      left.removeAll(bottom);
    }
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(classes);
  }

  /** The first package below {@code corgi.engine}, or "" for everything else. */
  private static String layer(JavaClass type) {
    String name = type.getPackageName() + ".";
    return name.startsWith(ROOT) && name.length() > ROOT.length()
        ? name.substring(ROOT.length(), name.indexOf('.', ROOT.length()))
        : "";
  }
}
