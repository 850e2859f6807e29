package io.tetrapylon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shape of DESIGN section 3. Each rule says what to do instead.
 *
 * <p>They run as ordinary tests: with JUnit 6 {@code archunit-junit5} runs none and stays green.
 */
class ArchitectureTest {
  private static final String ROOT = "io.tetrapylon.";

  /** A package may import the ones before it. */
  private static final List<String> ORDER =
      List.of(
          "kernel",
          "keys",
          "audit",
          "tenant",
          "user",
          "policy",
          "credential",
          "device",
          "dispatch",
          "challenge",
          "authentication",
          "dialect",
          "simulator",
          "boot");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tetrapylon");

  static List<String> features() {
    return ORDER.subList(0, ORDER.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("features")
  void aPackageImportsOnlyThoseBeforeIt(String feature) {
    var later = new ArrayList<String>();
    ORDER
        .subList(ORDER.indexOf(feature) + 1, ORDER.size())
        .forEach(p -> later.add(ROOT + p + ".."));

    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + feature + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later.toArray(String[]::new))
            .because(
                "features are ordered; move what is shared down, or offer a port that the later one implements"));
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    check(
        classes()
            .should()
            .resideInAnyPackage(ORDER.stream().map(p -> ROOT + p + "..").toArray(String[]::new))
            .because("a new package is entered in the order first, with a reason"));
  }

  @Test
  void noDialectImportsAnother() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "dialect.(*)..")
            .should(dependOnASibling())
            .because("what two dialects share belongs to dialect or to the core"));
  }

  @Test
  void theCredentialRowKnowsNoneOfItsKinds() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "credential")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "credential.(*)..")
            .because("a kind imports credential; what only one kind needs belongs to it"));
  }

  @Test
  void httpAndJsonBindingStayAtTheEdge() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "dialect..", ROOT + "boot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "com.fasterxml.jackson.databind..")
            .because("wire types stay in the adapter; use values, or Vert.x' JsonObject"));
  }

  @Test
  void rowsStayInTheirFeature() {
    check(
        classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .bePackagePrivate()
            .because("an entity is its feature's own; give others a record"));
  }

  @Test
  void timeAndRandomnessComeFromTheKernel() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "kernel..")
            .should()
            .callMethod("java.time.Instant", "now")
            .orShould()
            .callMethod("java.util.UUID", "randomUUID")
            .orShould()
            .callMethod("java.lang.System", "currentTimeMillis")
            .orShould()
            .callConstructor("java.security.SecureRandom")
            .because("inject java.time.Clock, Entropy or Ids, so that a test can turn them"));
  }

  @Test
  void nothingWaitsOnAThread() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "boot..")
            .should()
            .callMethod("java.lang.Thread", "sleep", "long")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
            .because("an event loop would stand still; return the Uni"));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service)")
            .because("such a name says nothing; name the role"));
  }

  @Test
  void everyResourceMethodSaysWhoMayCallIt() {
    check(
        methods()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.GET")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.POST")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PUT")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PATCH")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.DELETE")
            .should()
            .bePublic()
            .because("Quarkus ignores a resource method that is not public, with a warning only"));
  }

  @Test
  void aPlantedBreachIsFound() {
    var breach =
        noClasses()
            .that()
            .resideInAPackage(ROOT + "tenant..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "kernel..");

    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> breach.check(PRODUCT));
  }

  private static ArchCondition<JavaClass> dependOnASibling() {
    return new ArchCondition<>("depend on another dialect") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        origin.getDirectDependenciesFromSelf().stream()
            .filter(d -> isSibling(origin, d.getTargetClass()))
            .forEach(d -> events.add(SimpleConditionEvent.satisfied(origin, d.getDescription())));
      }
    };
  }

  private static boolean isSibling(JavaClass one, JavaClass other) {
    return inDialects().test(other) && !dialect(one).equals(dialect(other));
  }

  private static DescribedPredicate<JavaClass> inDialects() {
    return JavaClass.Predicates.resideInAPackage(ROOT + "dialect.(*)..");
  }

  private static String dialect(JavaClass in) {
    return in.getPackageName().substring((ROOT + "dialect.").length()).split("\\.")[0];
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }
}
