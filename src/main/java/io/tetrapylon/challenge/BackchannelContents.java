package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.dispatch.Contents;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outgoing;
import io.tetrapylon.dispatch.Purpose;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.IdTokens;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever asked by the backchannel is told (OpenID CIBA Core 1.0 section 10): that there is an
 * outcome (ping), the tokens or why there are none (push), or, at the tenant's own callback, the
 * outcome in an ID token (the HID API).
 *
 * <p>An approval whose tokens are pushed is collected when they are first sent; another attempt to
 * send them issues them anew, since nobody can tell whether the first came through.
 */
@ApplicationScoped
class BackchannelContents implements Contents {
  private static final String NAME_CLAIM = "urn:openid:params:jwt:claim:auth_req_id";

  private static final String READ =
      """
      SELECT c.backchannel, c.caller_id, c.decided_at, t.code, a.access_id, o.login AS operator, r.mode, r.endpoint,
             b.sealed_notice, %s
        FROM challenge c
        JOIN backchannel b ON b.tenant_id = c.tenant_id AND b.challenge_id = c.id
        JOIN tenant t ON t.id = c.tenant_id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
        LEFT JOIN api_client a ON a.tenant_id = c.tenant_id AND a.id = c.caller_id AND a.enabled
        LEFT JOIN operator o ON o.tenant_id = c.tenant_id AND o.id = c.caller_id AND o.enabled
        LEFT JOIN backchannel_client r ON r.tenant_id = c.tenant_id AND r.client_id = c.caller_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.state <> 'PENDING' AND b.sealed_notice IS NOT NULL
         AND (a.id IS NOT NULL OR o.id IS NOT NULL) AND (c.backchannel = 'CALLBACK' OR c.backchannel = r.mode)
      """
          .formatted(Progress.columns());

  private final Pool pool;
  private final DataKeys dataKeys;
  private final CollectApproval approvals;
  private final BackchannelTokens tokens;
  private final IdTokens idTokens;

  BackchannelContents(
      Pool pool,
      DataKeys dataKeys,
      CollectApproval approvals,
      BackchannelTokens tokens,
      IdTokens idTokens) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.approvals = approvals;
    this.tokens = tokens;
    this.idTokens = idTokens;
  }

  @Override
  public Purpose purpose() {
    return Purpose.BACKCHANNEL;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing outgoing) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(outgoing.tenant(), outgoing.challengeId()))
        .chain(
            rows -> {
              var each = rows.iterator();
              return each.hasNext()
                  ? told(outgoing, each.next())
                  : Uni.createFrom().item(Optional.<Letter.Content>empty());
            });
  }

  private record Decided(
      Backchannel backchannel, Progress progress, Owner owner, IdTokens.Parties parties, Row row) {
    @Nullable URI endpoint() {
      var text = row.getString("endpoint");
      return backchannel.mode() == Backchannel.Mode.CALLBACK || text == null
          ? null
          : URI.create(text);
    }

    boolean approved() {
      return progress.refusal() == null || progress.phase() == Progress.Phase.STALE;
    }

    Letter.Content notice(JsonObject body) {
      return new Letter.Notice(
          endpoint(), backchannel.token(), body.put("auth_req_id", backchannel.requestId()));
    }
  }

  private Uni<Optional<Letter.Content>> told(Outgoing outgoing, Row row) {
    var mode = Backchannel.Mode.valueOf(row.getString("backchannel"));
    return dataKeys
        .open(
            outgoing.tenant(),
            Backchannel.NOTICE,
            outgoing.challengeId(),
            row.getBuffer("sealed_notice").getBytes())
        .map(notice -> decided(outgoing, row, Backchannel.of(mode, notice)))
        .chain(this::content)
        .map(Optional::of);
  }

  private static Decided decided(Outgoing outgoing, Row row, Backchannel backchannel) {
    var progress = Progress.read(row);
    var asker = asker(row);
    return new Decided(
        backchannel,
        progress,
        new Owner(outgoing.tenant(), row.getUUID("caller_id"), Question.NO_RESOURCE, asker),
        new IdTokens.Parties(
            outgoing.tenant(), row.getString("code"), progress.userId(), asker.name()),
        row);
  }

  /** An API client, or at the HID API an operator. */
  private static Actor asker(Row row) {
    var client = row.getString("access_id");
    return client == null
        ? new Actor(Caller.Kind.OPERATOR.wireName(), row.getString("operator"), null)
        : new Actor(Caller.Kind.API_CLIENT.wireName(), client, null);
  }

  private Uni<Letter.Content> content(Decided decided) {
    return switch (decided.backchannel().mode()) {
      case POLL, PING -> Uni.createFrom().item(decided.notice(new JsonObject()));
      case PUSH -> collected(decided).chain(approved -> pushed(decided, approved));
      case CALLBACK -> collected(decided).chain(approved -> calledBack(decided, approved));
    };
  }

  /** Whether the user approved, and it counts; whoever collects first does so for all attempts. */
  private Uni<Boolean> collected(Decided decided) {
    return decided.progress().phase() == Progress.Phase.APPROVED && decided.approved()
        ? approvals.collect(decided.owner(), decided.progress())
        : Uni.createFrom().item(decided.approved());
  }

  private Uni<Letter.Content> pushed(Decided decided, boolean approved) {
    if (!approved) {
      return Uni.createFrom().item(decided.notice(error(decided.progress())));
    }
    return tokens
        .issue(
            decided.parties(),
            decided.row().getOffsetDateTime("decided_at").toInstant(),
            Map.of(NAME_CLAIM, decided.backchannel().requestId()))
        .map(issued -> decided.notice(body(issued)))
        .onFailure(Refusal.class)
        .recoverWithItem(() -> decided.notice(error(decided.progress())));
  }

  private static JsonObject body(BackchannelAnswer.Issued issued) {
    return new JsonObject()
        .put("access_token", issued.accessToken())
        .put("token_type", "Bearer")
        .put("expires_in", issued.expiresIn())
        .put("id_token", issued.idToken());
  }

  /** Section 12: the push error payload. */
  private static JsonObject error(Progress progress) {
    return progress.phase() == Progress.Phase.EXPIRED
        ? new JsonObject()
            .put("error", "expired_token")
            .put("error_description", "The user did not answer in time.")
        : new JsonObject()
            .put("error", "access_denied")
            .put("error_description", "The user did not approve.");
  }

  private Uni<Letter.Content> calledBack(Decided decided, boolean approved) {
    var status = status(decided.progress(), approved);
    var decidedAt = decided.row().getOffsetDateTime("decided_at").toInstant();
    return idTokens
        .issue(
            decided.parties(),
            approved ? decidedAt : null,
            Map.of(NAME_CLAIM, decided.backchannel().requestId(), "clientapprovalstatus", status))
        .map(
            idToken ->
                decided.notice(
                    new JsonObject()
                        .put("auth_status", approved ? "success" : "failure")
                        .put("id_token", idToken)));
  }

  private static String status(Progress progress, boolean approved) {
    if (approved) {
      return "accept";
    }
    return switch (progress.phase()) {
      case EXPIRED -> "expired";
      case FRAUD -> "report";
      default -> "deny";
    };
  }
}
