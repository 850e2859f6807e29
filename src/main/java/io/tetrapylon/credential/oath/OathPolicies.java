package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.CredentialPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which credential policy a token is under.
 *
 * @param all those that may stand over a token
 */
record OathPolicies(List<CredentialPolicy> all) {
  /** In the HID dialect a user has one token under each. */
  private static final List<String> HID = List.of("AT_EMPOTP", "AT_CUSTOTP", "AT_OTP");

  /** The code of a policy. */
  String code(UUID id) {
    return all.stream()
        .filter(policy -> policy.id().equals(id))
        .map(policy -> policy.settings().code())
        .findFirst()
        .orElse("");
  }

  /** The policy of that code, or a refusal with {@code MEMBER_INVALID}. */
  UUID withCode(String code) {
    var found = find(code);
    if (found == null) {
      throw Member.invalid("policy", "the tenant has none of that code for OATH tokens.");
    }
    return found.id();
  }

  /** The first of HID's that is free, else the default of the kind. */
  UUID free(Set<UUID> taken) {
    return HID.stream()
        .map(this::find)
        .filter(Objects::nonNull)
        .map(CredentialPolicy::id)
        .filter(id -> !taken.contains(id))
        .findFirst()
        .orElseGet(this::standard);
  }

  private UUID standard() {
    return all.stream()
        .filter(policy -> policy.settings().isDefault())
        .map(CredentialPolicy::id)
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Reason.CONFLICT, "The tenant has no credential policy for OATH tokens."));
  }

  private @Nullable CredentialPolicy find(String code) {
    return all.stream()
        .filter(policy -> policy.settings().code().equals(code))
        .findFirst()
        .orElse(null);
  }
}
