package io.tetrapylon.boot.embedded;

import io.tetrapylon.kernel.Entropy;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Folders and files that only the gateway's own account may read. */
final class PrivateFile {
  private static final int PASSWORD_BYTES = 32;

  private PrivateFile() {}

  /** The folder, created with its parents if it is not there. */
  static Path folder(Path path) throws IOException {
    return Files.createDirectories(path, only("rwx------"));
  }

  /** The password in a file, made up if there is none. */
  static String password(Path file, Entropy entropy) throws IOException {
    if (!Files.exists(file)) {
      var text = Base64.getUrlEncoder().withoutPadding();
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, only("rw-------"));
      Files.writeString(fresh, text.encodeToString(entropy.bytes(PASSWORD_BYTES)));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }

  private static FileAttribute<?>[] only(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    var set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }
}
