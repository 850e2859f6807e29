package io.tetrapylon.dialect.management;

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
import io.tetrapylon.tenant.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Callers of a tenant, and their requests. */
@ApplicationScoped
class ManagedTenant {
  private static final Secret PASSWORD = Secret.of("a long enough password");

  private final GuardedTenant tenants;
  private final ApiClients clients;
  private final Callers callers;
  private final Tokens tokens;
  private final Ids ids;

  ManagedTenant(
      GuardedTenant tenants, ApiClients clients, Callers callers, Tokens tokens, Ids ids) {
    this.tenants = tenants;
    this.clients = clients;
    this.callers = callers;
    this.tokens = tokens;
    this.ids = ids;
  }

  /** A token of a new caller with these permissions who sees these groups, or all. */
  String token(UUID tenant, Set<String> permissions, @Nullable Set<UUID> dataroom) {
    var accessId = "c" + ids.next();
    var grants = new ApiClient.Grants(Caller.Access.READ_WRITE, permissions, null, dataroom);
    var draft = new ApiClient.Draft(accessId, PASSWORD, null, grants, true);
    tenants.await(() -> clients.create(Authority.SYSTEM, tenant, draft));
    var caller = tenants.await(() -> callers.byPassword(accessId, PASSWORD));
    return tenants.await(() -> tokens.issue(caller)).value();
  }

  String code(UUID tenant) {
    return tenants.sql("SELECT code FROM tenant WHERE id = $1", tenant).getString(0);
  }

  /** Sends method and path below a tenant, with a body where the method has one. */
  static ValidatableResponse send(
      RequestSpecification by, String tenant, String route, Object body) {
    var parts = route.split(" ", 2);
    if (!parts[0].equals("GET") && !parts[0].equals("DELETE")) {
      by.contentType(ContentType.JSON).body(body);
    }
    return by.request(parts[0], "/management/v1/tenants/" + tenant + parts[1]).then();
  }

  static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
