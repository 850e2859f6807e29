package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialSettings;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.device.RegisteredDevice.Origin;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.user.Dataroom;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whatever has a device number: phones, OATH tokens, and what was announced as either. Announcing
 * makes a row that opens nothing; a phone enrols and a token is provisioned under its number.
 */
@ApplicationScoped
public class DeviceRegistry {
  private static final String KIND = "device";
  private static final int LONGEST = 200;

  private final Ledger ledger;
  private final AuthenticatorRows owners;
  private final CredentialRows credentials;
  private final DeviceRows phones;
  private final Ids ids;

  DeviceRegistry(
      Ledger ledger,
      AuthenticatorRows owners,
      CredentialRows credentials,
      DeviceRows phones,
      Ids ids) {
    this.ledger = ledger;
    this.owners = owners;
    this.credentials = credentials;
    this.phones = phones;
    this.ids = ids;
  }

  /**
   * A device that is announced.
   *
   * @param type what it will be
   * @param externalId unique among devices
   * @param name what people call it
   * @param owner the number of its user, or null: nobody's yet
   * @param validity from when until when it shall open anything
   */
  public record Draft(
      DeviceType type, String externalId, String name, @Nullable Long owner, Validity validity) {
    /** Refuses what cannot be. */
    public Draft {
      Member.text("externalId", externalId, LONGEST);
      Member.text("friendlyName", name, LONGEST);
    }
  }

  /**
   * What a device is from now on.
   *
   * @param externalId it changes only while the device is announced
   * @param name what people call it
   * @param owner the number of its user, or null; it changes only while the device is announced
   * @param enabled whether it may be used, or null: as it is; nothing while it is announced
   * @param validity from when until when it opens anything
   */
  public record Change(
      String externalId,
      String name,
      @Nullable Long owner,
      @Nullable Boolean enabled,
      Validity validity) {
    /** Refuses what cannot be. */
    public Change {
      Member.text("externalId", externalId, LONGEST);
      Member.text("friendlyName", name, LONGEST);
    }
  }

  /**
   * Devices that a criterion is true of. Its fields are {@code number, external-id, type, name},
   * and of the owner {@code user} (the number) and {@code username}.
   */
  public Uni<Slice<RegisteredDevice>> search(
      UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    return ledger.read(tenant, () -> RegistryRows.search(tenant, room, where, range));
  }

  /** One, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<RegisteredDevice> get(UUID tenant, Dataroom room, long number) {
    return ledger.read(tenant, () -> RegistryRows.get(tenant, room, number));
  }

  /** Announces one. Refuses an external id that is taken with {@code CONFLICT}. */
  public Uni<RegisteredDevice> announce(Actor actor, UUID tenant, Dataroom room, Draft draft) {
    var id = ids.next();
    return ledger.change(
        actor,
        tenant,
        "device.announce",
        () ->
            requireFree(tenant, draft.externalId())
                .chain(() -> user(tenant, room, draft.owner()))
                .chain(user -> RegistryRows.add(tenant, id, draft, user))
                .chain(() -> byId(tenant, draft.externalId()))
                .map(DeviceRegistry::changed));
  }

  private static Uni<RegisteredDevice> byId(UUID tenant, String externalId) {
    var same = new Criterion.Compare("external-id", Criterion.Comparison.EQ, externalId);
    return RegistryRows.search(tenant, Dataroom.ALL, same, Slice.Range.first(1))
        .map(found -> found.items().get(0));
  }

  private static Uni<?> requireFree(UUID tenant, String externalId) {
    return RegistryRows.isTaken(tenant, externalId)
        .invoke(
            taken -> {
              if (taken) {
                throw new Refusal(
                    Reason.CONFLICT, "There is another device with this external id.");
              }
            });
  }

  private Uni<@Nullable UUID> user(UUID tenant, Dataroom room, @Nullable Long owner) {
    return owner == null
        ? Uni.createFrom().nullItem()
        : owners.owner(tenant, room, owner).map(Authenticator.Owner::id);
  }

  /**
   * Changes one.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes what it is from now on of what it is
   */
  public Uni<RegisteredDevice> replace(
      Actor actor,
      UUID tenant,
      Dataroom room,
      long number,
      @Nullable Long seen,
      Function<RegisteredDevice, Change> edit) {
    return ledger.change(
        actor,
        tenant,
        "device.change",
        () ->
            seen(tenant, room, number, seen)
                .chain(now -> replace(tenant, room, now, edit.apply(now)))
                .chain(() -> RegistryRows.get(tenant, room, number))
                .map(DeviceRegistry::changed));
  }

  private static Uni<RegisteredDevice> seen(
      UUID tenant, Dataroom room, long number, @Nullable Long seen) {
    return RegistryRows.get(tenant, room, number)
        .invoke(now -> Versions.requireSeen(now.version(), seen));
  }

  private Uni<?> replace(UUID tenant, Dataroom room, RegisteredDevice now, Change to) {
    if (now.origin() == Origin.PENDING) {
      return (to.externalId().equals(now.externalId())
              ? Uni.createFrom().voidItem()
              : requireFree(tenant, to.externalId()))
          .chain(() -> user(tenant, room, to.owner()))
          .chain(user -> RegistryRows.change(tenant, now, to, user))
          .invoke(count -> Versions.require(count, 1));
    }
    var owner = java.util.Objects.requireNonNull(now.owner());
    Member.check(to.externalId().equals(now.externalId()), "externalId", "cannot change any more.");
    Member.check(
        Long.valueOf(owner.number()).equals(to.owner()), "owner", "cannot change any more.");
    var credential = java.util.Objects.requireNonNull(now.credentialId());
    return credentials
        .locked(tenant, owner.id())
        .chain(() -> seen(tenant, room, now.number(), now.version()))
        .chain(() -> rename(tenant, now, to))
        .chain(() -> credentials.edit(tenant, owner.id(), credential, of -> edited(of, to)));
  }

  private Uni<?> rename(UUID tenant, RegisteredDevice now, Change to) {
    return now.origin() == Origin.PHONE
        ? phones.turn(tenant, now.id(), to.name())
        : Uni.createFrom().voidItem();
  }

  private static CredentialSettings edited(CredentialSettings now, Change to) {
    var edited = now.labelled(to.name()).valid(to.validity());
    if (Boolean.FALSE.equals(to.enabled())) {
      return edited.in(CredentialState.DISABLED, null);
    }
    return Boolean.TRUE.equals(to.enabled()) && now.state() == CredentialState.DISABLED
        ? edited.in(CredentialState.ACTIVE, null)
        : edited;
  }

  /**
   * Removes one, with the credential that guards it.
   *
   * @param seen the version that the caller saw, or null
   */
  public Uni<Void> remove(
      Actor actor, UUID tenant, Dataroom room, long number, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "device.remove",
            () ->
                seen(tenant, room, number, seen)
                    .call(now -> remove(tenant, now))
                    .map(DeviceRegistry::changed))
        .replaceWithVoid();
  }

  private Uni<?> remove(UUID tenant, RegisteredDevice now) {
    var credential = now.credentialId();
    var owner = now.owner();
    return credential == null || owner == null
        ? RegistryRows.remove(tenant, now).invoke(count -> Versions.require(count, 1))
        : credentials.remove(tenant, owner.id(), credential);
  }

  private static Changed<RegisteredDevice> changed(RegisteredDevice device) {
    var owner = device.owner();
    var changed = Changed.of(device, KIND, device.number()).detailed(device.type());
    return owner == null
        ? changed
        : Changed.ofUser(device, KIND, device.number(), owner.id()).detailed(device.type());
  }
}
