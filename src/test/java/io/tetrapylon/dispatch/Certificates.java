package io.tetrapylon.dispatch;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Certificates for servers of tests, made by the JDK's own tool. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** A key store with a key and a certificate, signed by itself, for a host. */
  public static Path forHost(Path directory, String host) throws IOException, InterruptedException {
    var store = directory.resolve(host + ".p12");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "server",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed");
    }
    return store;
  }

  /** The store for a server that has the key or a client that trusts it. */
  public static PfxOptions options(Path store) {
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }
}
