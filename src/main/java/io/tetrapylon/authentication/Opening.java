package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.PipelinedReads;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.fido2.Fido2Candidate;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oob.OobCandidate;
import io.tetrapylon.device.PhoneCandidate;
import io.tetrapylon.device.reach.UafCandidate;
import io.tetrapylon.user.LoginKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * The first of the two visits: one SELECT that reads the user, where they have been, and what they
 * can show.
 */
@ApplicationScoped
class Opening {
  /** The user {@code u} and where they have been, by the network {@code n} of the attempt. */
  static final String USER =
      """
      u.id AS user_id, u.username, u.email, u.status, u.overallocated,
      (u.forgot_token_until > now()) IS TRUE AS forgot_token,
      ARRAY(SELECT m.group_id FROM group_member m
             WHERE m.tenant_id = u.tenant_id AND m.user_id = u.id) AS groups,
      (n.network IS NOT NULL OR EXISTS (
        SELECT FROM user_network x WHERE x.tenant_id = u.tenant_id AND x.user_id = u.id)) AS has_succeeded,
      n.last_success_at > now() - interval '1 day' AS network_fresh""";

  /** What a password and the user's tokens are checked by. */
  private static final Part TOKENS =
      Part.of(
          "'PASSWORD', 'LDAP', 'OATH'",
          OathCandidate.COLUMNS,
          "LEFT JOIN credential_oath o ON o.tenant_id = c.tenant_id AND o.credential_id = c.id",
          Opened::read);

  /** What a password is checked by, and whom a challenge is sent to. */
  private static final Part PHONES =
      Part.of(
          "'PASSWORD', 'LDAP', 'DEVICE', 'FIDO_UAF'",
          PhoneCandidate.COLUMNS + ", " + UafCandidate.COLUMNS,
          PhoneCandidate.JOIN + "\n" + UafCandidate.JOIN,
          Opened::readPhones);

  /** What a password is checked by, and which keys can be asked. */
  private static final Part KEYS =
      Part.of(
          "'PASSWORD', 'LDAP', 'FIDO2'",
          Fido2Candidate.COLUMNS,
          Fido2Candidate.JOIN,
          Opened::readKeys);

  /** What a password is checked by, and where codes go. */
  private static final Part DESTINATIONS =
      Part.of(
          "'PASSWORD', 'LDAP', 'OOB_EMAIL', 'OOB_SMS'",
          OobCandidate.COLUMNS,
          OobCandidate.JOIN,
          Opened::readDestinations);

  /** What a password and a recovery code are checked by. */
  private static final Part RECOVERY =
      Part.of("'PASSWORD', 'LDAP', 'RECOVERY_CODES'", "NULL", "", Opened::readOthers);

  /** The benchmark sends it bare. */
  static final String OPEN = TOKENS.everywhere();

  /** The same where a phone is asked. */
  static final String OPEN_PHONES = PHONES.everywhere();

  private final PipelinedReads reads;

  Opening(PipelinedReads reads) {
    this.reads = reads;
  }

  /**
   * The SELECT for the credentials that a family of attempts needs. Its parameters are tenant,
   * login key and network; each table costs at its opening, whether a row is read or not, so the
   * network of the attempt is joined once for both questions about it.
   *
   * @param everywhere for a caller who sees all users
   * @param inDataroom for one with a data room, who finds only the users of its groups: parameter 4
   * @param read what it found
   */
  private record Part(String everywhere, String inDataroom, Function<RowSet<Row>, Opened> read) {
    static Part of(String kinds, String columns, String join, Function<RowSet<Row>, Opened> read) {
      return new Part(
          sql(kinds, columns, join, ""),
          sql(kinds, columns, join, Opening.inDataroom("l", "l.user_id", "$4")),
          read);
    }
  }

  /** Opens an attempt with the credentials that it needs. */
  Uni<Opened> of(Attempt attempt) {
    return open(part(attempt), attempt.context());
  }

  private static Part part(Attempt attempt) {
    if (attempt instanceof PhoneAttempt) {
      return PHONES;
    }
    if (attempt instanceof MessageAttempt) {
      return DESTINATIONS;
    }
    if (attempt instanceof Fido2Attempt) {
      return KEYS;
    }
    return attempt instanceof Attempt.ByRecoveryCode ? RECOVERY : TOKENS;
  }

  /** Reads a user without any attempt. */
  Uni<Opened> open(Attempt.Context context) {
    return open(TOKENS, context);
  }

  private Uni<Opened> open(Part part, Attempt.Context context) {
    var client = reads.client();
    var dataroom = context.caller().dataroom();
    var parameters =
        Tuple.of(
            context.caller().tenantId(),
            LoginKey.of(context.login()).value(),
            context.origin().network());
    return (dataroom == null
            ? client.preparedQuery(part.everywhere()).execute(parameters)
            : client.preparedQuery(part.inDataroom()).execute(parameters.addArrayOfUUID(dataroom)))
        .map(part.read());
  }

  /**
   * That a user is in the caller's data room.
   *
   * @param alias of a table that has the user's tenant
   * @param user the user's id
   * @param groups the parameter that holds the groups of the room
   */
  static String inDataroom(String alias, String user, String groups) {
    return """
        AND EXISTS (SELECT FROM group_member d
                     WHERE d.tenant_id = %s.tenant_id AND d.user_id = %s AND d.group_id = ANY (%s))"""
        .formatted(alias, user, groups);
  }

  /**
   * The tenant's row is always there, whoever the login is, so that an unknown one costs the same
   * visit.
   */
  private static String sql(String kinds, String columns, String join, String dataroom) {
    return """
        SELECT t.rulebook_version,
               %s,
               %s,
               %s
          FROM tenant t
          LEFT JOIN (user_login l JOIN app_user u ON u.tenant_id = l.tenant_id AND u.id = l.user_id)
            ON l.tenant_id = t.id AND l.login_key = $2 %s
          LEFT JOIN user_network n ON n.tenant_id = u.tenant_id AND n.user_id = u.id AND n.network = $3
          LEFT JOIN credential c ON c.tenant_id = u.tenant_id AND c.user_id = u.id
           AND c.kind IN (%s) AND c.state <> 'ARCHIVED' AND (c.kind <> 'LDAP' OR c.state IN ('ACTIVE', 'LOCKED'))
          %s
         WHERE t.id = $1
        """
        .formatted(USER, Candidate.COLUMNS, columns, dataroom, kinds, join);
  }
}
