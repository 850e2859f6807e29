package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.device.DeviceType;
import io.tetrapylon.device.reach.Destinations;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.User;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * REGISTER-OOB: from now on codes can be sent to the user's e-mail address or telephone. The
 * authenticator is active at once, so its activation code is told back and never asked for.
 */
@Singleton
class AddressRegistration {
  private static final int CODE_DIGITS = 4;
  private static final int LONGEST_CODE = 64;

  private final Destinations destinations;
  private final Authenticators authenticators;
  private final Owners owners;
  private final AuthenticatorJson json;
  private final Entropy entropy;

  AddressRegistration(
      Destinations destinations,
      Authenticators authenticators,
      Owners owners,
      AuthenticatorJson json,
      Entropy entropy) {
    this.destinations = destinations;
    this.authenticators = authenticators;
    this.owners = owners;
    this.json = json;
    this.entropy = entropy;
  }

  Uni<JsonObject> register(Entered by, ScimBody body, CredentialPolicy policy) {
    var kind = policy.settings().kind();
    requireAction(body.inner(ScimBody.ACTION), kind);
    var given = body.text("activationCode");
    var code =
        given == null
            ? entropy.digits(CODE_DIGITS)
            : Member.text("activationCode", given, LONGEST_CODE);
    var of = kind == CredentialKind.OOB_EMAIL ? OobKind.EMAIL : OobKind.SMS;
    var validity = StatusJson.validity(body.inner("status"), Validity.ALWAYS);
    var wanted = new Destinations.New(of, null, policy.settings().code(), validity);
    return owners
        .of(by, body.inner("owner"))
        .invoke(user -> requireAddress(user, kind))
        .chain(user -> registered(by, user, policy.settings().code(), wanted))
        .map(made -> json.of(by, made).put("activationCode", code));
  }

  private Uni<Authenticator> registered(
      Entered by, User user, String code, Destinations.New wanted) {
    var key = new Key(by.tenant(), by.room(), user.number(), code);
    return authenticators
        .search(by.tenant(), by.room(), one(key), Slice.Range.first(1))
        .invoke(
            found -> {
              if (found.total() > 0) {
                throw Authenticators.second();
              }
            })
        .chain(() -> destinations.register(by.actor(), by.tenant(), user.id(), wanted))
        .chain(() -> authenticators.get(key));
  }

  private static Criterion one(Key key) {
    return new All(
        List.of(
            new Compare("user", Comparison.EQ, Long.toString(key.user())),
            new Compare("policy", Comparison.EQ, key.code())));
  }

  private static void requireAction(ScimBody action, CredentialKind kind) {
    Member.check(
        "REGISTER-OOB".equalsIgnoreCase(action.text("action")),
        ScimBody.ACTION + ".action",
        "must be REGISTER-OOB under this policy.");
    var type =
        action.objects("attributes").stream()
            .filter(each -> "OOB_DEVICETYPE_CODE".equalsIgnoreCase(each.text("name")))
            .findFirst()
            .map(each -> DeviceType.of(each.text("value")))
            .orElse(null);
    Member.check(
        type != null && type.kind() == kind,
        "OOB_DEVICETYPE_CODE",
        "must be a device type that fits the policy.");
  }

  private static void requireAddress(User user, CredentialKind kind) {
    var profile = user.profile();
    var address = kind == CredentialKind.OOB_EMAIL ? profile.email() : profile.mobile();
    if (address == null) {
      throw new Refusal(Reason.DESTINATION_MISSING);
    }
  }
}
