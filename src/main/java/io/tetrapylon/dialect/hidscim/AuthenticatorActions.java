package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.AuthenticatorChanges;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.User;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** What can be done with an authenticator beside changing it. */
@Singleton
class AuthenticatorActions {
  private static final int CHALLENGE_DIGITS = 8;

  private final Authenticators authenticators;
  private final AuthenticatorChanges changes;
  private final ChosenDevice devices;
  private final SigningChallenges signing;
  private final Owners owners;
  private final Entropy entropy;

  AuthenticatorActions(
      Authenticators authenticators,
      AuthenticatorChanges changes,
      ChosenDevice devices,
      SigningChallenges signing,
      Owners owners,
      Entropy entropy) {
    this.authenticators = authenticators;
    this.changes = changes;
    this.devices = devices;
    this.signing = signing;
    this.owners = owners;
    this.entropy = entropy;
  }

  /** An action, and the permission that it needs. */
  private enum Action {
    USER_CHALLENGE(Permission.CREDENTIAL_VIEW),
    DEVICE_CHALLENGE(Permission.CREDENTIAL_VIEW),
    DELIVER_CHALLENGE(Permission.CREDENTIAL_CHANGE_STATE),
    RESET(Permission.CREDENTIAL_CHANGE_STATE),
    UNREGISTER_OOB(Permission.CREDENTIAL_DELETE);

    private final String permission;

    Action(String permission) {
      this.permission = permission;
    }

    static Action of(String word) {
      for (var action : values()) {
        if (action.name().replace('_', '-').equals(word.toUpperCase(Locale.ROOT))) {
          return action;
        }
      }
      throw Member.invalid(ScimBody.ACTION + ".action", "is not known here.");
    }
  }

  Uni<Response> act(Entered by, AuthenticatorId id, ScimBody body) {
    var asked = ActionRequest.of(id, body);
    var action = Action.of(asked.action());
    by.with(action.permission);
    return switch (action) {
      case USER_CHALLENGE -> existing(by, asked).map(there -> challenge());
      case DEVICE_CHALLENGE ->
          devices
              .of(by, asked)
              .chain(device -> authenticators.get(key(by, device.owner().number(), asked.code())))
              .map(there -> challenge());
      case DELIVER_CHALLENGE -> signing.deliver(by.changing(), asked);
      case RESET ->
          user(by.changing(), asked)
              .chain(user -> changes.reset(by.actor(), key(by, user, asked.code())))
              .map(done -> ActionJson.done());
      case UNREGISTER_OOB -> unregister(by.changing(), asked);
    };
  }

  /** Digits that a device computes an answer to; nobody here remembers them. */
  private Response challenge() {
    return ActionJson.challenge(entropy.digits(CHALLENGE_DIGITS));
  }

  private Uni<Response> unregister(Entered by, ActionRequest asked) {
    return existing(by, asked)
        .invoke(
            there ->
                Member.check(
                    there.kind() == CredentialKind.OOB_EMAIL
                        || there.kind() == CredentialKind.OOB_SMS,
                    "id",
                    "is not one of codes that are sent."))
        .chain(
            there ->
                changes.delete(by.actor(), key(by, there.owner().number(), there.code()), null))
        .replaceWith(ActionJson::done);
  }

  private Uni<Authenticator> existing(Entered by, ActionRequest asked) {
    return user(by, asked).chain(user -> authenticators.get(key(by, user, asked.code())));
  }

  private Uni<Long> user(Entered by, ActionRequest asked) {
    var number = asked.user();
    var name = asked.userName();
    if (number == null && name != null) {
      return owners.named(by, name).map(User::number);
    }
    return Uni.createFrom().item(number == null ? asked.requiredBodyUser() : number);
  }

  private static Key key(Entered by, long user, String code) {
    return new Key(by.tenant(), by.room(), user, code);
  }
}
