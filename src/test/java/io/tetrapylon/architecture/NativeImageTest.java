package io.tetrapylon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tetrapylon.boot.ReachedByName;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * What a native image cannot see for itself is registered, and what it must not contain is not
 * reached. Generating its sources finds neither.
 */
class NativeImageTest {
  private static final String ROOT = "io.tetrapylon.";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tetrapylon");

  /** Main looks the embedded server up; bodies of the management API are known by signature. */
  private static final Set<String> MAY_REFLECT =
      Set.of(ROOT + "boot.StoreChoice", ROOT + "dialect.StrictBodies");

  @Test
  void resourcesThatAreReadByNameAreIncluded() throws IOException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      settings.load(file);
    }
    var included = List.of(settings.getProperty("quarkus.native.resources.includes").split(","));

    var readers = callersOf(Class.class, "getResource", "getResourceAsStream");

    assertEquals(Set.of(ROOT + "boot.tenantfile.TenantFile"), readers, "list what they read below");
    assertTrue(included.contains("demo-tenant.yaml"));
  }

  @Test
  void nothingElseReachesClassesByReflection() {
    var reflecting = callersOf(Class.class, "forName", "getConstructor", "getDeclaredConstructor");
    reflecting.addAll(callersOf(Class.class, "getMethod", "getDeclaredMethod", "getField"));
    reflecting.addAll(callersOf("com.fasterxml.jackson.databind.ObjectMapper", "readValue"));
    reflecting.addAll(callersOf("com.fasterxml.jackson.databind.ObjectMapper", "convertValue"));
    reflecting.addAll(callersOf("com.fasterxml.jackson.databind.ObjectMapper", "treeToValue"));
    reflecting.addAll(callersOf("io.vertx.core.json.JsonObject", "mapTo", "mapFrom"));
    reflecting.removeAll(MAY_REFLECT);

    assertEquals(Set.of(), reflecting, "register what they reach and add them to this test");
  }

  @Test
  void cacheClassesThatCaffeineLooksUpAreRegistered() throws ReflectiveOperationException {
    var registered =
        Set.of(ReachedByName.class.getAnnotation(RegisterForReflection.class).classNames());

    for (var cache : cachesOfTheProduct()) {
      assertTrue(registered.containsAll(cache), cache + " are not in ReachedByName");
    }
  }

  @Test
  void whatTheWebAuthnLibraryBindsByAnnotationsIsRegistered() throws ClassNotFoundException {
    var registration = Class.forName(ROOT + "credential.fido2.BoundByLibrary");
    var registered =
        Stream.of(registration.getAnnotation(RegisterForReflection.class).targets())
            .map(Class::getName)
            .collect(Collectors.toSet());

    var bound =
        new ClassFileImporter()
                .importPackages(
                    "com.webauthn4j.data.attestation",
                    "com.webauthn4j.data.jws",
                    "com.webauthn4j.data.extension.authenticator")
                .stream()
                .filter(NativeImageTest::isBound)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    bound.removeAll(registered);
    assertEquals(Set.of(), bound);
  }

  private static boolean isBound(JavaClass type) {
    return Stream.concat(type.getAnnotations().stream(), annotationsOfMembers(type))
        .anyMatch(each -> each.getRawType().getPackageName().startsWith("com.fasterxml.jackson"));
  }

  private static Stream<? extends com.tngtech.archunit.core.domain.JavaAnnotation<?>>
      annotationsOfMembers(JavaClass type) {
    return type.getMembers().stream().flatMap(member -> member.getAnnotations().stream());
  }

  @Test
  void noStaticFieldHoldsWhatAnImageMayNotHold() {
    check(
        fields()
            .that()
            .areStatic()
            .should(notHold(Random.class, InetAddress.class, Thread.class, Executor.class))
            .because("classes are initialised while the image is built; make it a bean's field"));
  }

  @Test
  void theEmbeddedServerIsReachedByNameOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "boot.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "boot.embedded..", "io.zonky..", "org.tukaani..", "org.apache.commons..")
            .because("the native image would draw it in; see StoreChoice"));
  }

  @Test
  void theNativeProfileLeavesOutEveryPartOfTheEmbeddedServer() throws Exception {
    var pom = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var project = pom.parse(Path.of("pom.xml").toFile()).getDocumentElement();

    var removed = Set.of(text(project, "quarkus.class-loading.removed-artifacts").split(","));

    var dependencies = project.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      var dependency = (Element) dependencies.item(i);
      var group = text(dependency, "groupId");
      var isPart = group.startsWith("io.zonky") && !"pom".equals(text(dependency, "type"));
      var name = group + ":" + text(dependency, "artifactId");
      assertTrue(!isPart || removed.contains(name), name + " would be in the native image");
    }
  }

  private static String text(Element parent, String name) {
    var found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  /** For each class that builds a cache: the names of the classes that Caffeine looks up for it. */
  private static Set<Set<String>> cachesOfTheProduct() throws ReflectiveOperationException {
    var caches = new HashSet<Set<String>>();
    for (var origin : callersOf(Caffeine.class, "newBuilder")) {
      var features =
          PRODUCT.get(origin).getMethodCallsFromSelf().stream()
              .filter(call -> call.getTargetOwner().isEquivalentTo(Caffeine.class))
              .map(JavaMethodCall::getName)
              .collect(Collectors.toSet());
      features.removeAll(Set.of("newBuilder", "build", "ticker"));
      caches.add(lookedUpFor(features));
    }
    return caches;
  }

  private static Set<String> lookedUpFor(Set<String> features) throws ReflectiveOperationException {
    Caffeine<Object, Object> builder = Caffeine.newBuilder();
    for (var feature : features) {
      switch (feature) {
        case "maximumSize" -> builder.maximumSize(10);
        case "expireAfterWrite" -> builder.expireAfterWrite(java.time.Duration.ofSeconds(5));
        case "weakKeys" -> builder.weakKeys();
        case "weakValues" -> builder.weakValues();
        default -> throw new AssertionError("teach this test Caffeine's " + feature);
      }
    }
    var cache = builder.build();
    cache.put("key", "value");
    var bounded = cache.getClass().getDeclaredField("cache");
    bounded.setAccessible(true);
    var store = bounded.get(cache);
    var nodes = Class.forName("com.github.benmanes.caffeine.cache.BoundedLocalCache");
    var factory = nodes.getDeclaredField("nodeFactory");
    factory.setAccessible(true);
    return Set.of(store.getClass().getName(), factory.get(store).getClass().getName());
  }

  private static Set<String> callersOf(Class<?> owner, String... methods) {
    return callersOf(owner.getName(), methods);
  }

  private static Set<String> callersOf(String owner, String... methods) {
    var names = Set.of(methods);
    return PRODUCT.stream()
        .flatMap(origin -> origin.getMethodCallsFromSelf().stream())
        .filter(call -> names.contains(call.getName()))
        .filter(call -> call.getTargetOwner().isAssignableTo(owner))
        .map(call -> call.getOriginOwner().getName())
        .collect(Collectors.toSet());
  }

  private static ArchCondition<com.tngtech.archunit.core.domain.JavaField> notHold(
      Class<?>... types) {
    var forbidden =
        DescribedPredicate.or(
            List.of(types).stream().map(JavaClass.Predicates::assignableTo).toList());
    return new ArchCondition<>("not hold one of " + List.of(types)) {
      @Override
      public void check(com.tngtech.archunit.core.domain.JavaField field, ConditionEvents events) {
        if (forbidden.test(field.getRawType())) {
          events.add(SimpleConditionEvent.violated(field, field.getDescription()));
        }
      }
    };
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCT);
  }
}
