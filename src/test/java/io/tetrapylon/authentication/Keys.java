package io.tetrapylon.authentication;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.fido2.Fido2Credentials;
import io.tetrapylon.credential.fido2.Fido2Import;
import io.tetrapylon.credential.fido2.Fido2Registrations;
import io.tetrapylon.credential.fido2.Registration;
import io.tetrapylon.credential.fido2.SoftAuthenticator;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Tenants whose users have keys in software: resource {@link #SECOND} wants a password and a key,
 * {@link #ALONE} a key.
 */
@ApplicationScoped
public class Keys {
  public static final long SECOND = 71;
  public static final long ALONE = 72;

  private final Fixture fixture;
  private final GuardedTenant given;
  private final Fido2Registrations registrations;
  private final Fido2Credentials credentials;

  Keys(
      Fixture fixture,
      GuardedTenant given,
      Fido2Registrations registrations,
      Fido2Credentials credentials) {
    this.fixture = fixture;
    this.given = given;
    this.registrations = registrations;
    this.credentials = credentials;
  }

  /** A tenant that takes any attestation, for {@code localhost}. */
  public Fixture.Tenant tenant() {
    var tenant = fixture.tenant();
    fixture.policy(tenant, SECOND, "password and key", "PASSWORD,FIDO2");
    fixture.policy(tenant, ALONE, "key", "FIDO2");
    fixture.sql(
        "UPDATE tenant SET relying_parties = '{localhost,other.example}' WHERE id = $1",
        Tuple.of(tenant.id()));
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'FIDO2', 'FIDO2', 'FIDO2', true, NULL, 1, 10, now(), 0)""",
        Tuple.of(tenant.id()));
    return tenant;
  }

  public void attestation(Fixture.Tenant tenant, String policy) {
    fixture.sql("UPDATE tenant SET attestation = $2 WHERE id = $1", Tuple.of(tenant.id(), policy));
  }

  public StoredFido2Credential register(
      Fixture.Tenant tenant, UUID user, SoftAuthenticator authenticator) {
    var caller = new UUID(7, 7);
    var begun =
        given.await(() -> registrations.begin(tenant.id(), caller, user, authenticator.rpId));
    var made = authenticator.make(SoftAuthenticator.text(begun.ceremony().challenge()));
    authenticator.userHandle = Fido2Registrations.handle(user);
    return given.await(
        () ->
            registrations.finish(
                Actor.SYSTEM,
                tenant.id(),
                caller,
                begun.ceremony().id(),
                new Registration(
                    made.attestationObject(), made.clientDataJson(), List.of("internal"), "Key")));
  }

  public StoredFido2Credential imported(
      Fixture.Tenant tenant, UUID user, SoftAuthenticator authenticator) {
    var made = authenticator.make("AAAA");
    return given.await(
        () ->
            credentials.take(
                Actor.SYSTEM,
                tenant.id(),
                user,
                new Fido2Import(made.attestationObject(), made.clientDataJson(), null)));
  }
}
