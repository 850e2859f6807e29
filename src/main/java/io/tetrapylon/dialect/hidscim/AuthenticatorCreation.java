package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.device.Authenticator;
import io.tetrapylon.device.AuthenticatorChanges;
import io.tetrapylon.device.Authenticators;
import io.tetrapylon.device.Authenticators.Key;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.CredentialPolicies;
import io.tetrapylon.policy.CredentialPolicy;
import io.tetrapylon.user.User;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What a body makes an authenticator of: the kind of the policy decides. */
@Singleton
class AuthenticatorCreation {
  private static final Map<String, Boolean> WORDS = Map.of("ENABLED", true, "DISABLED", false);

  private final Authenticators authenticators;
  private final AuthenticatorChanges changes;
  private final Passwords passwords;
  private final CredentialPolicies policies;
  private final DirectoryAuthenticators directory;
  private final AddressRegistration addresses;
  private final Owners owners;
  private final AuthenticatorJson json;
  private final Scim scim;

  AuthenticatorCreation(
      Authenticators authenticators,
      AuthenticatorChanges changes,
      Passwords passwords,
      CredentialPolicies policies,
      DirectoryAuthenticators directory,
      AddressRegistration addresses,
      Owners owners,
      AuthenticatorJson json,
      Scim scim) {
    this.authenticators = authenticators;
    this.changes = changes;
    this.passwords = passwords;
    this.policies = policies;
    this.directory = directory;
    this.addresses = addresses;
    this.owners = owners;
    this.json = json;
    this.scim = scim;
  }

  Uni<Response> create(Entered by, ScimBody body) {
    var code = body.inner("policy").required("value");
    return policies
        .find(by.tenant(), code)
        .onItem()
        .ifNull()
        .failWith(() -> Member.invalid("policy.value", "the tenant has no such policy."))
        .chain(policy -> resource(by, body, policy))
        .map(scim::created);
  }

  private Uni<JsonObject> resource(Entered by, ScimBody body, CredentialPolicy policy) {
    var kind = policy.settings().kind();
    return kind == CredentialKind.OOB_EMAIL || kind == CredentialKind.OOB_SMS
        ? addresses.register(by, body, policy)
        : create(by, body, policy).map(made -> json.of(by, made));
  }

  private Uni<Authenticator> create(Entered by, ScimBody body, CredentialPolicy policy) {
    return switch (policy.settings().kind()) {
      case OATH, DEVICE -> owner(by, body).chain(user -> announce(by, body, key(by, user, policy)));
      case PASSWORD -> owner(by, body).chain(user -> password(by, body, user, policy));
      case LDAP -> directory.create(by, body, policy, change(body));
      case OOB_EMAIL, OOB_SMS, FIDO2, FIDO_UAF, RECOVERY_CODES, GENERIC ->
          throw Member.invalid("policy.value", "is not a policy of authenticators.");
    };
  }

  private Uni<User> owner(Entered by, ScimBody body) {
    return owners.of(by, body.inner("owner"));
  }

  private static Key key(Entered by, User user, CredentialPolicy policy) {
    return new Key(by.tenant(), by.room(), user.number(), policy.settings().code());
  }

  private Uni<Authenticator> announce(Entered by, ScimBody body, Key key) {
    return changes.announce(by.actor(), key, enabled(body), validity(body));
  }

  private Uni<Authenticator> password(
      Entered by, ScimBody body, User user, CredentialPolicy policy) {
    var password = body.inner(ScimBody.PASSWORD).secret("password");
    if (password == null) {
      throw Member.invalid(ScimBody.PASSWORD + ".password", "must be there.");
    }
    var made = new Passwords.New(policy.id(), password, enabled(body), validity(body));
    return passwords
        .create(by.actor(), by.tenant(), user.id(), made)
        .chain(() -> authenticators.get(key(by, user, policy)));
  }

  private static boolean enabled(ScimBody body) {
    return !Boolean.FALSE.equals(StatusJson.enabled(body.inner("status"), WORDS));
  }

  private static Validity validity(ScimBody body) {
    return StatusJson.validity(body.inner("status"), Validity.ALWAYS);
  }

  /** What a body changes: only what it names. */
  AuthenticatorChanges.Change change(ScimBody body) {
    var status = body.inner("status");
    return new AuthenticatorChanges.Change(
        StatusJson.enabled(status, WORDS),
        now -> StatusJson.validity(status, now),
        body.inner(ScimBody.PASSWORD).secret("password"));
  }
}
