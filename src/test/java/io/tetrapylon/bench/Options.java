package io.tetrapylon.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How long and how much.
 *
 * @param jar the packaged gateway
 * @param warmUp before anything is measured, so that the JIT has done its work
 * @param measured of each row of the table
 * @param samples of each kind of login in the comparison of times
 * @param clients how many at once, one row each
 * @param gatewayFlags for the gateway's JVM
 * @param keep whether the data directory stays, to look into
 * @param only the parts that run: load, password, push, times
 */
record Options(
    Path jar,
    Duration warmUp,
    Duration measured,
    int samples,
    List<Integer> clients,
    List<String> gatewayFlags,
    boolean keep,
    List<String> only) {
  private static final String USAGE =
      "options: --short, --seconds N, --warm-up N, --samples N, --clients 1,16,64,"
          + " --only load,password,push,times, --jar PATH, --jvm FLAG, --keep";

  private static final Options USUAL =
      new Options(
          Path.of("target", "quarkus-app", "quarkus-run.jar"),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          2000,
          List.of(1, 16, 64),
          List.of(),
          false,
          List.of("load", "password", "push", "times"));

  /** Reads the command line; throws IllegalArgumentException with the usage. */
  static Options parse(String... arguments) {
    var options = USUAL;
    for (int i = 0; i < arguments.length; i++) {
      options =
          switch (arguments[i]) {
            case "--short" -> options.times(Duration.ofSeconds(12), Duration.ofSeconds(3), 200);
            case "--keep" -> options.keeping();
            default -> options.with(arguments[i], value(arguments, ++i));
          };
    }
    return options;
  }

  /** Whether this is for a look and not for figures. */
  boolean isShort() {
    return measured.toSeconds() <= 3;
  }

  boolean runs(String part) {
    return only.contains(part);
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--seconds" -> times(warmUp, seconds(value), samples);
      case "--warm-up" -> times(seconds(value), measured, samples);
      case "--samples" -> times(warmUp, measured, Integer.parseInt(value));
      case "--clients" ->
          copy(jar, List.of(value.split(",")).stream().map(Integer::valueOf).toList(), only);
      case "--only" -> copy(jar, clients, List.of(value.split(",")));
      case "--jar" -> copy(Path.of(value), clients, only);
      case "--jvm" ->
          new Options(
              jar, warmUp, measured, samples, clients, List.of(value.split(" ")), keep, only);
      default -> throw new IllegalArgumentException(name + " is unknown; " + USAGE);
    };
  }

  private Options times(Duration newWarmUp, Duration newMeasured, int newSamples) {
    return new Options(jar, newWarmUp, newMeasured, newSamples, clients, gatewayFlags, keep, only);
  }

  private Options copy(Path newJar, List<Integer> newClients, List<String> newOnly) {
    return new Options(newJar, warmUp, measured, samples, newClients, gatewayFlags, keep, newOnly);
  }

  private Options keeping() {
    return new Options(jar, warmUp, measured, samples, clients, gatewayFlags, true, only);
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(Long.parseLong(value));
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a value; " + USAGE);
    }
    return arguments[at];
  }
}
