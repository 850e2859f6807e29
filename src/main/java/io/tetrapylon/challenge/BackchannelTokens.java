package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.EndUsers;
import io.tetrapylon.tenant.IdTokens;
import io.tetrapylon.tenant.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens that an approval is worth: one to call with in the user's name, and one that tells.
 */
@ApplicationScoped
class BackchannelTokens {
  private final EndUsers endUsers;
  private final Tokens tokens;
  private final IdTokens idTokens;

  BackchannelTokens(EndUsers endUsers, Tokens tokens, IdTokens idTokens) {
    this.endUsers = endUsers;
    this.tokens = tokens;
    this.idTokens = idTokens;
  }

  /**
   * Issues them; whether they may be, its caller has made sure of. Fails with {@code USER_BLOCKED}
   * where the user may call no more.
   *
   * @param claims what the ID token says besides
   */
  Uni<BackchannelAnswer.Issued> issue(
      IdTokens.Parties parties, Instant approvedAt, Map<String, Object> claims) {
    return endUsers
        .find(parties.tenant(), parties.user())
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.USER_BLOCKED))
        .chain(tokens::issue)
        .chain(access -> withIdToken(parties, approvedAt, claims, access));
  }

  private Uni<BackchannelAnswer.Issued> withIdToken(
      IdTokens.Parties parties,
      Instant approvedAt,
      Map<String, Object> claims,
      Tokens.Issued access) {
    var all = new HashMap<>(claims);
    all.put("at_hash", IdTokens.accessTokenHash(access.value()));
    return idTokens
        .issue(parties, approvedAt, all)
        .map(idToken -> new BackchannelAnswer.Issued(access.value(), access.expiresIn(), idToken));
  }
}
