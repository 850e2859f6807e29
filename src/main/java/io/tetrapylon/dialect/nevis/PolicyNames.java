package io.tetrapylon.dialect.nevis;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Credential policies by what this API calls them. */
@Singleton
class PolicyNames {
  private static final int ALL = 1000;

  private final CredentialPolicies policies;

  PolicyNames(CredentialPolicies policies) {
    this.policies = policies;
  }

  /** Those of a tenant as they were read. */
  Uni<Known> of(UUID tenant) {
    return policies.list(tenant, null, ALL).map(Page::items).map(Known::new);
  }

  /**
   * The policies of a tenant.
   *
   * @param all each of them
   */
  record Known(List<CredentialPolicy> all) {
    /** What a policy is called, or its id where it is gone. */
    String extId(UUID id) {
      return all.stream()
          .filter(policy -> policy.id().equals(id))
          .map(policy -> policy.settings().externalId())
          .findFirst()
          .orElse(id.toString());
    }

    /**
     * The policy that a credential shall be under: the one that is named, or the default of its
     * kind, or that of any kind.
     */
    CredentialPolicy of(CredentialKind kind, @Nullable String extId) {
      return extId == null ? standard(kind) : named(kind, extId);
    }

    private CredentialPolicy named(CredentialKind kind, String extId) {
      var policy =
          all.stream()
              .filter(each -> each.settings().externalId().equals(extId))
              .findFirst()
              .orElseThrow(() -> new NevisRefusal(NevisError.policyUnknown(extId)));
      if (!policy.settings().kind().covers(kind)) {
        throw new NevisRefusal(NevisError.policyOfOtherType(extId, type(kind)));
      }
      return policy;
    }

    private CredentialPolicy standard(CredentialKind kind) {
      return Stream.of(kind, CredentialKind.GENERIC)
          .flatMap(each -> all.stream().filter(policy -> policy.isDefaultOf(each)))
          .findFirst()
          .orElseThrow(() -> new NevisRefusal(NevisError.defaultPolicyMissing(type(kind))));
    }
  }

  /** What the API calls the policies of a kind; those without a type of their own are generic. */
  private static String type(CredentialKind kind) {
    return switch (kind) {
      case PASSWORD -> "PwdPolicy";
      case OATH -> "OathPolicy";
      case FIDO2 -> "Fido2Policy";
      case OOB_EMAIL, OOB_SMS -> "MtanPolicy";
      case RECOVERY_CODES -> "RecoveryCodePolicy";
      case FIDO_UAF, DEVICE, LDAP, GENERIC -> "GenericCredentialPolicy";
    };
  }
}
