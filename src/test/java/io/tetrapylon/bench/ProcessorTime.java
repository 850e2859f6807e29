package io.tetrapylon.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time out of {@code /proc} (proc(5), fields 14 to 17 of {@code stat}), user and system
 * together. The kernel counts it exactly and shows it in hundredths of a second.
 */
final class ProcessorTime {
  private static final Path PROC = Path.of("/proc");
  private static final double MILLIS_A_TICK = 10;
  private static final double UNKNOWN = Double.NaN;

  private ProcessorTime() {}

  /** Milliseconds that a process has used; NaN where there is no {@code /proc}. */
  static double of(long pid) {
    return stat(PROC.resolve(pid + "/stat")).own();
  }

  /**
   * Milliseconds that a PostgreSQL server has used: the postmaster, its live children, and those
   * that it has outlived.
   */
  static double ofServer(long postmaster) {
    while (true) {
      var before = stat(PROC.resolve(postmaster + "/stat"));
      double children = ofChildren(postmaster);
      var after = stat(PROC.resolve(postmaster + "/stat"));
      if (Double.compare(before.buried(), after.buried()) == 0) {
        return after.own() + after.buried() + children; // none of them died meanwhile
      }
    }
  }

  /** Milliseconds of a process' live threads whose name begins so. */
  static double ofThreads(long pid, String prefix) {
    return each(PROC.resolve(pid + "/task"))
        .filter(stat -> stat.name().startsWith(prefix))
        .mapToDouble(Stat::own)
        .sum();
  }

  private static double ofChildren(long parent) {
    return each(PROC).filter(stat -> stat.parent() == parent).mapToDouble(Stat::own).sum();
  }

  private static Stream<Stat> each(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
          .map(path -> stat(path.resolve("stat")))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private record Stat(String name, long parent, double own, double buried) {}

  /** The name stands in parentheses and may hold anything; the rest is separated by blanks. */
  private static Stat stat(Path file) {
    try {
      String line = Files.readString(file);
      int end = line.lastIndexOf(')');
      var fields = line.substring(end + 2).split(" ");
      return new Stat(
          line.substring(line.indexOf('(') + 1, end),
          Long.parseLong(fields[1]),
          millis(fields, 11),
          millis(fields, 13));
    } catch (IOException gone) {
      return new Stat("", -1, Files.isDirectory(PROC.resolve("self")) ? 0 : UNKNOWN, 0);
    }
  }

  private static double millis(String[] fields, int first) {
    return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * MILLIS_A_TICK;
  }
}
