package io.tetrapylon.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that rules an attempt in a tenant besides the user, compiled.
 *
 * @param version grows with each change of any of it
 * @param limits how many failures block
 * @param push how often phones may be asked
 * @param licenceExpires the last day of the licence, or null for none
 * @param resources by id
 * @param credentialRules by the id of the credential policy
 */
public record Rulebook(
    long version,
    Limits limits,
    PushRules push,
    @Nullable LocalDate licenceExpires,
    Map<Long, ResourceRules> resources,
    Map<UUID, CredentialRules> credentialRules) {

  /** Copies the maps. */
  public Rulebook {
    resources = Map.copyOf(resources);
    credentialRules = Map.copyOf(credentialRules);
  }

  /**
   * How many failures in a row block; the one that reaches the limit does.
   *
   * @param token a token, at least 1
   * @param password a user, by wrong passwords, at least 1
   */
  public record Limits(int token, int password) {}

  /**
   * A resource as attempts see it.
   *
   * @param id its number
   * @param name what people call it
   * @param plainApproval whether a push may be approved without typing digits
   * @param policies the enabled ones that name it, in order
   * @param ordered the disabled ones too: for operators
   */
  public record ResourceRules(
      long id,
      String name,
      boolean plainApproval,
      List<AccessPolicy> policies,
      List<AccessPolicy> ordered) {
    /** Copies the lists. */
    public ResourceRules {
      policies = List.copyOf(policies);
      ordered = List.copyOf(ordered);
    }

    /** Of all that name the resource, in order. */
    static ResourceRules of(
        long id, String name, boolean plainApproval, List<AccessPolicy> ordered) {
      var enabled = ordered.stream().filter(AccessPolicy::enabled).toList();
      return new ResourceRules(id, name, plainApproval, enabled, ordered);
    }
  }

  /**
   * What a credential policy says about using a credential.
   *
   * @param code unique in the tenant
   * @param kind of the credentials under it
   * @param failureLimit overrides the tenant's limit, unless null
   * @param timeWindow TOTP steps to either side, 0 to 10
   * @param counterWindow HOTP counters ahead, 0 to 100
   */
  public record CredentialRules(
      String code,
      CredentialKind kind,
      @Nullable Integer failureLimit,
      int timeWindow,
      int counterWindow) {}

  /** The kind of the credential policy of that code, or null where there is none. */
  public @Nullable CredentialKind kindOf(String credentialPolicy) {
    for (var rules : credentialRules.values()) {
      if (rules.code().equals(credentialPolicy)) {
        return rules.kind();
      }
    }
    return null;
  }

  /** Whether a credential policy is the one of that code. */
  public boolean isCalled(UUID credentialPolicy, String code) {
    var rules = credentialRules.get(credentialPolicy);
    return rules != null && rules.code().equals(code);
  }
}
