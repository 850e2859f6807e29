package io.tetrapylon.boot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Several gateways on one data directory: they start and stop one at a time, and the last one to go
 * stops the server. The operating system lets go of a killed gateway's locks.
 *
 * <p>Byte 0 of the lock file is held while starting or stopping, byte 1 is shared by all that run.
 * One channel serves both: closing any other on the same file would drop them.
 */
final class SharedUse {
  private static final long TURN = 0;
  private static final long USE = 1;

  private final FileChannel channel;
  private @Nullable FileLock use;

  private SharedUse(FileChannel channel) {
    this.channel = channel;
  }

  static SharedUse of(Path lockFile) throws IOException {
    return new SharedUse(
        FileChannel.open(
            lockFile,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  /** Waits until no other gateway starts or stops; release what comes back to let the next one. */
  FileLock waitForTurn() throws IOException {
    return channel.lock(TURN, 1, false);
  }

  /** Whether no other gateway runs. Ask only in one's turn. */
  boolean isUnused() throws IOException {
    try (var alone = channel.tryLock(USE, 1, false)) {
      return alone != null;
    }
  }

  void begin() throws IOException {
    use = channel.lock(USE, 1, true);
  }

  /** Ends this gateway's use; runs the action when it was the last one's. */
  void end(Runnable whenLast) {
    try (channel) {
      waitForTurn();
      if (use != null) {
        use.release();
      }
      if (isUnused()) {
        whenLast.run();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
