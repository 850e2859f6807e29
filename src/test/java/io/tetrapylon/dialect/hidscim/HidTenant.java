package io.tetrapylon.dialect.hidscim;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.ldap.DirectoryRegister;
import io.tetrapylon.credential.ldap.DirectorySettings;
import io.tetrapylon.credential.ldap.TestDirectory;
import io.tetrapylon.credential.password.Passwords;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Tokens;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants, their users and callers, and requests as a client of this API sends them. */
@ApplicationScoped
class HidTenant {
  static final String PASSWORD = "a long enough password";

  private final GuardedTenant tenants;
  private final ApiClients clients;
  private final Callers callers;
  private final Tokens tokens;
  private final Users users;
  private final Passwords passwords;
  private final DirectoryRegister register;
  private final Authentication authentication;
  private final Ids ids;

  HidTenant(
      GuardedTenant tenants,
      ApiClients clients,
      Callers callers,
      Tokens tokens,
      Users users,
      Passwords passwords,
      DirectoryRegister register,
      Authentication authentication,
      Ids ids) {
    this.tenants = tenants;
    this.clients = clients;
    this.callers = callers;
    this.tokens = tokens;
    this.users = users;
    this.passwords = passwords;
    this.register = register;
    this.authentication = authentication;
    this.ids = ids;
  }

  /** A tenant, and a caller who may do everything in it. */
  record Made(UUID id, String code, String token) {
    ValidatableResponse send(String method, String path, @Nullable Object body) {
      return send(method, path, body, null);
    }

    ValidatableResponse send(
        String method, String path, @Nullable Object body, @Nullable String ifMatch) {
      return sendAs(token, method, path, body, ifMatch);
    }

    ValidatableResponse sendAs(
        String caller,
        String method,
        String path,
        @Nullable Object body,
        @Nullable String ifMatch) {
      var request = given().header("Authorization", "Bearer " + caller).urlEncodingEnabled(false);
      if (body != null) {
        request.header("Content-Type", Scim.MEDIA_TYPE).body(body.toString());
      }
      if (ifMatch != null) {
        request.header("If-Match", ifMatch);
      }
      return request.request(method, "/scim/" + code + "/v2" + path).then();
    }
  }

  Made made() {
    var id = tenants.tenant();
    var code = tenants.sql("SELECT code FROM tenant WHERE id = $1", id).getString(0);
    return new Made(id, code, token(id, Set.of(Permission.ALL), null));
  }

  /** A token of a new client with these permissions who sees these groups, or all. */
  String token(UUID tenant, Set<String> permissions, @Nullable Set<UUID> dataroom) {
    return token(tenant, Caller.Access.READ_WRITE, permissions, dataroom);
  }

  String token(
      UUID tenant, Caller.Access access, Set<String> permissions, @Nullable Set<UUID> dataroom) {
    var accessId = "c" + ids.next();
    var secret = Secret.of(PASSWORD);
    var grants = new ApiClient.Grants(access, permissions, null, dataroom);
    tenants.await(
        () ->
            clients.create(
                Authority.SYSTEM,
                tenant,
                new ApiClient.Draft(accessId, secret, null, grants, true)));
    var caller = tenants.await(() -> callers.byPassword(accessId, secret));
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  /** The token of an end user. */
  String userToken(Made tenant, User user) {
    var caller =
        new Caller(
            tenant.id(),
            tenant.code(),
            user.id(),
            Caller.Kind.USER,
            user.profile().username(),
            Caller.Access.READ_ONLY,
            Set.of(Permission.SELF_ADMIN),
            user.id(),
            null);
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  User user(Made tenant, long number, String name, UUID... groups) {
    var draft =
        new User.Draft(null, number, name, null, null, null, UserStatus.ACTIVE, Set.of(groups));
    return tenants.await(
        () -> users.create(GuardedTenant.OPERATOR, tenant.id(), Dataroom.ALL, draft));
  }

  User user(Made tenant, String name, UUID... groups) {
    var draft =
        new User.Draft(null, null, name, null, null, null, UserStatus.ACTIVE, Set.of(groups));
    return tenants.await(
        () -> users.create(GuardedTenant.OPERATOR, tenant.id(), Dataroom.ALL, draft));
  }

  void password(Made tenant, User user) {
    tenants.await(
        () ->
            passwords.set(
                GuardedTenant.OPERATOR, tenant.id(), user.id(), Secret.of("the first password")));
  }

  /** Has passwords checked by a directory. */
  void directory(Made tenant, String url) {
    tenants.await(
        () ->
            register.set(
                GuardedTenant.OPERATOR,
                tenant.id(),
                Secret.of(TestDirectory.ACCOUNT_PASSWORD),
                password ->
                    new DirectorySettings(
                        List.of(url),
                        DirectorySettings.Security.NONE,
                        null,
                        TestDirectory.ACCOUNT,
                        password,
                        TestDirectory.BASE,
                        "(uid={0})",
                        2,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(2)),
                null));
  }

  /** Limits of pushes that no test meets. */
  void unlimitedPushes(Made tenant) {
    tenants.sql(
        """
        INSERT INTO push_rules (tenant_id, lifetime_seconds, spacing_seconds, minute_limit, stranger_minute_limit,
               unanswered_limit, window_seconds, denial_limit, stop_seconds, version)
        VALUES ($1, 60, 0, 100, 100, 100, 86400, 100, 60, 0) RETURNING tenant_id""",
        tenant.id());
  }

  /** What somebody who types this under a credential policy amounts to. */
  Decision byAuthenticator(Made tenant, String login, String policy, String typed) {
    var caller = tenants.await(() -> callers.byToken(tenant.token()));
    var context =
        new Attempt.Context(caller, "test", Question.NO_RESOURCE, login, Origin.of("192.0.2.1"));
    return tenants.await(
        () ->
            authentication.decide(new Attempt.ByAuthenticator(context, policy, Secret.of(typed))));
  }

  GuardedTenant store() {
    return tenants;
  }
}
