package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API keys of a client: 256 random bits each, told once and stored as their SHA-256. */
@ApplicationScoped
public class ApiKeys {
  /** The longest time for which an old key may go on working beside a new one. */
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

  private static final String KIND = "api-key";
  private static final int HINT = 4;
  private static final String LIST =
      """
      select id, hint, created_at, nullif(expires_at, 'infinity') from api_key
       where tenant_id = :tenant and client_id = :client and expires_at > now() order by id""";
  private static final String EXPIRE =
      """
      update api_key set expires_at = least(expires_at, now() + make_interval(secs => :seconds))
       where tenant_id = :tenant and client_id = :client""";
  private static final String REVOKE =
      """
      delete from api_key where tenant_id = :tenant and client_id = :client and id = :id""";

  private final Ledger ledger;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  ApiKeys(Ledger ledger, Ids ids, Entropy entropy, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /** The keys of a client that still work, oldest first. */
  public Uni<List<ApiClient.Key>> list(UUID tenant, UUID client) {
    return ledger.read(
        tenant,
        () ->
            ApiClients.load(tenant, client)
                .chain(() -> Sql.rows(LIST, Map.of("tenant", tenant, "client", client)))
                .map(rows -> rows.stream().map(ApiKeys::key).toList()));
  }

  /** Makes one more key, beside those that there are. */
  public Uni<ApiClient.MadeKey> add(Authority by, UUID tenant, UUID client) {
    return make(by, tenant, client, "api-key.create", Uni.createFrom().voidItem());
  }

  /**
   * Makes a new key; those that there are end when the overlap is over.
   *
   * @param overlap zero to {@link #LONGEST_OVERLAP}; what ends earlier anyway still does
   */
  public Uni<ApiClient.MadeKey> rotate(Authority by, UUID tenant, UUID client, Duration overlap) {
    Member.check(
        !overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0,
        "overlapSeconds",
        "must be 0 to " + LONGEST_OVERLAP.toSeconds() + ".");
    return make(by, tenant, client, "api-key.rotate", expire(tenant, client, overlap));
  }

  private Uni<ApiClient.MadeKey> make(
      Authority by, UUID tenant, UUID client, String action, Uni<Void> before) {
    var secret = Passwords.generate(entropy);
    return ledger.change(
        by.actor(),
        tenant,
        action,
        () ->
            ApiClients.covered(by, tenant, client)
                .call(() -> before)
                .chain(found -> insert(tenant, client, secret))
                .map(key -> Changed.of(new ApiClient.MadeKey(key, secret), KIND, key.id())));
  }

  /** Ends a key at once; it is known to other nodes for five seconds more. */
  public Uni<Void> revoke(Authority by, UUID tenant, UUID client, UUID id) {
    return ledger.change(
        by.actor(),
        tenant,
        "api-key.revoke",
        () ->
            ApiClients.covered(by, tenant, client)
                .chain(
                    () -> Sql.execute(REVOKE, Map.of("tenant", tenant, "client", client, "id", id)))
                .invoke(ApiKeys::requireOne)
                .map(count -> Changed.nothing(KIND, id)));
  }

  /** Adds a key within a transaction of the ledger. */
  Uni<ApiClient.Key> insert(UUID tenant, UUID client, Secret secret) {
    var text = secret.text();
    var entity = new ApiKeyEntity();
    entity.tenantId = tenant;
    entity.id = ids.next();
    entity.clientId = client;
    entity.digest = Digest.sha256(text);
    entity.hint = text.substring(text.length() - HINT);
    entity.createdAt = Micros.now(clock);
    return entity
        .<ApiKeyEntity>persistAndFlush()
        .map(made -> new ApiClient.Key(made.id, made.hint, made.createdAt, null));
  }

  private static Uni<Void> expire(UUID tenant, UUID client, Duration overlap) {
    var parameters =
        Map.<String, Object>of(
            "tenant", tenant, "client", client, "seconds", (double) overlap.toSeconds());
    return Uni.createFrom().deferred(() -> Sql.execute(EXPIRE, parameters)).replaceWithVoid();
  }

  private static void requireOne(int count) {
    if (count == 0) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such API key.");
    }
  }

  private static ApiClient.Key key(Object[] row) {
    return new ApiClient.Key((UUID) row[0], (String) row[1], instant(row[2]), nullable(row[3]));
  }

  private static @Nullable Instant nullable(@Nullable Object time) {
    return time == null ? null : instant(time);
  }

  private static Instant instant(Object time) {
    return time instanceof java.time.OffsetDateTime offset ? offset.toInstant() : (Instant) time;
  }
}
