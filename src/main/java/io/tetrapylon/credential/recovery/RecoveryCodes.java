package io.tetrapylon.credential.recovery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The recovery codes of users. Their life (lock, disable, delete) is that of any credential. */
@ApplicationScoped
public class RecoveryCodes {
  /** How many a set has. */
  public static final int COUNT = 16;

  private static final String KIND = "recovery codes";
  private static final String INSERT =
      "INSERT INTO credential_recovery_code (tenant_id, credential_id, number, code_mac) VALUES "
          + IntStream.rangeClosed(1, COUNT)
              .mapToObj(number -> "(:tenant, :credential, %d, :mac%d)".formatted(number, number))
              .collect(Collectors.joining(", "));
  private static final String UNUSED =
      """
      SELECT count(*) FROM credential_recovery_code
       WHERE tenant_id = :tenant AND credential_id = :credential AND used_at IS NULL""";

  private final Ledger ledger;
  private final CredentialRows rows;
  private final Ids ids;
  private final Entropy entropy;

  RecoveryCodes(Ledger ledger, CredentialRows rows, Ids ids, Entropy entropy) {
    this.ledger = ledger;
    this.rows = rows;
    this.ids = ids;
    this.entropy = entropy;
  }

  /**
   * A set that was just made.
   *
   * @param credential what guards it
   * @param codes as they are shown; they are not to be had again
   */
  public record Created(Credential credential, List<Secret> codes) {}

  /**
   * Makes a set. Refuses with {@code CONFLICT} when the user has one already or the external id is
   * taken, and an unknown user with {@code OBJECT_UNKNOWN}.
   */
  public Uni<Created> create(Actor actor, UUID tenant, UUID user, NewRecoveryCodes made) {
    return ledger.change(
        actor,
        tenant,
        "recovery-codes.create",
        keys -> add(keys, user, made).map(RecoveryCodes::changed));
  }

  private Uni<Created> add(TenantKeys keys, UUID user, NewRecoveryCodes made) {
    var id = ids.next();
    var codes =
        Stream.generate(() -> RecoveryCode.generate(entropy)).distinct().limit(COUNT).toList();
    return rows.add(keys.tenant(), row(id, user, made))
        .call(() -> insert(keys, id, codes))
        .map(credential -> new Created(credential, codes));
  }

  private static NewCredential row(UUID id, UUID user, NewRecoveryCodes made) {
    return new NewCredential(
        id,
        user,
        made.policyId(),
        CredentialKind.RECOVERY_CODES,
        made.externalId(),
        "",
        CredentialState.ACTIVE,
        made.validity(),
        -1,
        null);
  }

  private static Uni<Integer> insert(TenantKeys keys, UUID credential, List<Secret> codes) {
    return Panache.getSession()
        .chain(
            session -> {
              var insert =
                  session
                      .createNativeQuery(INSERT)
                      .setParameter("tenant", keys.tenant())
                      .setParameter("credential", credential);
              for (int at = 0; at < codes.size(); at++) {
                insert.setParameter(
                    "mac" + (at + 1), RecoveryCode.stored(keys, credential, codes.get(at)));
              }
              return insert.executeUpdate();
            });
  }

  private static Changed<Created> changed(Created made) {
    var credential = made.credential();
    return Changed.ofUser(made, KIND, credential.id(), credential.userId())
        .detailed(credential.externalId());
  }

  /** How many codes of a set are not used up. */
  public Uni<Integer> unused(UUID tenant, UUID credential) {
    return ledger.read(
        tenant,
        () ->
            Panache.getSession()
                .chain(
                    session ->
                        session
                            .createNativeQuery(UNUSED, Long.class)
                            .setParameter("tenant", tenant)
                            .setParameter("credential", credential)
                            .getSingleResult())
                .map(Long::intValue));
  }
}
