package io.tetrapylon.boot.tenantfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake is told with its line. */
class TenantFileErrorTest {
  private static final Path EXAMPLE = Path.of("src/test/resources/bootstrap-example.yaml");

  /** Each row changes one place of the example: what stands there, what then does, what is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tenants:|tenant:|6|tenant: is no key of this place
          name: Default|nme: Default|8|tenants[0].nme: is no key of this place
          name: Default|code: Default|8|tenants[0].code: stands here twice
          name: Default|name: [ Default ]|8|tenants[0].name: must be a text
          name: Default|name: yes|8|tenants[0].name: must be a text: put it in quotes
          name: Default|name: " "|8|tenants[0].name: must not be empty
          name: Default|name: &n Default|8|anchors and aliases are not read
          name: Default|name: !!java.io.File Default|8|tag
          users: 10000|users: "10000"|9|tenants[0].licence.users: must be a whole number from 0
          users: 10000|users: -1|9|tenants[0].licence.users: must be a whole number from 0
          2035-12-31|31.12.2035|9|tenants[0].licence.expires: must be a date
          fido: true|fido: 1|9|tenants[0].licence.fido: must be true or false
          tokenFailures: 3|tokenFailures: 0|10|tenants[0].limits.tokenFailures: must be a whole number from 1
          IMPORT_TRUSTED_CMS|TRUST_ME|11|tenants[0].attestation: must be one of
          [ my.rp.com|[ "https://my.rp.com"|13|tenants[0].relyingParties[0]: must be a host name
          https://front|ftp://front|14|tenants[0].callbackUrl: must be a URL
          password: "change-me-rw", ||19|tenants[0].apiClients[0]: lacks the key password
          access: read-write|access: write|19|tenants[0].apiClients[0].access: must be read-only or read-write
          permissions: [ "*" ]|permissions: "*"|20|tenants[0].apiClients[0].permissions: must be a list
          AccessControl.CredentialView|"Access Control"|22|tenants[0].apiClients[1].permissions[0]: must be *
          demo_ro_id|demo_rw_id|21|this access id is there already: first on line 19
          demo-api-key-ro|demo-api-key-rw|21|this API key is there already: first on line 19
          user: jdoe|user: john|24|tenants[0].apiClients[2].user: is no user of this tenant
          groups: [ contractors ] }|groups: [ guests ] }|26|tenants[0].apiClients[3].dataroom.groups[0]: is no group
          role: tenant-admin|role: installation-admin|28|tenants[0].operators[0].role: is no role here
          [ staff, contractors ]|[ staff, staff ]|29|tenants[0].groups[1]: this group is there already
          AT_EMPOTP2|AT_EMPOTP|31|tenants[0].credentialPolicies[0].code: this credential policy is there already
          jdoe@example.com|jdoe at home|34|tenants[0].users[0].email: must be an e-mail address
          number: 10033|number: 010033|37|tenants[0].users[0].number: must be a whole number
          0a1b2c3d-0000|0a1b2c3d|38|tenants[0].users[0].id: must be a UUID
          groups: [ staff ]|groups: [ crew ]|39|tenants[0].users[0].groups[0]: is no group of this tenant
          method: TOTP|method: OTP|42|tenants[0].users[0].oath[0].method: must be one of [TOTP, HOTP]
          algorithm: SHA1|algorithm: MD5|42|tenants[0].users[0].oath[0].algorithm: must be one of
          digits: 6|digits: 7|42|tenants[0].users[0].oath[0].digits: must be 6 or 8
          period: 30|period: 0|42|tenants[0].users[0].oath[0].period: must be a whole number from 1 to 3600
          period: 30|counter: 30|42|tenants[0].users[0].oath[0].counter: means nothing with TOTP
          AT_EMPOTP,|AT_NONE,|43|tenants[0].users[0].oath[0].hidPolicy: is no credential policy of this tenant
          JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP|JBSWY3DPEHPK3PX1|43|tenants[0].users[0].oath[0].secret: is not base32
          extId: hotp-1|extId: oath-123|44|tenants[0].users[0].oath[1].extId: this external id of a credential is there
          username: asmith|username: jdoe|46|tenants[0].users[1].username: this user is there already: first on line 33
          username: asmith|username: JDOE|46|tenants[0].users[1].username: this login is there already: first on line 33
          asmith@example.com|JDoe@example.com|46|tenants[0].users[1].email: this login is there already: first on line 34
          status: blocked|status: bloked|47|tenants[0].users[2].status: must be active, blocked or quarantined
          id: 1235|id: 1234|52|tenants[0].resources[1].id: this resource is there already: first on line 51
          id: 1235|id: VPN|52|tenants[0].resources[1].id: must be a whole number
          198.51.100.0/26|198.51.100.0/33|55|tenants[0].networks[0].cidr[0]:
          resources: [ 1234 ]|resources: [ 1239 ]|57|tenants[0].policies[0].resources[0]: is no resource
          networks: [ office ]|networks: [ home ]|57|tenants[0].policies[0].networks[0]: is no network
          methods: [ password ]|methods: [ passwd ]|57|tenants[0].policies[0].methods[0]: 'passwd' is no method
          methods: [ password ]|methods: []|57|tenants[0].policies[0].methods: must not be empty
          name: staff, groups|name: office, groups|58|tenants[0].policies[1].name: this policy is there already
          MON, TUE|MON, TUES|60|tenants[0].policies[2].schedule: 'TUES' is no day
          "24:00"|"25:00"|60|tenants[0].policies[2].schedule: '25:00' is no time
          zone: UTC|zone: Mars|60|tenants[0].policies[2].schedule: 'Mars' is no time zone
          ACC-7654321|ACC-1234567|62|tenants[1].code: this tenant is there already: first on line 7
          "change-me-rw"|"env:NOT_SET"|19|tenants[0].apiClients[0].password: the environment variable NOT_SET is not set
          "change-me-rw"|"file:not-there"|19|tenants[0].apiClients[0].password: the file not-there cannot be read
          groups: [ staff ]|groups: [ staff|40|cannot be read
          """)
  void isTold(String right, String wrong, int line, String message) throws IOException {
    // given
    String text = Files.readString(EXAMPLE);
    assertTrue(text.contains(right), right);
    int place = text.indexOf(right);
    String changed =
        text.substring(0, place)
            + (wrong == null ? "" : wrong)
            + text.substring(place + right.length());

    // when
    var error = assertThrows(TenantFileError.class, () -> parse(changed));

    // then
    assertEquals(line, error.line(), error.getMessage());
    assertTrue(error.getMessage().startsWith("line " + line + ": "), error.getMessage());
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }

  @Test
  void theColumnIsToldToo() {
    // when
    var error =
        assertThrows(TenantFileError.class, () -> parse("tenants:\n  - { code: A, users: 1 }"));

    // then
    assertEquals(2, error.line());
    assertEquals(23, error.column());
    assertEquals("line 2: tenants[0].users: must be a list", error.getMessage());
  }

  @Test
  void anEmptyFileIsAMistake() {
    assertEquals("line 1: the file is empty", message(""));
  }

  @Test
  void aSecondDocumentIsAMistake() {
    assertTrue(message("tenants: []\n---\ntenants: []").startsWith("line 2: cannot be read"));
  }

  @Test
  void aBombOfAliasesIsNotUnfolded() {
    assertTrue(
        message("tenants: [ &a [ x, x ], &b [ *a, *a ], [ *b, *b ] ]").startsWith("line 1: "));
  }

  @Test
  void aDeepNestIsNotFollowed() {
    assertTrue(message("tenants: " + "[".repeat(10_000)).startsWith("line 1: "));
  }

  @Test
  void aSecretIsNotRepeated() {
    assertTrue(
        !message(
                "tenants: [ { code: A, users: [ { username: u, oath: [ { extId: x, method: TOTP,"
                    + " secret: SECRET-1 } ] } ] } ]")
            .contains("SECRET-1"));
  }

  private static String message(String text) {
    return assertThrows(TenantFileError.class, () -> parse(text)).getMessage();
  }

  private static TenantFile parse(String text) {
    return TenantFile.parse(text, Map.<String, String>of()::get, Path.of("nowhere"));
  }
}
