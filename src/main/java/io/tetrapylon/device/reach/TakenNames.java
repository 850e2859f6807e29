package io.tetrapylon.device.reach;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.uaf.UafKey;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks up, in one statement, what is taken already. It only finds the words for a refusal: that
 * nothing is taken twice is the unique indexes' doing.
 *
 * @param tenant whose
 * @param user for whom
 */
record TakenNames(UUID tenant, UUID user) {
  private static final String LOOK =
      """
      SELECT EXISTS (SELECT FROM credential WHERE tenant_id = :tenant AND external_id = cast(:credential as text)),
             EXISTS (SELECT FROM dispatch_target WHERE tenant_id = :tenant AND external_id = cast(:target as text)),
             EXISTS (SELECT FROM dispatch_target t WHERE t.tenant_id = :tenant AND t.user_id = :user AND t.type = 'fido-uaf'
                        AND t.name = cast(:name as text) AND cast(t.id as text) IS DISTINCT FROM cast(:except as text)),
             EXISTS (SELECT FROM dispatch_target t WHERE t.tenant_id = :tenant AND t.user_id = :user AND t.type = 'fido-uaf'
                        AND t.identification = cast(:identification as text)
                        AND cast(t.id as text) IS DISTINCT FROM cast(:except as text)),
             EXISTS (SELECT FROM app_attestation a WHERE a.tenant_id = :tenant AND a.user_id = :user
                        AND a.name = cast(:attestation as text)),
             EXISTS (SELECT FROM credential_uaf f WHERE f.tenant_id = :tenant AND upper(f.aaid) = upper(cast(:aaid as text))
                        AND f.key_id = cast(:key as text))""";

  /** Of what is to be made. */
  Uni<Set<Taken>> of(@Nullable String credential, @Nullable UafKey key, @Nullable NewTarget made) {
    var attestation = made == null ? null : made.attestation();
    return look(
        new Wanted(
            credential,
            made == null ? null : made.externalId(),
            made == null ? null : made.settings(),
            null,
            attestation == null ? null : attestation.name(),
            key));
  }

  /** Of what a target is to be from now on. */
  Uni<Set<Taken>> of(UUID target, TargetSettings settings) {
    return look(new Wanted(null, null, settings, target, null, null));
  }

  private record Wanted(
      @Nullable String credential,
      @Nullable String target,
      @Nullable TargetSettings settings,
      @Nullable UUID except,
      @Nullable String attestation,
      @Nullable UafKey key) {}

  private Uni<Set<Taken>> look(Wanted wanted) {
    var settings = wanted.settings();
    var key = wanted.key();
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(LOOK, Object[].class)
                    .setParameter("tenant", tenant)
                    .setParameter("user", user)
                    .setParameter("credential", wanted.credential())
                    .setParameter("target", wanted.target())
                    .setParameter("name", settings == null ? null : settings.name())
                    .setParameter(
                        "identification",
                        settings == null ? null : settings.given().identification())
                    .setParameter(
                        "except", wanted.except() == null ? null : wanted.except().toString())
                    .setParameter("attestation", wanted.attestation())
                    .setParameter("aaid", key == null ? null : key.aaid())
                    .setParameter("key", key == null ? null : key.keyId())
                    .getSingleResult())
        .map(TakenNames::taken);
  }

  private static Set<Taken> taken(Object[] found) {
    var taken = EnumSet.noneOf(Taken.class);
    for (var each : Taken.values()) {
      if (Boolean.TRUE.equals(found[each.ordinal()])) {
        taken.add(each);
      }
    }
    return taken;
  }
}
