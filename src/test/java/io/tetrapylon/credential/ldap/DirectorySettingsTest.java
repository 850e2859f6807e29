package io.tetrapylon.credential.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectorySettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ldaps://ldap.example.com|TLS
          ldap://ldap.example.com|STARTTLS
          ldap://localhost:1389|NONE
          ldap://[::1]|NONE
          """)
  void connectionsAreEncryptedUnlessTheyStayOnThisMachine(String url, Security usual) {
    assertEquals(usual, Security.usual(List.of(url)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          http://ldap.example.com|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|urls
          ldap://user@ldap.example.com|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|urls
          ldap://ldap.example.com/dc=b|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|urls
          ldap://ldap.example.com?uid|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|urls
          ldap://ldap.example.com:70000|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|urls
          ldaps://ldap.example.com|STARTTLS|cn=a|secret|dc=b|(uid={0})|4|-|security
          ldap://ldap.example.com|TLS|cn=a|secret|dc=b|(uid={0})|4|-|security
          ldaps://ldap.example.com|TLS|gateway|secret|dc=b|(uid={0})|4|-|bindDn
          ldaps://ldap.example.com|TLS|cn=a|''|dc=b|(uid={0})|4|-|bindPassword
          ldaps://ldap.example.com|TLS|cn=a|secret|b|(uid={0})|4|-|baseDn
          ldaps://ldap.example.com|TLS|cn=a|secret|dc=b|(uid=0)|4|-|userFilter
          ldaps://ldap.example.com|TLS|cn=a|secret|dc=b|(uid={0})|33|-|poolSize
          ldaps://ldap.example.com|TLS|cn=a|secret|dc=b|(uid={0})|4|none|trustAnchors
          """)
  void whatCannotBeIsRefusedByItsName(
      String url,
      Security security,
      String bindDn,
      String password,
      String baseDn,
      String filter,
      int pool,
      String anchors,
      String member) {
    var refusal =
        assertThrows(
            Refusal.class,
            () ->
                new DirectorySettings(
                    List.of(url),
                    security,
                    anchors,
                    bindDn,
                    Secret.of(password),
                    baseDn,
                    filter,
                    pool,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1)));

    assertTrue(refusal.getMessage().startsWith(member + ":"), refusal.getMessage());
  }

  @Test
  void oneServerAtLeast() {
    assertThrows(
        Refusal.class, () -> TestDirectory.settings(List.of(), Security.STARTTLS, null, "secret"));
  }
}
