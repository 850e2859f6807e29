package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.device.protocol.ActivationCode;
import io.tetrapylon.device.protocol.ActivationUri;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.Flaw;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.device.protocol.PhoneSeal;
import io.tetrapylon.kernel.CleanText;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.P256SigningKey;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.tenant.PublicUrl;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a phone becomes a user's: an operator begins, the phone completes, within ten minutes by the
 * database's clock, once, and with no more than five tries.
 */
@ApplicationScoped
public class Enrolments {
  private static final int SECRET_BYTES = 16;
  private static final String ACTION = "device.enrol";

  private final Invitations invitations;
  private final AuditWriter audit;
  private final Tenants tenants;
  private final DataKeys dataKeys;
  private final ChallengeKeys challengeKeys;
  private final PublicUrl url;
  private final Pool pool;
  private final Ids ids;
  private final Entropy entropy;

  Enrolments(
      Invitations invitations,
      AuditWriter audit,
      Tenants tenants,
      DataKeys dataKeys,
      ChallengeKeys challengeKeys,
      PublicUrl url,
      Pool pool,
      Ids ids,
      Entropy entropy) {
    this.invitations = invitations;
    this.audit = audit;
    this.tenants = tenants;
    this.dataKeys = dataKeys;
    this.challengeKeys = challengeKeys;
    this.url = url;
    this.pool = pool;
    this.ids = ids;
    this.entropy = entropy;
  }

  /**
   * An activation that was just made.
   *
   * @param activation the activation
   * @param uri what its QR code says; it holds a secret that is not to be had again
   * @param code what can be typed instead, as is it
   */
  public record Begun(Activation activation, Secret uri, Secret code) {}

  /**
   * Invites a user to enrol a phone. Fails with {@code OBJECT_UNKNOWN} when there is no such user,
   * or the user has no such phone to replace.
   *
   * @param replaces the phone that the new one takes the place of once it has answered, or null
   */
  public Uni<Begun> begin(Actor actor, UUID tenant, UUID user, @Nullable UUID replaces) {
    return invite(actor, tenant, user, new Invitation(replaces, null, null));
  }

  /**
   * What is known beforehand of the phone that enrols.
   *
   * @param replaces the phone that it takes the place of once it has answered, or null
   * @param policyId the credential policy that it comes under, or null: the default one
   * @param announced the pending device that it is, or null
   */
  public record Invitation(
      @Nullable UUID replaces, @Nullable UUID policyId, @Nullable UUID announced) {}

  /** The same for a phone of which more is known. */
  public Uni<Begun> invite(Actor actor, UUID tenant, UUID user, Invitation invitation) {
    var secret = Base64Url.text(entropy.bytes(SECRET_BYTES));
    var code = ActivationCode.generate(entropy);
    var id = ids.next();
    return tenants
        .get(tenant)
        .chain(
            of ->
                dataKeys
                    .of(tenant)
                    .chain(keys -> invitations.add(actor, keys, id, user, invitation, secret, code))
                    .map(made -> new Begun(made, uri(of, secret), code)));
  }

  private Secret uri(Tenant tenant, String secret) {
    return ActivationUri.of(url.of(""), tenant.code(), secret);
  }

  /**
   * Makes a phone of whoever holds the invitation and the keys. Fails with {@code
   * ACTIVATION_INVALID}, and counts the try, whatever is wrong: the login, the code, the proof, or
   * that the activation is used, expired or guessed at too often.
   *
   * @param requestId names the request in the trail, or null
   */
  public Uni<Enrolled> complete(EnrolmentRequest request, @Nullable String requestId) {
    return tenant(request.tenant())
        .chain(
            tenant ->
                Uni.combine()
                    .all()
                    .unis(dataKeys.of(tenant.id()), challengeKeys.of(tenant.id()))
                    .asTuple()
                    .chain(
                        keys ->
                            TenantTransaction.of(
                                pool,
                                tenant.id(),
                                tx ->
                                    attempt(
                                        tx,
                                        new Attempt(
                                            tenant,
                                            keys.getItem1(),
                                            keys.getItem2().current(),
                                            requestId),
                                        request))))
        .map(done -> done.orElseThrow(Enrolments::refused));
  }

  /**
   * What an attempt to enrol is made with.
   *
   * @param requestId names the request in the trail
   */
  private record Attempt(
      Tenant tenant, TenantKeys keys, P256SigningKey challengeKey, @Nullable String requestId) {}

  private Uni<Tenant> tenant(String code) {
    return Tenant.isCode(code)
        ? tenants.find(code).onItem().ifNull().failWith(Enrolments::refused)
        : Uni.createFrom().failure(Enrolments::refused);
  }

  private static Refusal refused() {
    return new Refusal(Reason.ACTIVATION_INVALID);
  }

  /** It does not fail where it is refused: then the count would be rolled back. */
  private Uni<Optional<Enrolled>> attempt(SqlClient tx, Attempt attempt, EnrolmentRequest request) {
    var flaw = request.flaw();
    return ActivationRows.use(tx, attempt.keys(), request, flaw.isEmpty())
        .chain(
            use -> {
              var user = use.user();
              return use.id() == null || user == null
                  ? refuse(tx, attempt, user, flaw)
                  : enrol(tx, attempt, request, user, use).map(Optional::of);
            });
  }

  private Uni<Optional<Enrolled>> refuse(
      SqlClient tx, Attempt attempt, @Nullable UUID user, Optional<Flaw> flaw) {
    var actor = new Actor("device", "unknown", attempt.requestId());
    var detail = flaw.map(found -> "proof: " + found).orElse(null);
    var event =
        audit
            .changed(actor, attempt.tenant().id(), ACTION, Invitations.KIND, "unknown")
            .concerning(user, detail)
            .refused(Reason.ACTIVATION_INVALID);
    return audit.write(tx, attempt.keys(), event).replaceWith(Optional.empty());
  }

  private Uni<Enrolled> enrol(
      SqlClient tx, Attempt attempt, EnrolmentRequest request, UUID user, ActivationRows.Use use) {
    var device = ids.next();
    var ocraKey = entropy.bytes(Ocra.KEY_BYTES);
    var rows =
        new EnrolmentInsert(
            attempt.keys(), device, ids.next(), ids.next(), user, use, Secret.of(ocraKey));
    var actor = new Actor("device", device.toString(), attempt.requestId());
    var event =
        audit
            .changed(actor, attempt.tenant().id(), ACTION, "device", device.toString())
            .concerning(user, CleanText.of(request.name()));
    return rows.add(tx, request)
        .call(() -> audit.write(tx, attempt.keys(), event))
        .map(
            made ->
                new Enrolled(
                    device,
                    made.number(),
                    attempt.tenant().settings().name(),
                    user,
                    made.login(),
                    List.of(attempt.challengeKey().publicHalf()),
                    PhoneSeal.OCRA.seal(entropy, device, request.encryption(), ocraKey)));
  }
}
