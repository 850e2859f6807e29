package io.tetrapylon.policy;

import static io.tetrapylon.credential.GuardedTenant.OPERATOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The credential policies of a tenant on the store. */
@QuarkusTest
class CredentialPoliciesTest {
  @Inject GuardedTenant given;
  @Inject CredentialPolicies policies;

  UUID tenant;

  @BeforeEach
  void aNewTenant() {
    tenant = given.tenant();
  }

  @Test
  void aNewTenantHasThoseThatItsDialectsName() {
    // when
    var codes = all().stream().map(one -> one.settings().code()).collect(Collectors.toSet());

    // then
    assertTrue(
        codes.containsAll(
            List.of(
                "AT_EMPOTP",
                "AT_CUSTOTP",
                "AT_OTP",
                "AT_EMPPWD",
                "AT_CUSTPW",
                "AT_LDAP",
                "AT_TDS",
                "AT_SMK",
                "AT_OOBEML",
                "AT_OOBSMS")));
  }

  @Test
  void eachKindHasOneDefault() {
    for (var kind : CredentialKind.values()) {
      assertEquals(1, defaults(kind).size(), kind.name());
    }
  }

  @Test
  void makingOneTheDefaultTakesItFromTheOther() {
    // when
    create("AT_EMPOTP2", CredentialKind.OATH, true);

    // then
    assertEquals(List.of("AT_EMPOTP2"), defaults(CredentialKind.OATH));
  }

  @Test
  void theDefaultIsNotGivenUpNorDeleted() {
    // given
    var id = byCode("AT_EMPOTP").id();

    // when
    var givenUp =
        given.refusal(
            () ->
                policies.change(
                    OPERATOR,
                    tenant,
                    id,
                    null,
                    old ->
                        CredentialPolicySettings.usual("AT_EMPOTP", CredentialKind.OATH, false)));
    var deleted = given.refusal(() -> policies.delete(OPERATOR, tenant, id, null));

    // then
    assertEquals(Reason.MEMBER_INVALID, givenUp.reason());
    assertEquals(Reason.CONFLICT, deleted.reason());
    assertEquals(List.of("AT_EMPOTP"), defaults(CredentialKind.OATH));
  }

  @Test
  void aCodeIsUniqueInTheTenantAndFreeInAnother() {
    // given
    create("AT_MINE", CredentialKind.GENERIC, false);

    // when
    var refusal =
        given.refusal(
            () ->
                policies.create(
                    OPERATOR,
                    tenant,
                    CredentialPolicySettings.usual("AT_MINE", CredentialKind.OATH, false)));

    // then
    assertEquals(Reason.CONFLICT, refusal.reason());
    tenant = given.tenant();
    create("AT_MINE", CredentialKind.GENERIC, false);
  }

  @Test
  void pagesFollowEachOther() {
    // when
    var first = given.await(() -> policies.list(tenant, null, 10));
    var after = UUID.fromString(String.valueOf(first.continuation()));
    var second = given.await(() -> policies.list(tenant, after, 10));

    // then
    assertEquals(10, first.items().size());
    assertEquals(4, second.items().size());
    assertEquals(null, second.continuation());
  }

  @Test
  void anotherTenantsPolicyIsUnknown() {
    // given
    var id = byCode("AT_OTP").id();
    var other = given.tenant();

    // then
    assertEquals(Reason.OBJECT_UNKNOWN, given.refusal(() -> policies.get(other, id)).reason());
    assertEquals(
        Reason.OBJECT_UNKNOWN,
        given.refusal(() -> policies.delete(OPERATOR, other, id, null)).reason());
  }

  private void create(String code, CredentialKind kind, boolean isDefault) {
    given.await(
        () ->
            policies.create(
                OPERATOR, tenant, CredentialPolicySettings.usual(code, kind, isDefault)));
  }

  private List<CredentialPolicy> all() {
    return given.await(() -> policies.list(tenant, null, 100)).items();
  }

  private List<String> defaults(CredentialKind kind) {
    return all().stream()
        .map(CredentialPolicy::settings)
        .filter(one -> one.kind() == kind && one.isDefault())
        .map(CredentialPolicySettings::code)
        .toList();
  }

  private CredentialPolicy byCode(String code) {
    return all().stream()
        .filter(one -> one.settings().code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
