package io.tetrapylon.boot.tenantfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Cidr;
import io.tetrapylon.policy.Method;
import io.tetrapylon.policy.Schedule;
import io.tetrapylon.tenant.Role;
import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant file means. */
class TenantFileTest {
  private static final Path EXAMPLE = Path.of("src/test/resources/bootstrap-example.yaml");

  @Test
  void theExampleIsReadWhole() throws IOException {
    // when
    var file = TenantFile.read(EXAMPLE);

    // then
    var tenant = file.tenants().get(0);
    assertEquals(
        List.of("ACC-1234567", "ACC-7654321"),
        file.tenants().stream().map(TenantEntry::code).toList());
    assertEquals(new LicenceEntry(10000, LocalDate.of(2035, 12, 31), true), tenant.licence());
    assertEquals(new LimitsEntry(3, 10), tenant.limits());
    assertEquals(AttestationEntry.IMPORT_TRUSTED_CMS, tenant.attestation());
    assertEquals(List.of("my.rp.com", "localhost"), tenant.relyingParties());
    assertEquals("https://front.example.com/ciba", tenant.callbackUrl());
    assertEquals(4, tenant.apiClients().size());
    assertEquals(List.of("staff", "contractors"), tenant.groups());
    assertEquals(5, tenant.users().size());
    assertEquals(3, tenant.resources().size());
    assertEquals(3, tenant.policies().size());
    assertEquals(
        List.of(new CredentialPolicyEntry("policy-123", "AT_EMPOTP2", "GenericCredentialPolicy")),
        tenant.credentialPolicies());
    assertEquals(
        List.of(new OperatorEntry("admin", Secret.of("change-me-admin"), Role.TENANT_ADMIN)),
        tenant.operators());
  }

  @Test
  void aUserOfTheExampleHasItsTokens() throws IOException {
    // when
    var user = TenantFile.read(EXAMPLE).tenants().get(0).users().get(0);

    // then
    assertEquals(10033L, user.number());
    assertEquals(UUID.fromString("0a1b2c3d-0000-7000-8000-000000000001"), user.id());
    assertEquals(UserStatusEntry.ACTIVE, user.status());
    assertEquals(
        new OathEntry(
            "hotp-1",
            "Key fob",
            OathMethod.HOTP,
            OathAlgorithm.SHA1,
            6,
            30,
            0,
            "AT_OTP",
            Secret.of("12345678901234567890")),
        user.oath().get(1));
  }

  @Test
  void aPolicyOfTheExampleIsTyped() throws IOException {
    // when
    var tenant = TenantFile.read(EXAMPLE).tenants().get(0);

    // then
    var vpn = tenant.policies().get(2);
    assertEquals(List.of(Method.OTP, Method.PUSH, Method.QR_CODE), vpn.methods());
    assertEquals(
        Schedule.parse(
            List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"), "00:00", "24:00", "UTC"),
        vpn.schedule());
    assertEquals(List.of(1235L), vpn.resources());
    assertEquals(
        List.of(Cidr.parse("198.51.100.0/26"), Cidr.parse("2001:db8::/32")),
        tenant.networks().get(0).cidr());
  }

  @Test
  void theDemoIsTheExampleButForItsSecrets() throws IOException {
    assertEquals(TenantFile.read(EXAMPLE).toString(), TenantFile.demo().toString());
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    // when
    var tenant = parse("tenants: [ { code: A } ]").tenants().get(0);

    // then
    assertEquals("A", tenant.name());
    assertEquals(LicenceEntry.UNLIMITED, tenant.licence());
    assertEquals(LimitsEntry.USUAL, tenant.limits());
    assertEquals(AttestationEntry.SELF_OR_BETTER, tenant.attestation());
    assertTrue(tenant.staImport());
    assertNull(tenant.ldap());
    assertTrue(tenant.users().isEmpty());
  }

  @Test
  void anOperatorOfTheInstallationStandsAtTheTop() {
    // when
    var file =
        parse(
            """
            tenants: []
            operators:
              - { login: root, password: geheim, role: installation-admin }
            """);

    // then
    assertEquals(
        List.of(new OperatorEntry("root", Secret.of("geheim"), Role.INSTALLATION_ADMIN)),
        file.operators());
  }

  @Test
  void aDirectoryIsRead() {
    // when
    var file =
        parse(
            """
            tenants:
              - code: A
                ldap: { url: "ldaps://ldap.example.com", bindDn: "cn=gateway", bindPassword: "env:DIRECTORY",
                        baseDn: "ou=people", userFilter: "(uid={0})" }
            """);

    // then
    assertEquals(
        new LdapEntry(
            "ldaps://ldap.example.com",
            "cn=gateway",
            Secret.of("from the environment"),
            "ou=people",
            "(uid={0})",
            null,
            null),
        file.tenants().get(0).ldap());
  }

  @Test
  void whatATrustedIssuerCallsAClientIsRead() {
    // when
    var tenant =
        parse(
                """
                tenants:
                  - code: A
                    apiClients:
                      - { accessId: a, password: p, access: read-only, permissions: [],
                          external: { issuer: "https://idp.example/a", subject: shop } }
                    trustedIssuers:
                      - { issuer: "https://idp.example/a", audience: gateway, algorithm: EdDSA, clockSkew: 0 }
                """)
            .tenants()
            .get(0);

    // then
    assertEquals(
        List.of(
            new TrustedIssuerEntry(
                "https://idp.example/a", "gateway", Algorithm.EDDSA, null, null, 0, 3600)),
        tenant.trustedIssuers());
    assertEquals(
        new TrustedIssuerEntry.External("https://idp.example/a", "shop"),
        tenant.apiClients().get(0).external());
  }

  @Test
  void whomNobodyTrustsCallsNobodyAnything() {
    var told =
        assertThrows(
            TenantFileError.class,
            () ->
                parse(
                    """
                    tenants:
                      - code: A
                        apiClients:
                          - { accessId: a, password: p, access: read-only, permissions: [],
                              external: { issuer: "https://idp.example/a", subject: shop } }
                    """));

    assertTrue(told.getMessage().contains("is no trusted issuer of this tenant"), told.toString());
  }

  @Test
  void anIssuerSignsByOneOfTheKnownAlgorithms() {
    for (var algorithm : List.of("none", "HS256", "es256")) {
      var file =
          "tenants: [ { code: A, trustedIssuers: [ { issuer: 'https://a/', audience: g, algorithm: %s } ] } ]"
              .formatted(algorithm);
      assertThrows(TenantFileError.class, () -> parse(file), algorithm);
    }
  }

  @Test
  void aSecretFromAFileIsFoundBesideTheTenantFile(@TempDir Path folder) throws IOException {
    // given
    Files.writeString(folder.resolve("secret"), "from a file\n");
    Path file = folder.resolve("tenants.yaml");
    Files.writeString(
        file, "tenants: [ { code: A, users: [ { username: u, password: 'file:secret' } ] } ]");

    // when
    var user = TenantFile.read(file).tenants().get(0).users().get(0);

    // then
    assertEquals(Secret.of("from a file"), user.password());
  }

  @Test
  void aPasswordOfDigitsIsTakenAsWritten() {
    // when
    var file = parse("tenants: [ { code: A, users: [ { username: u, password: 0123 } ] } ]");

    // then
    assertEquals(Secret.of("0123"), file.tenants().get(0).users().get(0).password());
  }

  @Test
  void noSecretIsShown() throws IOException {
    // when
    String shown = TenantFile.read(EXAMPLE).toString();

    // then
    List.of("change-me", "Password1234", "demo-api-key", "12345678901234567890")
        .forEach(secret -> assertTrue(!shown.contains(secret), secret));
  }

  private static TenantFile parse(String text) {
    return TenantFile.parse(
        text, Map.of("DIRECTORY", "from the environment")::get, Path.of("nowhere"));
  }
}
