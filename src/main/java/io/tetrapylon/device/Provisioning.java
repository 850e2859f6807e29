package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.device.AuthenticatorRows.Held;
import io.tetrapylon.device.RegisteredDevice.Origin;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.Dataroom;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a user gets a device in one step: a token is made and its otpauth text handed out, a phone is
 * invited. Either has its number from the beginning.
 */
@ApplicationScoped
public class Provisioning {
  private final Ledger ledger;
  private final AuthenticatorRows rows;
  private final DeviceRegistry registry;
  private final OathTokens tokens;
  private final Enrolments enrolments;
  private final Ids ids;

  Provisioning(
      Ledger ledger,
      AuthenticatorRows rows,
      DeviceRegistry registry,
      OathTokens tokens,
      Enrolments enrolments,
      Ids ids) {
    this.ledger = ledger;
    this.rows = rows;
    this.registry = registry;
    this.tokens = tokens;
    this.enrolments = enrolments;
    this.ids = ids;
  }

  /**
   * What is asked for.
   *
   * @param type of the device
   * @param user the number of its owner
   * @param policy the code of the credential policy that it comes under, or null: as the kind has
   *     it
   * @param announced the number under which it was announced, or null: it gets one
   */
  public record Request(
      DeviceType type, long user, @Nullable String policy, @Nullable Long announced) {}

  /**
   * What was made.
   *
   * @param device the token, or the phone that is expected
   * @param payload what the QR code says; it holds a secret that is not told again
   */
  public record Provisioned(RegisteredDevice device, Secret payload) {}

  /**
   * Provisions a device. Fails with {@code OBJECT_UNKNOWN} without the user or the announced
   * device, with {@code MEMBER_INVALID} where type and policy do not fit, with {@code CONFLICT}
   * where the user has a token under the policy already.
   */
  public Uni<Provisioned> provision(Actor actor, UUID tenant, Dataroom room, Request request) {
    return announced(actor, tenant, room, request)
        .chain(
            device ->
                ledger
                    .read(
                        tenant,
                        () ->
                            rows.owner(tenant, room, request.user())
                                .chain(
                                    owner ->
                                        rows.held(tenant, List.of(owner.id()))
                                            .map(held -> plan(request, owner, held, device))))
                    .chain(plan -> carryOut(actor, tenant, room, plan)));
  }

  /** The device that was announced for this, or is now. */
  private Uni<RegisteredDevice> announced(
      Actor actor, UUID tenant, Dataroom room, Request request) {
    var number = request.announced();
    return number == null
        ? registry.announce(
            actor,
            tenant,
            room,
            new DeviceRegistry.Draft(
                request.type(),
                ids.next().toString(),
                request.type().words(),
                request.user(),
                Validity.ALWAYS))
        : registry.get(tenant, room, number).invoke(device -> requireFits(device, request));
  }

  private static void requireFits(RegisteredDevice device, Request request) {
    var owner = device.owner();
    if (owner != null && owner.number() != request.user()) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such device.");
    }
    Member.check(device.type().equals(request.type().name()), "deviceType", "is another one.");
    if (device.origin() != Origin.PENDING) {
      throw new Refusal(Reason.CONFLICT, "The device is provisioned already.");
    }
  }

  private record Plan(
      RegisteredDevice device,
      Authenticator.Owner owner,
      @Nullable CredentialPolicy policy,
      @Nullable UUID placeholder,
      DeviceType type) {}

  private static Plan plan(
      Request request, Authenticator.Owner owner, Held held, RegisteredDevice device) {
    var code = request.policy();
    var policy = code == null ? null : held.policy(code);
    Member.check(
        code == null || (policy != null && policy.settings().kind().covers(request.type().kind())),
        "AUTH_TYPE",
        "is no policy for such devices.");
    var view = policy == null ? null : held.view(owner, policy.id());
    var placeholder = view == null ? null : view.placeholder();
    if (request.type() == DeviceType.DT_APPR_OT
        && view != null
        && view.own().size() > 0
        && (placeholder == null || view.own().size() > 1)) {
      throw Authenticators.second();
    }
    return new Plan(
        device, owner, policy, placeholder == null ? null : placeholder.id(), request.type());
  }

  private Uni<Provisioned> carryOut(Actor actor, UUID tenant, Dataroom room, Plan plan) {
    return switch (plan.type()) {
      case DT_APPR_OT -> token(actor, tenant, room, plan);
      case DT_TDSV4 -> phone(actor, tenant, room, plan);
      case DT_OOBEML, DT_OOBSMS ->
          throw Member.invalid("deviceType", "is registered with REGISTER-OOB.");
    };
  }

  /** The announcement goes first: its external id becomes the token's. */
  private Uni<Provisioned> token(Actor actor, UUID tenant, Dataroom room, Plan plan) {
    var device = plan.device();
    var made =
        new NewOathToken(
            plan.owner().username(),
            OathParameters.USUAL,
            null,
            0,
            plan.policy() == null ? null : plan.policy().settings().code(),
            device.externalId(),
            device.validity());
    return registry
        .remove(actor, tenant, room, device.number(), device.version())
        .chain(
            () ->
                tokens.create(
                    actor, tenant, plan.owner().id(), made, device.number(), plan.placeholder()))
        .chain(
            created ->
                registry
                    .get(tenant, room, device.number())
                    .map(done -> new Provisioned(done, created.uri())));
  }

  private Uni<?> owned(Actor actor, UUID tenant, Dataroom room, Plan plan) {
    var device = plan.device();
    return device.owner() != null
        ? Uni.createFrom().voidItem()
        : registry.replace(
            actor,
            tenant,
            room,
            device.number(),
            device.version(),
            now ->
                new DeviceRegistry.Change(
                    now.externalId(), now.name(), plan.owner().number(), null, now.validity()));
  }

  private Uni<Provisioned> phone(Actor actor, UUID tenant, Dataroom room, Plan plan) {
    var policy = plan.policy();
    var invitation =
        new Enrolments.Invitation(null, policy == null ? null : policy.id(), plan.device().id());
    return owned(actor, tenant, room, plan)
        .chain(() -> enrolments.invite(actor, tenant, plan.owner().id(), invitation))
        .map(begun -> new Provisioned(plan.device(), begun.uri()));
  }
}
