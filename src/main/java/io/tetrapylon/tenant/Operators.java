package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Pages;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Operators of a tenant. Nobody grants a role that may do more than it may itself, nor changes who
 * has one; either is refused with {@code PERMISSION_MISSING}.
 */
@ApplicationScoped
public class Operators {
  private static final String KIND = "operator";
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Ledger ledger;
  private final PasswordHasher hasher;
  private final OperatorLogins logins;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  Operators(
      Ledger ledger,
      PasswordHasher hasher,
      OperatorLogins logins,
      Ids ids,
      Entropy entropy,
      Clock clock) {
    this.ledger = ledger;
    this.hasher = hasher;
    this.logins = logins;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * An operator, and what is told once.
   *
   * @param generatedPassword null when the password was given
   */
  public record Made(Operator operator, @Nullable Secret generatedPassword) {}

  /**
   * Makes one. Fails with {@code CONFLICT} when the login is taken.
   *
   * @param password 8 to 1024 bytes, or null to have one generated
   */
  public Uni<Made> create(
      Authority by, UUID tenant, String login, @Nullable Secret password, Role role) {
    Member.text("login", login, 200);
    requireMayGrant(by, tenant, role);
    var choice = Passwords.choose(entropy, password);
    return hasher
        .hash(choice.value())
        .chain(
            hash ->
                ledger.change(
                    by.actor(), tenant, "operator.create", () -> insert(tenant, login, hash, role)))
        .map(operator -> new Made(operator, choice.told()));
  }

  private Uni<Changed<Operator>> insert(UUID tenant, String login, String hash, Role role) {
    var entity = new OperatorEntity();
    entity.tenantId = tenant;
    entity.id = ids.next();
    entity.login = login;
    entity.passwordHash = hash;
    entity.role = role.name();
    entity.enabled = true;
    entity.createdAt = Micros.now(clock);
    return entity
        .<OperatorEntity>persistAndFlush()
        .map(made -> Changed.of(made.snapshot(), KIND, login).detailed(role.name()));
  }

  /** An operator. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<Operator> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> load(tenant, id).map(OperatorEntity::snapshot));
  }

  /** The operator with this login, or null. */
  public Uni<@Nullable Operator> find(UUID tenant, String login) {
    return ledger.read(
        tenant,
        () ->
            OperatorEntity.<OperatorEntity>find("tenantId = ?1 and login = ?2", tenant, login)
                .firstResult()
                .map(found -> found == null ? null : found.snapshot()));
  }

  /**
   * Operators in the order in which they were made.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<Operator>> list(UUID tenant, @Nullable UUID after, int limit) {
    return ledger.read(
        tenant,
        () ->
            Pages.after(
                    OperatorEntity.class,
                    tenant,
                    after == null ? BEFORE_ALL : after,
                    limit,
                    entity -> entity.id)
                .map(page -> page.map(OperatorEntity::snapshot)));
  }

  /** Changes the version that was seen. Fails with {@code VERSION_STALE} when it has changed. */
  public Uni<Operator> update(
      Authority by, UUID tenant, UUID id, long version, Role role, boolean enabled) {
    requireMayGrant(by, tenant, role);
    return ledger.change(
        by.actor(),
        tenant,
        "operator.update",
        () ->
            seen(by, tenant, id, version)
                .invoke(entity -> entity.role = role.name())
                .invoke(entity -> entity.enabled = enabled)
                .call(entity -> entity.flush())
                .map(e -> Changed.of(e.snapshot(), KIND, e.login).detailed(role.name())));
  }

  /** Gives an operator another password, generated when null is given. */
  public Uni<Made> changePassword(
      Authority by, UUID tenant, UUID id, long version, @Nullable Secret password) {
    var choice = Passwords.choose(entropy, password);
    return hasher
        .hash(choice.value())
        .chain(
            hash ->
                ledger.change(
                    by.actor(),
                    tenant,
                    "operator.change-password",
                    () ->
                        seen(by, tenant, id, version)
                            .invoke(entity -> entity.passwordHash = hash)
                            .call(entity -> entity.flush())
                            .map(e -> Changed.of(e.snapshot(), KIND, e.login))))
        .map(operator -> new Made(operator, choice.told()));
  }

  /** Deletes the version that was seen. */
  public Uni<Void> delete(Authority by, UUID tenant, UUID id, long version) {
    return ledger.change(
        by.actor(),
        tenant,
        "operator.delete",
        () ->
            seen(by, tenant, id, version)
                .call(entity -> entity.delete())
                .map(entity -> Changed.nothing(KIND, entity.login)));
  }

  /**
   * The operator with this login and password, or a failure with {@code CLIENT_INVALID}, which
   * costs the same whoever it is. Ten failures in a row lock for 15 minutes.
   */
  public Uni<Caller> authenticate(
      String tenantCode, String login, Secret password, @Nullable String requestId) {
    return logins.authenticate(tenantCode, login, password, requestId);
  }

  private static Uni<OperatorEntity> seen(Authority by, UUID tenant, UUID id, long version) {
    return load(tenant, id)
        .invoke(e -> by.requireCovers(Role.valueOf(e.role).permissions(), null))
        .invoke(entity -> Versions.require(entity.version, version));
  }

  private static Uni<OperatorEntity> load(UUID tenant, UUID id) {
    return OperatorEntity.<OperatorEntity>findById(new TenantScoped(tenant, id))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such operator."));
  }

  private static void requireMayGrant(Authority by, UUID tenant, Role role) {
    Member.check(
        tenant.equals(Tenants.INSTALLATION) || role != Role.INSTALLATION_ADMIN,
        "role",
        "is the installation's only.");
    by.requireCovers(role.permissions(), null);
  }
}
