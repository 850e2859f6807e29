package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phones of users: what there is, and their life. Their state is their credential's. */
@ApplicationScoped
public class Devices {
  private static final String KIND = "device";

  private final Ledger ledger;
  private final DeviceRows rows;
  private final CredentialRows credentials;
  private final AuditWriter audit;
  private final DataKeys dataKeys;
  private final Pool pool;
  private final Ids ids;

  Devices(
      Ledger ledger,
      DeviceRows rows,
      CredentialRows credentials,
      AuditWriter audit,
      DataKeys dataKeys,
      Pool pool,
      Ids ids) {
    this.ledger = ledger;
    this.rows = rows;
    this.credentials = credentials;
    this.audit = audit;
    this.dataKeys = dataKeys;
    this.pool = pool;
    this.ids = ids;
  }

  /** What an operator can do to a phone. */
  public enum Step {
    /** It answers nothing until it is resumed. */
    SUSPEND("suspend", Credentials.Step.DISABLE),
    RESUME("resume", Credentials.Step.ENABLE);

    private final String word;
    private final Credentials.Step step;

    Step(String word, Credentials.Step step) {
      this.word = word;
      this.step = step;
    }
  }

  /** A user's phones in the order in which they enrolled, or {@code OBJECT_UNKNOWN}. */
  public Uni<List<Device>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant, () -> credentials.requireUser(tenant, user).chain(() -> rows.ofUser(tenant, user)));
  }

  /** One phone, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Device> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> rows.get(tenant, id));
  }

  /**
   * Calls a phone something else.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Device> rename(Actor actor, UUID tenant, UUID id, @Nullable Long seen, String name) {
    Member.text("name", name, EnrolmentRequest.LONGEST_NAME);
    return change(actor, tenant, id, seen, "device.rename", found -> rename(tenant, found, name));
  }

  private Uni<?> rename(UUID tenant, Device found, String name) {
    return rows.turn(tenant, found.id(), name)
        .chain(
            () ->
                credentials.describe(
                    tenant,
                    found.userId(),
                    found.credentialId(),
                    null,
                    now -> new CredentialRows.Description(name, now.policyId(), now.validity())));
  }

  /**
   * Suspends or resumes a phone; what its state does not allow is refused with {@code CONFLICT}.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Device> step(Actor actor, UUID tenant, UUID id, @Nullable Long seen, Step step) {
    return change(
        actor,
        tenant,
        id,
        seen,
        "device." + step.word,
        found ->
            credentials
                .step(tenant, found.userId(), found.credentialId(), step.step)
                .chain(() -> rows.turn(tenant, id, found.name())));
  }

  private Uni<Device> change(
      Actor actor,
      UUID tenant,
      UUID id,
      @Nullable Long seen,
      String action,
      Function<Device, Uni<?>> change) {
    return ledger.change(
        actor,
        tenant,
        action,
        () ->
            locked(tenant, id, seen)
                .call(change::apply)
                .chain(() -> rows.get(tenant, id))
                .map(Devices::changed));
  }

  /** In the order in which all lock a user's rows: its credentials first. */
  private Uni<Device> locked(UUID tenant, UUID id, @Nullable Long seen) {
    return rows.get(tenant, id)
        .call(found -> credentials.locked(tenant, found.userId()))
        .chain(() -> rows.locked(tenant, id, seen));
  }

  /**
   * Removes a phone with its credential and its address.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Void> remove(Actor actor, UUID tenant, UUID id, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "device.remove",
            () ->
                locked(tenant, id, seen)
                    .call(found -> credentials.remove(tenant, found.userId(), found.credentialId()))
                    .map(Devices::changed))
        .replaceWithVoid();
  }

  /** Says where a phone is reached from now on; null: nowhere, it asks. */
  public Uni<Void> reachAt(Actor actor, UUID tenant, UUID id, @Nullable PushAddress address) {
    var event = audit.changed(actor, tenant, "device.target", KIND, id.toString());
    var words = address == null ? "none" : address.channel().word();
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                TenantTransaction.of(
                    pool,
                    tenant,
                    tx ->
                        TargetRows.lock(tx, tenant, id)
                            .call(() -> put(tx, tenant, id, address, keys))
                            .chain(user -> audit.write(tx, keys, event.concerning(user, words)))));
  }

  private Uni<Void> put(
      SqlClient tx, UUID tenant, UUID id, @Nullable PushAddress address, TenantKeys keys) {
    return address == null
        ? TargetRows.clear(tx, tenant, id)
        : TargetRows.put(tx, keys, ids.next(), id, address);
  }

  /**
   * To be called when a phone that takes the place of another has given its first valid answer: the
   * other one is archived, for good. Calling it again changes nothing.
   */
  public Uni<Void> answered(UUID tenant, UUID id) {
    return ledger
        .read(tenant, () -> rows.get(tenant, id))
        .chain(
            found -> {
              var old = found.replaces();
              return old == null ? Uni.createFrom().voidItem() : retire(tenant, id, old);
            });
  }

  private Uni<Void> retire(UUID tenant, UUID id, UUID old) {
    return ledger
        .change(
            new Actor(KIND, id.toString(), null),
            tenant,
            "device.replace",
            () ->
                locked(tenant, old, null)
                    .call(
                        found ->
                            credentials.step(
                                tenant,
                                found.userId(),
                                found.credentialId(),
                                Credentials.Step.ARCHIVE))
                    .call(() -> rows.settle(tenant, id))
                    .map(Devices::changed))
        .replaceWithVoid();
  }

  private static Changed<Device> changed(Device device) {
    return Changed.ofUser(device, KIND, device.id(), device.userId())
        .detailed(CleanText.of(device.name()));
  }
}
