package io.tetrapylon.dispatch;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.SealedColumn;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How a tenant reaches the providers of its channels; what is secret goes in and not out again. */
@ApplicationScoped
public class ChannelSettings {
  static final SealedColumn SETTINGS =
      new SealedColumn("channel_settings", "id", "sealed_settings");

  private static final String KIND = "channel";
  private static final String MASK = "***";
  private static final int LONGEST = 16_384;
  private static final String COLUMNS =
      "SELECT id, channel, sealed_settings, created_at, modified_at, version FROM channel_settings WHERE tenant_id = $1";
  private static final String ALL = COLUMNS + " ORDER BY channel";
  private static final String ONE = COLUMNS + " AND channel = $2";
  private static final String INSERT =
      """
      INSERT INTO channel_settings (tenant_id, id, channel, sealed_settings, created_at, modified_at, version)
      VALUES ($1, $2, $3, $4, now(), now(), 0) ON CONFLICT (tenant_id, channel) DO NOTHING
      RETURNING created_at, modified_at, version""";
  private static final String UPDATE =
      """
      UPDATE channel_settings SET sealed_settings = $4, modified_at = now(), version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND channel = $3 AND version = $5
      RETURNING created_at, modified_at, version""";
  private static final String DELETE =
      "DELETE FROM channel_settings WHERE tenant_id = $1 AND channel = $2 AND version = $3";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final AuditWriter audit;
  private final Ids ids;
  private final Map<ChannelKind, Channel> channels;

  ChannelSettings(
      Pool pool, DataKeys dataKeys, AuditWriter audit, Ids ids, @All List<Channel> channels) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.audit = audit;
    this.ids = ids;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::kind, Function.identity()));
  }

  private record Stored(UUID id, JsonObject settings, ChannelView view) {}

  /** All channels that have settings, by name. */
  public Uni<List<ChannelView>> list(UUID tenant) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(tenant))
        .toMulti()
        .flatMap(rows -> Multi.createFrom().items(StreamSupport.stream(rows.spliterator(), false)))
        .onItem()
        .transformToUniAndConcatenate(row -> open(tenant, row))
        .map(Stored::view)
        .collect()
        .asList();
  }

  /** The settings of a channel; fails with {@code OBJECT_UNKNOWN} when there are none. */
  public Uni<ChannelView> get(UUID tenant, ChannelKind channel) {
    return find(pool, tenant, channel).map(ChannelSettings::required).map(Stored::view);
  }

  /** The public key that browsers subscribe with; empty when Web Push has no settings. */
  public Uni<Optional<String>> webPushKey(UUID tenant) {
    return find(pool, tenant, ChannelKind.WEB_PUSH)
        .map(found -> found.map(stored -> stored.settings().getString("publicKey")));
  }

  /**
   * Gives a channel its settings, or others. A secret given as {@code ***} stays as it is, unless
   * it would travel elsewhere then: that is refused with {@code MEMBER_INVALID}.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<ChannelView> set(
      Actor actor, UUID tenant, ChannelKind kind, JsonObject given, @Nullable Long seen) {
    var event = audit.changed(actor, tenant, "channel.set", KIND, kind.name());
    return audit.change(
        event,
        (tx, keys) ->
            find(tx, tenant, kind).chain(before -> put(tx, keys, kind, given, before, seen)));
  }

  /** Takes a channel's settings away; fails with {@code OBJECT_UNKNOWN} when there are none. */
  public Uni<Void> remove(Actor actor, UUID tenant, ChannelKind kind, @Nullable Long seen) {
    var event = audit.changed(actor, tenant, "channel.remove", KIND, kind.name());
    return audit.change(
        event,
        (tx, keys) ->
            find(tx, tenant, kind)
                .map(ChannelSettings::required)
                .chain(there -> delete(tx, tenant, there.view(), seen)));
  }

  private static Uni<Void> delete(
      SqlClient tx, UUID tenant, ChannelView there, @Nullable Long seen) {
    Versions.requireSeen(there.version(), seen);
    return tx.preparedQuery(DELETE)
        .execute(Tuple.of(tenant, there.channel().name(), there.version()))
        .invoke(rows -> requireOne(rows.rowCount()))
        .replaceWithVoid();
  }

  private Uni<ChannelView> put(
      SqlClient tx,
      TenantKeys keys,
      ChannelKind kind,
      JsonObject given,
      Optional<Stored> before,
      @Nullable Long seen) {
    before.ifPresent(there -> Versions.requireSeen(there.view().version(), seen));
    var settings = checked(kind, given, before.map(Stored::settings).orElseGet(JsonObject::new));
    var id = before.map(Stored::id).orElseGet(ids::next);
    var values =
        Tuple.of(keys.tenant(), id, kind.name(), Buffer.buffer(keys.seal(SETTINGS, id, settings)));
    before.ifPresent(there -> values.addLong(there.view().version()));
    return tx.preparedQuery(before.isPresent() ? UPDATE : INSERT)
        .execute(values)
        .invoke(rows -> requireOne(rows.rowCount()))
        .map(rows -> view(kind, new JsonObject(settings.text()), rows.iterator().next()));
  }

  private Secret checked(ChannelKind kind, JsonObject given, JsonObject before) {
    var channel = channel(kind);
    var full = given.copy();
    var kept = new ArrayList<String>();
    for (var secret : channel.secrets()) {
      if (MASK.equals(full.getValue(secret)) && before.containsKey(secret)) {
        full.put(secret, before.getValue(secret));
        kept.add(secret);
      }
    }
    kept.forEach(secret -> requireWhereItWas(secret, channel.destinations(), full, before));
    var text = channel.settings(full, before).encode();
    Member.check(text.length() <= LONGEST, "settings", "must not be so long.");
    return Secret.of(text);
  }

  /** Who may not read a secret may not have it sent to a place of their own either. */
  private static void requireWhereItWas(
      String secret, Set<String> destinations, JsonObject full, JsonObject before) {
    for (var member : destinations) {
      Member.check(
          Objects.equals(full.getValue(member), before.getValue(member)),
          secret,
          "must be given anew where " + member + " changes.");
    }
  }

  /** Somebody else was at it between the reading and the writing. */
  private static void requireOne(int changed) {
    if (changed != 1) {
      throw new Refusal(Reason.VERSION_STALE);
    }
  }

  private Uni<Optional<Stored>> find(SqlClient client, UUID tenant, ChannelKind kind) {
    return client
        .preparedQuery(ONE)
        .execute(Tuple.of(tenant, kind.name()))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(Optional.empty())
                    : open(tenant, rows.iterator().next()).map(Optional::of));
  }

  private Uni<Stored> open(UUID tenant, Row row) {
    var id = row.getUUID("id");
    var kind = ChannelKind.valueOf(row.getString("channel"));
    return dataKeys
        .open(tenant, SETTINGS, id, row.getBuffer("sealed_settings").getBytes())
        .map(secret -> new JsonObject(secret.text()))
        .map(settings -> new Stored(id, settings, view(kind, settings, row)));
  }

  private ChannelView view(ChannelKind kind, JsonObject settings, Row row) {
    var shown = settings.copy();
    channel(kind).secrets().stream()
        .filter(shown::containsKey)
        .forEach(secret -> shown.put(secret, MASK));
    return new ChannelView(
        kind,
        shown,
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("modified_at").toInstant(),
        row.getLong("version"));
  }

  private Channel channel(ChannelKind kind) {
    var channel = channels.get(kind);
    if (channel == null) {
      throw new IllegalStateException("No channel is " + kind);
    }
    return channel;
  }

  private static Stored required(Optional<Stored> found) {
    return found.orElseThrow(
        () -> new Refusal(Reason.OBJECT_UNKNOWN, "This channel has no settings."));
  }
}
