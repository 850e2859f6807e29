package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.policy.AccessPolicy;
import io.tetrapylon.policy.PassedOver;
import io.tetrapylon.policy.PolicyDecision;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which access policy applies.
 *
 * @param hasPolicy whether any does
 * @param matched the one that does, or nothing
 * @param passedOver all others, in their order, with why not
 */
@Schema(name = "PolicyExplanation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplanationBody(boolean hasPolicy, @Nullable Matched matched, List<Passed> passedOver) {

  /** The policy that applies. */
  @Schema(name = "MatchedPolicy")
  record Matched(UUID id, String name, List<String> methods) {
    static Matched of(AccessPolicy policy) {
      return new Matched(policy.id(), policy.name(), AccessPolicyBody.words(policy.methods()));
    }
  }

  /** A policy that does not, and the first condition that does not hold. */
  @Schema(name = "PassedOverPolicy")
  record Passed(UUID id, String name, String cause) {
    static Passed of(PassedOver passed) {
      return new Passed(passed.policy().id(), passed.policy().name(), Wire.word(passed.cause()));
    }
  }

  static ExplanationBody of(PolicyDecision decision) {
    var matched = decision.matched();
    return new ExplanationBody(
        matched != null,
        matched == null ? null : Matched.of(matched),
        decision.passedOver().stream().map(Passed::of).toList());
  }
}
