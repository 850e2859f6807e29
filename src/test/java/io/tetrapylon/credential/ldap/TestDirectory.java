package io.tetrapylon.credential.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** UnboundID's server in memory, with a few people and the account that searches them. */
public final class TestDirectory implements AutoCloseable {
  public static final String BASE = "ou=people,dc=example,dc=com";
  public static final String ACCOUNT = "cn=gateway,dc=example,dc=com";
  public static final String ACCOUNT_PASSWORD = "the account's password";
  public static final String PASSWORD = "in the directory";

  private final InMemoryDirectoryServer server;
  private final boolean tls;

  private TestDirectory(InMemoryDirectoryServer server, boolean tls) {
    this.server = server;
    this.tls = tls;
  }

  /** Without TLS. */
  public static TestDirectory start() {
    return start(InMemoryListenerConfig::createLDAPConfig, false);
  }

  /** The same, its entries without any id, as where the account may not read them. */
  public static TestDirectory startWithoutIds() {
    return start(InMemoryListenerConfig::createLDAPConfig, false, false);
  }

  /** With the key of that store, from the start or by StartTLS. */
  static TestDirectory start(Path store, Security security) throws Exception {
    var context = context(store);
    boolean tls = security == Security.TLS;
    return tls
        ? start(
            name ->
                InMemoryListenerConfig.createLDAPSConfig(name, context.getServerSocketFactory()),
            true)
        : start(
            name ->
                InMemoryListenerConfig.createLDAPConfig(name, null, 0, context.getSocketFactory()),
            false);
  }

  private interface Listener {
    InMemoryListenerConfig named(String name) throws LDAPException;
  }

  private static TestDirectory start(Listener listener, boolean tls) {
    return start(listener, tls, true);
  }

  private static TestDirectory start(Listener listener, boolean tls, boolean withIds) {
    try {
      var config = new InMemoryDirectoryServerConfig("dc=example,dc=com");
      config.setSchema(null);
      config.setGenerateOperationalAttributes(withIds);
      config.setListenerConfigs(listener.named("test"));
      config.addAdditionalBindCredentials(ACCOUNT, ACCOUNT_PASSWORD);
      var server = new InMemoryDirectoryServer(config);
      server.add("dn: dc=example,dc=com", "objectClass: top", "objectClass: domain", "dc: example");
      server.add(
          "dn: " + BASE, "objectClass: top", "objectClass: organizationalUnit", "ou: people");
      server.startListening();
      return new TestDirectory(server, tls);
    } catch (LDAPException | LDIFException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The certificate of that store, as a trust anchor. */
  static String pem(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var encoded = keys.getCertificate("server").getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END CERTIFICATE-----\n";
  }

  public InMemoryDirectoryServer server() {
    return server;
  }

  /** Somebody with the usual password. */
  public TestDirectory with(String uid) {
    return with(uid, uid, PASSWORD);
  }

  /** Somebody at a place of their own. */
  public TestDirectory with(String name, String uid, String password) {
    try {
      server.add(
          "dn: cn=" + name + "," + BASE,
          "objectClass: top",
          "objectClass: inetOrgPerson",
          "cn: " + name,
          "sn: " + name,
          "uid: " + uid,
          "userPassword: " + password);
      return this;
    } catch (LDAPException | LDIFException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String url() {
    return (tls ? "ldaps" : "ldap") + "://localhost:" + server.getListenPort();
  }

  DirectorySettings settings() {
    return settings(Security.NONE, null, ACCOUNT_PASSWORD);
  }

  DirectorySettings settings(Security security, @Nullable String anchors, String password) {
    return settings(List.of(url()), security, anchors, password);
  }

  static DirectorySettings settings(
      List<String> urls, Security security, @Nullable String anchors, String password) {
    return new DirectorySettings(
        urls,
        security,
        anchors,
        ACCOUNT,
        Secret.of(password),
        BASE,
        "(uid={0})",
        2,
        Duration.ofMillis(1000),
        Duration.ofMillis(1000));
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
