package io.tetrapylon.boot;

import io.quarkus.runtime.ImageMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;

/**
 * Which PostgreSQL the gateway runs on: the one that is configured, else one that it starts itself.
 *
 * <p>The embedded server is looked up by name, so that a native image, which has no use for it,
 * does not draw it in.
 */
final class StoreChoice {
  /** Set to true when the gateway runs on its embedded server, and only then. */
  static final String EMBEDDED = "tetrapylon.store.embedded";

  private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String DIRECTORY = "tetrapylon.data.directory";

  private static final List<String> KEYS =
      List.of("tetrapylon.keys.file", "tetrapylon.keys.master", "tetrapylon.keys.pepper");
  private static final String HOST = "quarkus.http.host";

  private final Surroundings surroundings;

  private StoreChoice(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  static StoreChoice in(Surroundings surroundings) {
    return new StoreChoice(surroundings);
  }

  /**
   * Starts the embedded server where one is needed and sets the properties that Quarkus reads.
   *
   * @throws StartRefused when there is no store to be had
   */
  void announce() {
    if (onlyTrainsTheClassArchive()) {
      return;
    }
    if (surroundings.has(REACTIVE_URL) || surroundings.has(JDBC_URL)) {
      completeUrls();
    } else {
      embed();
    }
  }

  /** The build starts the gateway once to see which classes it loads; there is no store then. */
  private static boolean onlyTrainsTheClassArchive() {
    return System.getProperty("quarkus.appcds.generate") != null;
  }

  private void completeUrls() {
    if (!surroundings.has(JDBC_URL)) {
      surroundings.value(REACTIVE_URL).ifPresent(url -> handOver(JDBC_URL, StoreUrl.jdbc(url)));
    }
    if (!surroundings.has(REACTIVE_URL)) {
      surroundings.value(JDBC_URL).ifPresent(url -> handOver(REACTIVE_URL, StoreUrl.reactive(url)));
    }
  }

  private void embed() {
    if (ImageMode.current() != ImageMode.JVM) {
      throw new StartRefused(
          "The native image holds no database: set QUARKUS_DATASOURCE_REACTIVE_URL,"
              + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD.");
    }
    Path directory = directory();
    var properties = startIn(directory);
    if (KEYS.stream().anyMatch(surroundings::hasAnyUnder)) {
      properties.remove("tetrapylon.keys.file");
    }
    properties.stringPropertyNames().forEach(name -> handOver(name, properties.getProperty(name)));
    if (!surroundings.has(HOST)) {
      handOver(HOST, "127.0.0.1");
    }
    handOver(EMBEDDED, "true");
  }

  private Path directory() {
    String configured = surroundings.value(DIRECTORY).orElse(".tetrapylon");
    return Path.of(configured).toAbsolutePath().normalize();
  }

  private static Properties startIn(Path directory) {
    String name = StoreChoice.class.getPackageName() + ".embedded." + "Embedded".concat("Store");
    try {
      var constructor = Class.forName(name).getConstructor(Path.class);
      return (Properties) ((Callable<?>) constructor.newInstance(directory)).call();
    } catch (StartRefused refusal) {
      throw refusal;
    } catch (IOException unusable) {
      throw new StartRefused(
          "The embedded PostgreSQL cannot use its directory: %s. Name another in %s, or set QUARKUS_DATASOURCE_REACTIVE_URL."
              .formatted(unusable, DIRECTORY));
    } catch (Exception failure) {
      throw new IllegalStateException("the embedded server did not start", failure);
    }
  }

  private static void handOver(String name, String value) {
    System.setProperty(name, value);
    AtStop.run(() -> System.clearProperty(name));
  }
}
