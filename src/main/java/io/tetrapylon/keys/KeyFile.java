package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file of keys: {@code master=<id>:<base64>} and {@code pepper=<id>:<base64>}, one a line, the
 * current one of each first; empty lines and lines that begin with {@code #} say nothing.
 *
 * @param masters the master keys as {@code id:base64}
 * @param peppers the peppers as {@code id:base64}
 */
public record KeyFile(List<String> masters, List<String> peppers) {
  private static final String MASTER = "master=";
  private static final String PEPPER = "pepper=";

  /** Copies the entries. */
  public KeyFile {
    masters = List.copyOf(masters);
    peppers = List.copyOf(peppers);
  }

  /**
   * Reads a key file.
   *
   * @throws IllegalStateException with a sentence that names the file and the line
   */
  static KeyFile read(Path path) {
    var masters = new ArrayList<String>();
    var peppers = new ArrayList<String>();
    var lines = lines(path);
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i).strip();
      if (line.startsWith(MASTER)) {
        masters.add(line.substring(MASTER.length()));
      } else if (line.startsWith(PEPPER)) {
        peppers.add(line.substring(PEPPER.length()));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalStateException(
            "Line %d of the key file %s is neither master=<id>:<base64> nor pepper=<id>:<base64>."
                .formatted(i + 1, path));
      }
    }
    return new KeyFile(masters, peppers);
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The key file %s (tetrapylon.keys.file) cannot be read: %s.".formatted(path, e), e);
    }
  }

  /**
   * Writes a new file with one random master key and one random pepper, readable by its owner only.
   *
   * @throws UncheckedIOException when it cannot be written, in particular when it exists already: a
   *     key file is never overwritten, since nobody could open anything any more
   */
  public static void generate(Path path, Entropy entropy) {
    var text =
        """
        # Keys of this installation. Without this file nothing in its database can be opened: keep a copy elsewhere.
        %s1:%s
        %s1:%s
        """
            .formatted(MASTER, random(entropy), PEPPER, random(entropy));
    try {
      Files.createFile(path, ownerOnly(path));
      Files.writeString(path, text, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String random(Entropy entropy) {
    return Base64.getEncoder().encodeToString(entropy.bytes(KeyRing.KEY_BYTES));
  }

  private static FileAttribute<?>[] ownerOnly(Path path) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Holds key material: only the numbers of keys are shown. */
  @Override
  public String toString() {
    return "KeyFile[masters=%d, peppers=%d]".formatted(masters.size(), peppers.size());
  }
}
