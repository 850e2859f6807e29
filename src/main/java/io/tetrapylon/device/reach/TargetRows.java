package io.tetrapylon.device.reach;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.DeviceColumns;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of targets and attestations, within a transaction of the ledger. */
@ApplicationScoped
class TargetRows {
  private static final String OF_USER = "tenantId = ?1 and userId = ?2 ";

  /** Phones, ours or not; where words for people go is no business of this. */
  private static final String REACHED = "and (type = 'fido-uaf' or phoneId is not null) ";

  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  TargetRows(DataKeys dataKeys, Ids ids, Clock clock) {
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /** A target as it is stored, whose secrets are opened outside of the transaction. */
  record Found(TargetEntity row, AppAttestation.@Nullable Stored attestation) {}

  Uni<Found> add(UUID user, NewTarget made, TenantKeys keys) {
    var now = Micros.now(clock);
    var row = TargetEntity.uaf(ids.next(), user, made.externalId(), keys);
    row.createdAt = now;
    return row.take(made.settings(), keys, now)
        .persistAndFlush()
        .chain(() -> attest(row, made.attestation()))
        .map(attestation -> new Found(row, attestation));
  }

  private Uni<AppAttestation.@Nullable Stored> attest(
      TargetEntity target, @Nullable AppAttestation said) {
    return said == null
        ? Uni.createFrom().nullItem()
        : AttestationEntity.of(ids.next(), target, said)
            .<AttestationEntity>persistAndFlush()
            .map(AttestationEntity::view);
  }

  /** A user's targets in the order in which they were made. */
  Uni<List<Found>> ofUser(UUID tenant, UUID user) {
    return TargetEntity.<TargetEntity>list(OF_USER + REACHED + "order by id", tenant, user)
        .chain(rows -> attestations(tenant, user).map(said -> found(rows, said)));
  }

  private static Uni<Map<UUID, AppAttestation.Stored>> attestations(UUID tenant, UUID user) {
    return AttestationEntity.<AttestationEntity>list(OF_USER, tenant, user)
        .map(
            rows ->
                rows.stream()
                    .collect(Collectors.toMap(row -> row.targetId, AttestationEntity::view)));
  }

  private static List<Found> found(
      List<TargetEntity> rows, Map<UUID, AppAttestation.Stored> attestations) {
    return rows.stream().map(row -> new Found(row, attestations.get(row.id))).toList();
  }

  /** A user's target, or a refusal with {@code OBJECT_UNKNOWN}. */
  Uni<Found> get(UUID tenant, UUID user, String externalId) {
    return ofUser(tenant, user)
        .map(
            all ->
                all.stream()
                    .filter(each -> each.row().externalId.equals(externalId))
                    .findFirst()
                    .orElseThrow(TargetRows::unknown));
  }

  /** The same, locked. */
  Uni<Found> locked(UUID tenant, UUID user, String externalId) {
    return TargetEntity.<TargetEntity>find(
            OF_USER + REACHED + "and externalId = ?3", tenant, user, externalId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(TargetRows::unknown)
        .chain(row -> attestations(tenant, user).map(said -> new Found(row, said.get(row.id))));
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such target.");
  }

  /** Opens what was sealed, one after the other: another node may have turned the key. */
  Uni<List<DispatchTarget>> views(List<Found> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(this::view)
        .collect()
        .asList();
  }

  Uni<DispatchTarget> view(Found found) {
    var row = found.row();
    var sealed = row.sealedGiven;
    return sealed == null
        ? Uni.createFrom().item(() -> row.view(null, found.attestation()))
        : dataKeys
            .open(row.tenantId, DeviceColumns.GIVEN, row.id, sealed)
            .map(opened -> row.view(opened, found.attestation()));
  }
}
