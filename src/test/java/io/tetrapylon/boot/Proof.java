package io.tetrapylon.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a proof came to: a line in {@code target/proofs.txt}, for whoever runs its long form. */
final class Proof {
  private Proof() {}

  static void record(String line) throws IOException {
    Files.writeString(
        Path.of("target", "proofs.txt"),
        line + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
