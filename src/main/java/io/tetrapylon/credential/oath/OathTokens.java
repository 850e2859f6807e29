package io.tetrapylon.credential.oath;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialRows.Description;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.NewCredential;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The OATH tokens of users. Their life (lock, disable, delete) is that of any credential. */
@ApplicationScoped
public class OathTokens {
  private static final String KIND = "OATH token";
  private static final int SECRET_BYTES = 20;

  private final Ledger ledger;
  private final CredentialRows rows;
  private final OathRows oath;
  private final OathTwins twins;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Entropy entropy;
  private final Clock clock;

  OathTokens(
      Ledger ledger,
      CredentialRows rows,
      OathRows oath,
      OathTwins twins,
      DataKeys dataKeys,
      Ids ids,
      Entropy entropy,
      Clock clock) {
    this.ledger = ledger;
    this.rows = rows;
    this.oath = oath;
    this.twins = twins;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * A token that was just made.
   *
   * @param token the token
   * @param uri its otpauth text, which holds the secret and is not to be had again
   */
  public record Created(StoredOathToken token, Secret uri) {}

  /**
   * Makes a token. Refuses a policy that there is not with {@code MEMBER_INVALID}, an external id
   * that is taken with {@code CONFLICT} and an unknown user with {@code OBJECT_UNKNOWN}.
   */
  public Uni<Created> create(Actor actor, UUID tenant, UUID user, NewOathToken made) {
    return create(actor, tenant, keys -> add(keys, user, made));
  }

  /**
   * The same of a token with a secret of its own, unless the user has it already, which is refused
   * with {@code CONFLICT}: of many who bring it at once, one makes it.
   */
  public Uni<Created> createOnce(Actor actor, UUID tenant, UUID user, NewOathToken made) {
    return create(
        actor,
        tenant,
        keys ->
            rows.locked(tenant, user)
                .chain(() -> twins.requireNone(tenant, user, made))
                .chain(() -> add(keys, user, made)));
  }

  /**
   * Makes a token that was announced as a device under a number, and puts an end to {@code
   * placeholder}, a credential of the user that stood for it, unless that is null.
   */
  public Uni<Created> create(
      Actor actor,
      UUID tenant,
      UUID user,
      NewOathToken made,
      long number,
      @Nullable UUID placeholder) {
    return create(
        actor,
        tenant,
        keys ->
            without(tenant, user, placeholder)
                .chain(() -> add(keys, user, made))
                .call(done -> oath.number(tenant, done.token().credential().id(), number)));
  }

  private Uni<Created> create(Actor actor, UUID tenant, Function<TenantKeys, Uni<Created>> making) {
    return ledger.change(
        actor,
        tenant,
        "oath.create",
        keys -> making.apply(keys).map(done -> changed(done, done.token())));
  }

  private Uni<?> without(UUID tenant, UUID user, @Nullable UUID placeholder) {
    return placeholder == null
        ? Uni.createFrom().voidItem()
        : rows.remove(tenant, user, placeholder);
  }

  private Uni<Created> add(TenantKeys keys, UUID user, NewOathToken made) {
    var tenant = keys.tenant();
    var id = ids.next();
    var secret = made.secret() == null ? Secret.of(entropy.bytes(SECRET_BYTES)) : made.secret();
    var sealed = keys.seal(Candidate.SECRET, id, secret);
    return oath.policies(tenant)
        .chain(
            known ->
                policy(tenant, user, made, known)
                    .chain(policy -> rows.add(tenant, row(id, user, policy, made, sealed)))
                    .call(() -> oath.add(OathEntity.of(tenant, id, made.parameters())))
                    .map(credential -> OathRows.view(credential, made.parameters(), known)))
        .chain(token -> oath.issuer(tenant).map(issuer -> created(token, issuer, secret)));
  }

  private Uni<UUID> policy(UUID tenant, UUID user, NewOathToken made, OathPolicies known) {
    var code = made.policyCode();
    if (code != null) {
      return Uni.createFrom().item(known.withCode(code));
    }
    return rows.ofKind(tenant, user, CredentialKind.OATH)
        .map(all -> all.stream().map(Credential::policyId).collect(Collectors.toSet()))
        .map(known::free);
  }

  private static NewCredential row(
      UUID id, UUID user, UUID policy, NewOathToken made, byte[] sealed) {
    return new NewCredential(
        id,
        user,
        policy,
        CredentialKind.OATH,
        made.externalId(),
        made.label(),
        CredentialState.ACTIVE,
        made.validity(),
        made.counter() - 1,
        sealed);
  }

  private static Created created(StoredOathToken token, String issuer, Secret secret) {
    return new Created(token, Otpauth.of(issuer, token.credential().label(), token(token, secret)));
  }

  /** A user's tokens in the order in which they were made, or {@code OBJECT_UNKNOWN}. */
  public Uni<List<StoredOathToken>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant,
        () ->
            rows.requireUser(tenant, user)
                .chain(() -> rows.ofKind(tenant, user, CredentialKind.OATH))
                .chain(found -> oath.views(tenant, found)));
  }

  /** One of a user's tokens, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<StoredOathToken> get(UUID tenant, UUID user, UUID id) {
    return ledger.read(
        tenant,
        () ->
            rows.sealed(tenant, user, id)
                .map(CredentialRows.Sealed::credential)
                .chain(credential -> oath.view(tenant, credential)));
  }

  /** The secrets of a user's tokens, sealed as they are stored, by the tokens' ids. */
  public Uni<Map<UUID, byte[]>> sealedSecrets(UUID tenant, UUID user) {
    return ledger.read(tenant, () -> rows.sealedSecrets(tenant, user, CredentialKind.OATH));
  }

  /**
   * Changes what of a token can be changed.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes the new settings of the present ones
   */
  public Uni<StoredOathToken> change(
      Actor actor,
      UUID tenant,
      UUID user,
      UUID id,
      @Nullable Long seen,
      UnaryOperator<OathSettings> edit) {
    return ledger.change(
        actor,
        tenant,
        "oath.change",
        () ->
            oath.find(tenant, id)
                .chain(() -> oath.policies(tenant))
                .chain(
                    known -> rows.describe(tenant, user, id, seen, now -> edited(now, edit, known)))
                .chain(credential -> oath.view(tenant, credential))
                .map(token -> changed(token, token)));
  }

  private static Description edited(
      Description now, UnaryOperator<OathSettings> edit, OathPolicies known) {
    var after =
        edit.apply(new OathSettings(now.label(), known.code(now.policyId()), now.validity()));
    return new Description(after.label(), known.withCode(after.policyCode()), after.validity());
  }

  /**
   * Finds a token that has run away again, by two codes that it showed one after the other. Codes
   * that are not are refused with {@code CODE_WRONG} and not counted; a lock stays.
   */
  public Uni<StoredOathToken> resynchronise(
      Actor actor, UUID tenant, UUID user, UUID id, String first, String second) {
    return ledger
        .read(tenant, () -> stored(tenant, user, id))
        .chain(stored -> found(tenant, stored, first, second))
        .chain(
            fresh ->
                ledger.change(
                    actor,
                    tenant,
                    "oath.resynchronise",
                    () ->
                        rows.resynchronise(tenant, id, fresh.movingFactor(), fresh.drift())
                            .chain(() -> stored(tenant, user, id))
                            .map(stored -> changed(stored.token(), stored.token()))));
  }

  private record Stored(StoredOathToken token, byte @Nullable [] secret) {}

  private Uni<Stored> stored(UUID tenant, UUID user, UUID id) {
    return rows.sealed(tenant, user, id)
        .chain(
            row ->
                oath.view(tenant, row.credential()).map(token -> new Stored(token, row.secret())));
  }

  private Uni<OathMatch.Fresh> found(UUID tenant, Stored stored, String first, String second) {
    var sealed = Objects.requireNonNull(stored.secret(), "an OATH token has a secret");
    var id = stored.token().credential().id();
    return dataKeys
        .open(tenant, Candidate.SECRET, id, sealed)
        .map(secret -> token(stored.token(), secret))
        .map(
            token ->
                token
                    .resynchronise(first, second, clock.instant())
                    .orElseThrow(() -> new Refusal(Reason.CODE_WRONG)));
  }

  /** The windows play no part in what a token is asked for here. */
  private static OathToken token(StoredOathToken stored, Secret secret) {
    var parameters = stored.parameters();
    return new OathToken(
        parameters.method(),
        parameters.algorithm(),
        parameters.digits(),
        parameters.period(),
        secret,
        stored.credential().movingFactor(),
        stored.credential().drift(),
        0,
        0);
  }

  private static <T> Changed<T> changed(T value, StoredOathToken token) {
    var credential = token.credential();
    return Changed.ofUser(value, KIND, credential.id(), credential.userId())
        .detailed(token.policyCode() + " " + credential.externalId());
  }
}
