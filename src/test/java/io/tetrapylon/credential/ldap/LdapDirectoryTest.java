package io.tetrapylon.credential.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.dispatch.Certificates;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Cidr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a directory is asked, on UnboundID's server. */
class LdapDirectoryTest {
  private static final Secret RIGHT = Secret.of(TestDirectory.PASSWORD);
  private static final Secret WRONG = Secret.of("wrong");

  @TempDir Path folder;

  private TestDirectory people;
  private LdapDirectory directory;
  private LdapConnections connections;

  @BeforeEach
  void start() {
    people = TestDirectory.start().with("jdoe");
    directory = open(people.settings());
  }

  @AfterEach
  void stop() {
    connections.close();
    people.close();
  }

  private LdapDirectory open(DirectorySettings settings) {
    return open(settings, DirectoryAddressesTest.thisMachine());
  }

  private LdapDirectory open(DirectorySettings settings, List<Cidr> networks) {
    if (connections != null) {
      connections.close();
    }
    connections = new LdapConnections(settings, networks);
    return new LdapDirectory(connections, settings);
  }

  @Test
  void theRightPasswordIsRightAndAnotherIsNot() {
    var jdoe = directory.find("jdoe");

    assertTrue(directory.check(jdoe, "jdoe", RIGHT).matches());
    assertFalse(directory.check(jdoe, "jdoe", WRONG).matches());
  }

  @Test
  void whoIsNotBoundYetIsFoundByTheLogin() {
    var answer = directory.check(null, "jdoe", RIGHT);

    assertTrue(answer.matches());
    assertEquals(directory.find("jdoe"), answer.now());
  }

  @Test
  void anEmptyPasswordIsNeverSent() {
    var jdoe = directory.find("jdoe");

    assertThrows(
        IllegalArgumentException.class, () -> directory.check(jdoe, "jdoe", Secret.of("")));
  }

  @Test
  void aSearchAfterAWrongPasswordIsTheAccountsAgain() {
    for (int i = 0; i < 5; i++) {
      directory.check(null, "jdoe", WRONG);
      directory.check(null, "jdoe", RIGHT);
    }

    assertEquals("cn=jdoe," + TestDirectory.BASE, directory.find("jdoe").dn());
  }

  @Test
  void anEntryThatHasMovedIsFollowed() throws LDAPException {
    var before = directory.find("jdoe");
    people.server().modifyDN(before.dn(), "cn=John Doe", true);

    var answer = directory.check(before, "jdoe", RIGHT);

    assertTrue(answer.matches());
    assertEquals("cn=John Doe," + TestDirectory.BASE, answer.now().dn());
  }

  @Test
  void anEntryWithoutAnIdIsNobodys() {
    people.close();
    people = TestDirectory.startWithoutIds().with("jdoe");
    directory = open(people.settings());

    refused(Reason.DIRECTORY_USER_WITHOUT_ID, () -> directory.find("jdoe"));
    refused(Reason.DIRECTORY_USER_WITHOUT_ID, () -> directory.check(null, "jdoe", RIGHT));
  }

  @Test
  void somebodyElseUnderTheSameNameIsNotTheUser() throws LDAPException {
    var before = directory.find("jdoe");
    people.server().delete(before.dn());
    people.with("jdoe");

    refused(Reason.DIRECTORY_USER_WITHOUT_DN, () -> directory.check(before, "jdoe", RIGHT));
    assertNotEquals(before, directory.find("jdoe"));
  }

  @Test
  void nobodyIsFoundWhereNobodyIs() {
    refused(Reason.DIRECTORY_USER_WITHOUT_DN, () -> directory.find("nobody"));
    refused(Reason.DIRECTORY_USER_WITHOUT_DN, () -> directory.find("*"));
    refused(Reason.DIRECTORY_USER_WITHOUT_DN, () -> directory.find("jdoe)(uid=*"));
  }

  @Test
  void twoOfOneLoginAreNobody() {
    people.with("another", "jdoe", "x");

    refused(Reason.DIRECTORY_MISCONFIGURED, () -> directory.find("jdoe"));
  }

  @Test
  void anAccountThatIsNotLetInIsNotAWrongPassword() {
    var shut = open(people.settings(Security.NONE, null, "another password"));

    refused(Reason.DIRECTORY_MISCONFIGURED, () -> shut.check(null, "jdoe", RIGHT));
  }

  @Test
  void aReferralIsNotFollowed() throws Exception {
    people
        .server()
        .add(
            "dn: cn=elsewhere," + TestDirectory.BASE,
            "objectClass: top",
            "objectClass: referral",
            "objectClass: extensibleObject",
            "cn: elsewhere",
            "uid: elsewhere",
            "ref: ldap://evil.example.com/cn=elsewhere");

    refused(Reason.DIRECTORY_USER_WITHOUT_DN, () -> directory.find("elsewhere"));
  }

  @Test
  void aServerThatIsGoneIsUnavailableUntilItIsBack() throws LDAPException {
    var jdoe = directory.find("jdoe");
    int port = people.server().getListenPort();
    people.server().shutDown(true);

    refused(Reason.DIRECTORY_UNAVAILABLE, () -> directory.check(jdoe, "jdoe", RIGHT));

    people.server().startListening();
    var back = people.server().getListenPort() == port ? directory : open(people.settings());
    assertTrue(back.check(jdoe, "jdoe", RIGHT).matches());
  }

  @Test
  void aConnectionThatDiedInThePoolIsReplaced() {
    var jdoe = directory.find("jdoe");
    people.server().closeAllConnections(false);

    assertTrue(directory.check(jdoe, "jdoe", RIGHT).matches());
  }

  @Test
  void aServerThatSaysNothingIsSilent() throws IOException {
    try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      var url = "ldap://localhost:" + mute.getLocalPort();
      var stalled = open(TestDirectory.settings(List.of(url), Security.NONE, null, "secret"));

      refused(Reason.DIRECTORY_SILENT, stalled::probe);
    }
  }

  @Test
  void theNextServerIsAskedWhereTheFirstIsGone() throws IOException {
    var closed = "ldap://localhost:" + freePort();
    var either =
        open(
            TestDirectory.settings(
                List.of(closed, people.url()),
                Security.NONE,
                null,
                TestDirectory.ACCOUNT_PASSWORD));

    assertTrue(either.check(null, "jdoe", RIGHT).matches());
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "STARTTLS"})
  void aPasswordTravelsEncryptedToWhoHasTheCertificate(Security security) throws Exception {
    var store = Certificates.forHost(folder, "localhost");
    try (var encrypted = TestDirectory.start(store, security).with("jdoe")) {
      var pem = TestDirectory.pem(store);
      var trusted = open(encrypted.settings(security, pem, TestDirectory.ACCOUNT_PASSWORD));

      assertTrue(trusted.check(null, "jdoe", RIGHT).matches());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "STARTTLS"})
  void aCertificateForAnotherHostIsNoCertificate(Security security) throws Exception {
    var store = Certificates.forHost(folder, "ldap.example.com");
    try (var other = TestDirectory.start(store, security).with("jdoe")) {
      var pem = TestDirectory.pem(store);
      var mistaken = open(other.settings(security, pem, TestDirectory.ACCOUNT_PASSWORD));

      refused(Reason.DIRECTORY_UNAVAILABLE, () -> mistaken.check(null, "jdoe", RIGHT));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS", "STARTTLS"})
  void aCertificateThatNobodyTrustsIsNoCertificate(Security security) throws Exception {
    var store = Certificates.forHost(folder, "localhost");
    try (var stranger = TestDirectory.start(store, security).with("jdoe")) {
      var doubtful = open(stranger.settings(security, null, TestDirectory.ACCOUNT_PASSWORD));

      refused(Reason.DIRECTORY_UNAVAILABLE, () -> doubtful.check(null, "jdoe", RIGHT));
    }
  }

  @Test
  void aServerThatDoesNotEncryptIsNotTalkedTo() {
    var plain = open(people.settings(Security.STARTTLS, null, TestDirectory.ACCOUNT_PASSWORD));

    var failure = assertThrows(DirectoryFailure.class, () -> plain.check(null, "jdoe", RIGHT));
    assertNotEquals(Reason.DIRECTORY_USER_WITHOUT_DN, failure.reason());
  }

  @Test
  void anAddressThatIsNotAllowedIsNotCalled() {
    var forbidden = open(people.settings(), List.of(Cidr.parse("10.0.0.0/8")));

    refused(Reason.DIRECTORY_MISCONFIGURED, forbidden::probe);
  }

  @Test
  void aBaseThatIsNotThereIsTold() throws LDAPException {
    people.server().deleteSubtree(TestDirectory.BASE);

    refused(Reason.DIRECTORY_MISCONFIGURED, directory::probe);
  }

  @Test
  void anAccountLockedByTheDirectoryIsAWrongPassword() throws LDAPException {
    var jdoe = directory.find("jdoe");
    people.server().modify(jdoe.dn(), new Modification(ModificationType.DELETE, "userPassword"));

    assertFalse(directory.check(jdoe, "jdoe", RIGHT).matches());
  }

  private static void refused(Reason reason, Executable asked) {
    assertEquals(reason, assertThrows(DirectoryFailure.class, asked).reason());
  }
}
