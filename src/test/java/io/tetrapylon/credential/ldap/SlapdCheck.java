package io.tetrapylon.credential.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.dispatch.Certificates;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same on OpenLDAP's {@code slapd}, which has to be installed: {@code ./mvnw test -Ptools}. It
 * wants TLS before any bind, and lets nobody in without a password.
 */
@Tag("tools")
class SlapdCheck {
  private static final Secret RIGHT = Secret.of(TestDirectory.PASSWORD);

  @TempDir static Path folder;

  private static Process server;
  private static int port;
  private static String pem;
  private static LdapConnections connections;
  private static LdapDirectory directory;

  @BeforeAll
  static void start() throws Exception {
    var store = Certificates.rsaForHost(folder, "localhost");
    pem = TestDirectory.pem(store);
    Files.writeString(folder.resolve("server.crt"), pem);
    Files.writeString(folder.resolve("server.key"), key(store));
    Files.createDirectory(folder.resolve("data"));
    Files.writeString(folder.resolve("slapd.conf"), configuration());
    Files.writeString(folder.resolve("people.ldif"), people());
    run("slapadd", "-f", folder.resolve("slapd.conf"), "-l", folder.resolve("people.ldif"));
    port = freePort();
    server =
        process(
            "slapd",
            "-d",
            "32768",
            "-f",
            folder.resolve("slapd.conf"),
            "-h",
            "ldap://localhost:" + port);
    awaitPort();
    var settings =
        TestDirectory.settings(
            List.of("ldap://localhost:" + port),
            Security.STARTTLS,
            pem,
            TestDirectory.ACCOUNT_PASSWORD);
    connections = new LdapConnections(settings, DirectoryAddressesTest.thisMachine());
    directory = new LdapDirectory(connections, settings);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    connections.close();
    server.destroy();
    server.waitFor(10, TimeUnit.SECONDS);
  }

  @Test
  void theRightPasswordIsRightAndAnotherIsNot() {
    directory.probe();
    var jdoe = directory.find("jdoe");

    assertTrue(directory.check(jdoe, "jdoe", RIGHT).matches());
    assertFalse(directory.check(jdoe, "jdoe", Secret.of("wrong")).matches());
    assertEquals(IdAttribute.ENTRY_UUID, jdoe.attribute());
  }

  @Test
  void anEntryThatHasMovedIsFollowed() throws LDAPException, GeneralSecurityException {
    var before = directory.find("mover");
    try (var manager = new LDAPConnection("localhost", port)) {
      manager.processExtendedOperation(
          new com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest(
              new TrustAnchors(pem).context()));
      manager.bind(TestDirectory.ACCOUNT, TestDirectory.ACCOUNT_PASSWORD);
      manager.modifyDN(before.dn(), "cn=moved", true);
    }

    var answer = directory.check(before, "mover", RIGHT);

    assertTrue(answer.matches());
    assertTrue(answer.now().dn().startsWith("cn=moved,"), answer.now().dn());
  }

  @Test
  void aFilterInALoginFindsNobody() {
    for (var login : List.of("*", "jdoe)(uid=*", "j*", "nobody")) {
      var failure = assertThrows(DirectoryFailure.class, () -> directory.find(login));
      assertEquals(Reason.DIRECTORY_USER_WITHOUT_DN, failure.reason());
    }
  }

  @Test
  void withoutTlsThereIsNoAnswer() {
    var plain =
        TestDirectory.settings(
            List.of("ldap://localhost:" + port),
            Security.NONE,
            null,
            TestDirectory.ACCOUNT_PASSWORD);
    try (var clear = new LdapConnections(plain, DirectoryAddressesTest.thisMachine())) {
      assertThrows(DirectoryFailure.class, () -> new LdapDirectory(clear, plain).find("jdoe"));
    }
  }

  private static String configuration() {
    return """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        modulepath /usr/lib/ldap
        moduleload back_mdb
        pidfile %1$s/pid
        argsfile %1$s/args
        TLSCertificateFile %1$s/server.crt
        TLSCertificateKeyFile %1$s/server.key
        security simple_bind=128
        database mdb
        suffix "dc=example,dc=com"
        rootdn "%2$s"
        rootpw "%3$s"
        directory %1$s/data
        access to attrs=userPassword by anonymous auth by * none
        access to * by * read
        """
        .formatted(folder, TestDirectory.ACCOUNT, TestDirectory.ACCOUNT_PASSWORD);
  }

  private static String people() {
    return """
        dn: dc=example,dc=com
        objectClass: dcObject
        objectClass: organization
        o: Example
        dc: example

        dn: %1$s
        objectClass: organizationalUnit
        ou: people

        dn: cn=jdoe,%1$s
        objectClass: inetOrgPerson
        cn: jdoe
        sn: Doe
        uid: jdoe
        userPassword: %2$s

        dn: cn=mover,%1$s
        objectClass: inetOrgPerson
        cn: mover
        sn: Mover
        uid: mover
        userPassword: %2$s
        """
        .formatted(TestDirectory.BASE, TestDirectory.PASSWORD);
  }

  private static String key(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var encoded = keys.getKey("server", "changeit".toCharArray()).getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static void run(Object... command) throws IOException, InterruptedException {
    var process = process(command);
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  /** Programs of administrators are not on everybody's path. */
  private static Process process(Object... command) throws IOException {
    var words = new java.util.ArrayList<>(List.of(command).stream().map(String::valueOf).toList());
    words.set(0, "/usr/sbin/" + words.get(0));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static void awaitPort() throws InterruptedException, IOException {
    for (int i = 0; i < 100 && server.isAlive(); i++) {
      try {
        new LDAPConnection("localhost", port).close();
        return;
      } catch (LDAPException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError(
        "slapd does not listen: "
            + new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
