package corgi.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import corgi.engine.model.Guidance;
import corgi.engine.sampling.Sampler;
import corgi.engine.sampling.Stepper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The star of modules, as sentences. The layers within engine are checked in engine. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("corgi");
    assertThat(classes.containPackage("corgi.engine")).isTrue();
    assertThat(classes.containPackage("corgi.guidance")).isTrue();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  @Test
  void everyModuleSeesOnlyTheEngineAndOnlyTheCommandLineSeesAll() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("engine")
        .definedBy("corgi.engine..")
        .layer("guidance")
        .definedBy("corgi.guidance..")
        .layer("text")
        .definedBy("corgi.text..")
        .layer("eval")
        .definedBy("corgi.eval..")
        .layer("cli")
        .definedBy("corgi.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("guidance")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("text")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("eval")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("guidance", "text", "eval", "cli")
        .check(classes);
  }

  @Test
  void samplersAndStrategiesDoNotKnowEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage("corgi.engine.sampling..")
            .should()
            .dependOnClassesThat(assignableTo(Guidance.class))
            .because("a sampler sees a Denoiser, however it is steered"));
    check(
        noClasses()
            .that()
            .resideInAPackage("corgi.guidance..")
            .should()
            .dependOnClassesThat(assignableTo(Sampler.class).or(assignableTo(Stepper.class)))
            .because("a strategy serves every sampler"));
  }

  @Test
  void onlyTheTensorPackageTouchesTheEnginesInternals() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("corgi.engine.tensor..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.djl.pytorch.."))
            .because("the way to PyTorch is corgi.engine.tensor"));
  }

  @Test
  void librariesNeitherPrintNorExit() {
    check(
        noClasses()
            .that(resideOutsideOfPackage("corgi.cli.."))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .because("whoever embeds Corgi decides what is printed and when it ends"));
  }
}
