package io.tetrapylon.boot.embedded;

import io.tetrapylon.boot.AtStop;
import io.tetrapylon.boot.StartRefused;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.keys.KeyFile;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;

/**
 * A durable PostgreSQL on a data directory. It finds the server that another gateway, or one that
 * was killed, has left running there, else starts it.
 */
public final class EmbeddedStore implements Callable<Properties> {
  private final Path directory;

  /** On this directory, which is created if it is not there. */
  public EmbeddedStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts or joins, and leaves word how to stop.
   *
   * @return the datasource's properties, and where the keys lie that were made for this store
   * @throws StartRefused when PostgreSQL does not start, with what it said
   */
  @Override
  public Properties call() throws IOException, SQLException {
    PrivateFile.folder(directory);
    var use = SharedUse.of(directory.resolve("lock"));
    FileLock turn = use.waitForTurn();
    try {
      var programs = new Programs(Binaries.in(directory), directory.resolve("programs.log"));
      var cluster = new Cluster(directory, programs);
      Properties properties = run(cluster, use);
      use.begin();
      AtStop.run(() -> use.end(cluster::stop));
      return properties;
    } finally {
      turn.release();
    }
  }

  private Properties run(Cluster cluster, SharedUse use) throws IOException, SQLException {
    var entropy = new Entropy();
    Path superuserFile = directory.resolve("postgres.password");
    String superuser = PrivateFile.password(superuserFile, entropy);
    String gateway = PrivateFile.password(directory.resolve("tetrapylon.password"), entropy);
    cluster.create(superuserFile);
    Optional<Postmaster> running = Postmaster.of(cluster.files());
    if (running.isEmpty() && !use.isUnused()) {
      throw new StartRefused(
          "Another gateway runs on "
              + directory
              + " with a server that cannot be reached from here.");
    }
    var postmaster = running.isPresent() ? running.get() : cluster.start();
    new Superuser(postmaster.port(), superuser).prepare(gateway);
    var properties = properties(postmaster.port(), gateway);
    properties.setProperty("tetrapylon.keys.file", keys(entropy).toString());
    return properties;
  }

  /** Made beside the file and moved: half a key file would lock everything away. */
  private Path keys(Entropy entropy) throws IOException {
    Path file = directory.resolve("keys");
    if (!Files.exists(file)) {
      Path fresh = directory.resolve("keys.new");
      Files.deleteIfExists(fresh);
      KeyFile.generate(fresh, entropy);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static Properties properties(int port, String password) {
    String url = "postgresql://127.0.0.1:" + port + "/tetrapylon";
    var properties = new Properties();
    properties.setProperty("quarkus.datasource.reactive.url", url);
    properties.setProperty("quarkus.datasource.jdbc.url", "jdbc:" + url);
    properties.setProperty("quarkus.datasource.username", "tetrapylon");
    properties.setProperty("quarkus.datasource.password", password);
    return properties;
  }
}
