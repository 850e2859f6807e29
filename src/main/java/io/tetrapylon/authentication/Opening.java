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

  private static final String IN_DATAROOM =
      """
      AND EXISTS (SELECT FROM group_member d
                   WHERE d.tenant_id = l.tenant_id AND d.user_id = l.user_id AND d.group_id = ANY ($4))""";

  /** What a password and the user's tokens are checked by. */
  private static final Part TOKENS =
      new Part(
          "'PASSWORD', 'LDAP', 'OATH'",
          OathCandidate.COLUMNS,
          "LEFT JOIN credential_oath o ON o.tenant_id = c.tenant_id AND o.credential_id = c.id");

  /** What a password is checked by, and whom a challenge is sent to. */
  private static final Part PHONES =
      new Part(
          "'PASSWORD', 'LDAP', 'DEVICE', 'FIDO_UAF'",
          PhoneCandidate.COLUMNS + ", " + UafCandidate.COLUMNS,
          PhoneCandidate.JOIN + "\n" + UafCandidate.JOIN);

  /** What a password is checked by, and which keys can be asked. */
  private static final Part KEYS =
      new Part("'PASSWORD', 'LDAP', 'FIDO2'", Fido2Candidate.COLUMNS, Fido2Candidate.JOIN);

  /** What a password is checked by, and where codes go. */
  private static final Part DESTINATIONS =
      new Part(
          "'PASSWORD', 'LDAP', 'OOB_EMAIL', 'OOB_SMS'", OobCandidate.COLUMNS, OobCandidate.JOIN);

  /**
   * With parameters tenant, login key and network. Each table costs at its opening, whether a row
   * is read or not, so the network of the attempt is joined once for both questions about it.
   */
  static final String OPEN = sql(TOKENS, "");

  /** For a caller with a data room, who finds only the users of its groups: parameter 4. */
  static final String OPEN_IN_DATAROOM = sql(TOKENS, IN_DATAROOM);

  static final String OPEN_PHONES = sql(PHONES, "");
  private static final String OPEN_PHONES_IN_DATAROOM = sql(PHONES, IN_DATAROOM);
  private static final String OPEN_KEYS = sql(KEYS, "");
  private static final String OPEN_KEYS_IN_DATAROOM = sql(KEYS, IN_DATAROOM);

  /** What a password and a recovery code are checked by. */
  private static final Part RECOVERY = new Part("'PASSWORD', 'LDAP', 'RECOVERY_CODES'", "NULL", "");

  private static final String OPEN_RECOVERY = sql(RECOVERY, "");
  private static final String OPEN_RECOVERY_IN_DATAROOM = sql(RECOVERY, IN_DATAROOM);
  static final String OPEN_DESTINATIONS = sql(DESTINATIONS, "");
  private static final String OPEN_DESTINATIONS_IN_DATAROOM = sql(DESTINATIONS, IN_DATAROOM);

  private final PipelinedReads reads;

  Opening(PipelinedReads reads) {
    this.reads = reads;
  }

  /** Which credentials an attempt needs. */
  private record Part(String kinds, String columns, String join) {}

  /** Opens an attempt with the credentials that it needs. */
  Uni<Opened> of(Attempt attempt) {
    var context = attempt.context();
    if (attempt instanceof Attempt.ForKey) {
      return openKeys(context);
    }
    if (attempt instanceof Attempt.ByRecoveryCode) {
      return openRecovery(context);
    }
    if (attempt instanceof Attempt.SendCode || attempt instanceof Attempt.ByMessage) {
      return openDestinations(context);
    }
    boolean byPhone =
        attempt instanceof Attempt.ByPhone
            || attempt instanceof Attempt.Request
            || attempt instanceof Attempt.ByQrCode;
    return byPhone ? openPhones(context) : open(context);
  }

  /** Opens an attempt by password or by a token's code. */
  Uni<Opened> open(Attempt.Context context) {
    return open(context, OPEN, OPEN_IN_DATAROOM).map(Opened::read);
  }

  /** Opens an attempt that asks a phone. */
  Uni<Opened> openPhones(Attempt.Context context) {
    return open(context, OPEN_PHONES, OPEN_PHONES_IN_DATAROOM).map(Opened::readPhones);
  }

  /** Opens an attempt that asks a key. */
  Uni<Opened> openKeys(Attempt.Context context) {
    return open(context, OPEN_KEYS, OPEN_KEYS_IN_DATAROOM).map(Opened::readKeys);
  }

  /** Opens an attempt by recovery code. */
  Uni<Opened> openRecovery(Attempt.Context context) {
    return open(context, OPEN_RECOVERY, OPEN_RECOVERY_IN_DATAROOM).map(Opened::readOthers);
  }

  /** Opens an attempt by a code that travels. */
  Uni<Opened> openDestinations(Attempt.Context context) {
    return open(context, OPEN_DESTINATIONS, OPEN_DESTINATIONS_IN_DATAROOM)
        .map(Opened::readDestinations);
  }

  private Uni<RowSet<Row>> open(Attempt.Context context, String everywhere, String inDataroom) {
    var client = reads.client();
    var dataroom = context.caller().dataroom();
    var parameters =
        Tuple.of(
            context.caller().tenantId(),
            LoginKey.of(context.login()).value(),
            context.origin().network());
    return dataroom == null
        ? client.preparedQuery(everywhere).execute(parameters)
        : client.preparedQuery(inDataroom).execute(parameters.addArrayOfUUID(dataroom));
  }

  /**
   * The tenant's row is always there, whoever the login is, so that an unknown one costs the same
   * visit.
   */
  private static String sql(Part part, String dataroom) {
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
        .formatted(USER, Candidate.COLUMNS, part.columns(), dataroom, part.kinds(), part.join());
  }
}
