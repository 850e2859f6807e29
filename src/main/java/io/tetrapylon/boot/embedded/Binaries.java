package io.tetrapylon.boot.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked from the archive on the class path into the data directory: a
 * folder that all may write to could hold somebody else's.
 */
final class Binaries {
  private Binaries() {}

  /**
   * The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked if it is not there.
   */
  static Path in(Path directory) throws IOException {
    byte[] archive = archive();
    Path home = directory.resolve("server-" + digest(archive));
    if (!Files.exists(home)) {
      Path fresh = Files.createTempDirectory(directory, "unpacking-");
      unpack(archive, fresh);
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return home;
  }

  private static byte[] archive() throws IOException {
    String machine = ArchUtils.normalize(System.getProperty("os.arch"));
    try (var stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine)) {
      return stream.readAllBytes();
    }
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "Windows";
    }
    return name.startsWith("mac") ? "Darwin" : "Linux";
  }

  private static String digest(byte[] archive) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (var entries =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        place(entry, entries, target);
      }
    }
  }

  private static void place(TarArchiveEntry entry, TarArchiveInputStream content, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      path.toFile().setExecutable((entry.getMode() & 0100) != 0, true);
    }
  }
}
