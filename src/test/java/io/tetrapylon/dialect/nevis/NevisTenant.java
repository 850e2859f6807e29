package io.tetrapylon.dialect.nevis;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Tokens;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients of nevisIDM's API: tenants, users, callers, and their requests. */
@ApplicationScoped
class NevisTenant {
  static final String PASSWORD = "a long enough password";

  private final GuardedTenant tenants;
  private final ApiClients clients;
  private final Callers callers;
  private final Tokens tokens;
  private final Ids ids;

  NevisTenant(GuardedTenant tenants, ApiClients clients, Callers callers, Tokens tokens, Ids ids) {
    this.tenants = tenants;
    this.clients = clients;
    this.callers = callers;
    this.tokens = tokens;
    this.ids = ids;
  }

  /** A tenant with a user and a token that may do everything. */
  record Known(UUID id, String code, UUID userId, String user, String token) {
    Known as(String otherToken) {
      return new Known(id, code, userId, user, otherToken);
    }

    Known of(String otherUser) {
      return new Known(id, code, userId, otherUser, token);
    }

    Known on(String otherCode) {
      return new Known(id, otherCode, userId, user, token);
    }

    String path(String below) {
      return "/nevisidm/api/core/v1/" + code + "/users/" + user + below;
    }

    RequestSpecification request() {
      return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    ValidatableResponse get(String below) {
      return request().get(path(below)).then();
    }

    ValidatableResponse post(String below, JsonObject body) {
      return request().body(body.encode()).post(path(below)).then();
    }

    ValidatableResponse patch(String below, JsonObject body) {
      return request().body(body.encode()).patch(path(below)).then();
    }

    ValidatableResponse delete(String below) {
      return request().delete(path(below)).then();
    }
  }

  Known make() {
    var id = tenants.tenant();
    var code = tenants.sql("SELECT code FROM tenant WHERE id = $1", id).getString(0);
    tenants.sql("UPDATE tenant SET name = 'Default' WHERE id = $1 RETURNING id", id);
    return new Known(id, code, user(id, "user-123"), "user-123", token(id, Set.of(Permission.ALL)));
  }

  /** A user that is called so. */
  UUID user(UUID tenant, String extId) {
    var id = tenants.user(tenant);
    tenants.sql(
        "UPDATE app_user SET external_id = $3 WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        id,
        extId);
    return id;
  }

  UUID group(UUID tenant) {
    return tenants.group(tenant, "g" + ids.next());
  }

  void join(UUID tenant, UUID user, UUID group) {
    tenants.join(tenant, user, group);
  }

  String token(UUID tenant, Set<String> permissions) {
    return token(tenant, grants(permissions, null, null));
  }

  String tokenSeeing(UUID tenant, UUID group) {
    return token(tenant, grants(Set.of(Permission.ALL), null, Set.of(group)));
  }

  /** A token of a client without rights that belongs to a user. */
  String tokenOf(UUID tenant, UUID user) {
    return token(tenant, grants(Set.of(), user, null));
  }

  String readOnlyToken(UUID tenant) {
    return token(
        tenant, new ApiClient.Grants(Caller.Access.READ_ONLY, Set.of(Permission.ALL), null, null));
  }

  /** A token of a user's own. */
  String userToken(Known of) {
    var caller =
        new Caller(
            of.id(),
            of.code(),
            of.userId(),
            Caller.Kind.USER,
            of.user(),
            Caller.Access.READ_WRITE,
            Set.of(Permission.SELF_ADMIN),
            of.userId(),
            null);
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  private static ApiClient.Grants grants(
      Set<String> permissions, @Nullable UUID user, @Nullable Set<UUID> dataroom) {
    return new ApiClient.Grants(Caller.Access.READ_WRITE, permissions, user, dataroom);
  }

  private String token(UUID tenant, ApiClient.Grants grants) {
    var accessId = client(tenant, grants);
    var caller = tenants.await(() -> callers.byPassword(accessId, Secret.of(PASSWORD)));
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  /** The access id of a client that may do everything. */
  String client(UUID tenant) {
    return client(tenant, grants(Set.of(Permission.ALL), null, null));
  }

  /** An API key of a client that may do everything. */
  String apiKey(UUID tenant) {
    var accessId = "nevis" + ids.next();
    var key = Secret.of("key of " + accessId);
    var draft =
        new ApiClient.Draft(
            accessId, Secret.of(PASSWORD), key, grants(Set.of(Permission.ALL), null, null), true);
    tenants.await(() -> clients.create(Authority.SYSTEM, tenant, draft));
    return key.text();
  }

  private String client(UUID tenant, ApiClient.Grants grants) {
    var accessId = "nevis" + ids.next();
    var draft = new ApiClient.Draft(accessId, Secret.of(PASSWORD), null, grants, true);
    tenants.await(() -> clients.create(Authority.SYSTEM, tenant, draft));
    return accessId;
  }

  void sql(String sql, Object... parameters) {
    tenants.sql(sql + " RETURNING 1", parameters);
  }

  /** A sample of the API's documentation, made valid JSON. */
  static JsonObject golden(String name) {
    try (var in = NevisTenant.class.getResourceAsStream(name)) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new JsonObject(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts an error of the API. */
  static void assertError(ValidatableResponse answer, int status, String code, String message) {
    answer
        .statusCode(status)
        .contentType("application/json")
        .body("errors.size()", org.hamcrest.Matchers.equalTo(1))
        .body("errors[0].code", org.hamcrest.Matchers.equalTo(code))
        .body("errors[0].message", org.hamcrest.Matchers.equalTo(message));
  }
}
