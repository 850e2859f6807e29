package io.tetrapylon.dispatch;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates for servers of tests, made by the JDK's own tool. */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** A key store with a key and a certificate, signed by itself, for a host. */
  public static Path forHost(Path directory, String host) throws IOException, InterruptedException {
    return make(directory, host, List.of("-keyalg", "EC", "-groupname", "secp256r1"));
  }

  /** The same with RSA: GnuTLS does not read the JDK's keys of the other sort. */
  public static Path rsaForHost(Path directory, String host)
      throws IOException, InterruptedException {
    return make(directory, host, List.of("-keyalg", "RSA", "-keysize", "2048"));
  }

  private static Path make(Path directory, String host, List<String> key)
      throws IOException, InterruptedException {
    var store = directory.resolve(host + ".p12");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-genkeypair");
    command.addAll(key);
    command.addAll(List.of("-alias", "server", "-dname", "CN=" + host, "-ext", "san=dns:" + host));
    command.addAll(List.of("-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    var process = new ProcessBuilder(command).inheritIO().start();
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
