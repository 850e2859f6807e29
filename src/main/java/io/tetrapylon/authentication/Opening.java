package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.user.LoginKey;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The first of the two visits: one SELECT that reads the user, where they have been, and what they
 * can show.
 */
@ApplicationScoped
class Opening {
  /**
   * The tenant's row is always there, whoever the login is, so that an unknown one costs the same
   * visit. A caller with a data room finds only the users of its groups.
   */
  private static final String OPEN =
      """
      SELECT t.rulebook_version,
             u.id AS user_id, u.username, u.email, u.status, u.overallocated,
             (u.forgot_token_until > now()) IS TRUE AS forgot_token,
             (SELECT array_agg(m.group_id) FROM group_member m
               WHERE m.tenant_id = u.tenant_id AND m.user_id = u.id) AS groups,
             EXISTS (SELECT FROM user_network n WHERE n.tenant_id = u.tenant_id AND n.user_id = u.id) AS has_succeeded,
             (SELECT n.last_success_at > now() - interval '1 day' FROM user_network n
               WHERE n.tenant_id = u.tenant_id AND n.user_id = u.id AND n.network = $4) AS network_fresh,
             %s,
             %s
        FROM tenant t
        LEFT JOIN (user_login l JOIN app_user u ON u.tenant_id = l.tenant_id AND u.id = l.user_id)
          ON l.tenant_id = t.id AND l.login_key = $2
         AND ($3::uuid[] IS NULL OR EXISTS (
               SELECT FROM group_member d
                WHERE d.tenant_id = l.tenant_id AND d.user_id = l.user_id AND d.group_id = ANY ($3)))
        LEFT JOIN credential c ON c.tenant_id = u.tenant_id AND c.user_id = u.id
         AND c.kind IN ('PASSWORD', 'OATH') AND c.state <> 'ARCHIVED'
        LEFT JOIN credential_oath o ON o.tenant_id = c.tenant_id AND o.credential_id = c.id
       WHERE t.id = $1
      """
          .formatted(Candidate.COLUMNS, OathCandidate.COLUMNS);

  private final Pool pool;

  Opening(Pool pool) {
    this.pool = pool;
  }

  Uni<Opened> open(Attempt.Context context) {
    var caller = context.caller();
    return pool.preparedQuery(OPEN)
        .execute(
            Tuple.of(
                caller.tenantId(),
                LoginKey.of(context.login()).value(),
                caller.dataroom(),
                context.origin().network()))
        .map(Opened::read);
  }
}
