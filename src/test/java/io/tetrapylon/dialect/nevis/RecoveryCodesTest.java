package io.tetrapylon.dialect.nevis;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen codes, each of which lets its user in once. */
@QuarkusTest
class RecoveryCodesTest {
  private static final String PATH = "/recovery-codes";
  private static final long BOTH = 1;
  private static final long CODE = 2;
  private static final long PASSWORD = 3;

  @Inject Fixture fixture;

  Fixture.Tenant tenant;
  UUID user;
  NevisTenant.Known client;

  @BeforeEach
  void aUser() {
    tenant = fixture.tenant();
    user = fixture.user(tenant, "jdoe");
    var token = FrontEnd.of(tenant).token();
    client = new NevisTenant.Known(tenant.id(), tenant.code(), user, user.toString(), token);
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'RC', 'RC', 'RECOVERY_CODES', true, NULL, 1, 10, now(), 0)",
        Tuple.of(tenant.id()));
  }

  @Test
  void thereAreSixteenAndTheyAreShownOnce() {
    var codes = codes();

    assertEquals(16, new HashSet<>(codes).size());
    assertTrue(codes.stream().allMatch(code -> code.matches("[0-9A-Z]{5}-[0-9A-Z]{5}")));
    client
        .get(PATH)
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].type", equalTo("Recovery Code"))
        .body("items[0].remainingCodes", equalTo(16))
        .body("items[0].codes", nullValue());
  }

  @Test
  void noneOfThemIsInTheStore() {
    var code = codes().get(0);

    var rows =
        fixture.value(
            "SELECT string_agg(to_jsonb(r)::text, '') FROM credential_recovery_code r WHERE tenant_id = $1",
            Tuple.of(tenant.id()));

    assertTrue(!rows.toString().contains(code) && !rows.toString().contains(code.substring(0, 5)));
  }

  @Test
  void aUserHasOneSet() {
    codes();

    client
        .post(PATH, new JsonObject())
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.recoveryCodeExists"));
    client.delete(PATH + "/codes-1").statusCode(204);
    codes();
  }

  @Test
  void anArchivedSetIsNotInTheWay() {
    codes();
    client.patch(PATH + "/codes-1", new JsonObject().put("stateName", "archived")).statusCode(200);

    client.post(PATH, new JsonObject()).statusCode(201);
    client
        .post(PATH, new JsonObject().put("extId", "codes-1"))
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.recoveryCodeExists"));
  }

  @Test
  void aCodeLetsItsUserInOnce() {
    var code = codes().get(3);

    redeem(CODE, code, null).statusCode(200).body("authorized", equalTo(true));
    redeem(CODE, code, null).statusCode(403).body("code", equalTo("code-wrong"));

    client
        .get(PATH + "/codes-1")
        .body("remainingCodes", equalTo(15))
        .body("successfulLoginCount", equalTo(1))
        .body("failedLoginCount", equalTo(0));
  }

  @Test
  void howItIsTypedDoesNotMatter() {
    var codes = codes();

    redeem(CODE, codes.get(0).toLowerCase(java.util.Locale.ROOT).replace("-", " "), null)
        .statusCode(200);
    redeem(CODE, codes.get(1).replace("-", ""), null).statusCode(200);
    redeem(CODE, "12345", null).statusCode(400);
  }

  @Test
  void beforeAPasswordIsRightNoCodeIsUsedUp() {
    fixture.password(tenant, user);
    var code = codes().get(0);

    redeem(BOTH, code, "wrong").statusCode(403);
    redeem(BOTH, code, null).statusCode(400);
    redeem(BOTH, code, Fixture.PASSWORD).statusCode(200);
  }

  @Test
  void itIsInPlaceOfAFactorThatIsWanted() {
    fixture.password(tenant, user);

    redeem(PASSWORD, codes().get(0), null).statusCode(403);
  }

  @Test
  void wrongCodesLockTheSet() {
    var code = codes().get(0);
    for (int failure = 0; failure < 3; failure++) {
      redeem(CODE, "00000-0000" + failure, null).statusCode(403);
    }

    redeem(CODE, code, null).statusCode(403);
    client.get(PATH + "/codes-1").body("stateName", equalTo("fail-locked"));
    client.patch(PATH + "/codes-1", new JsonObject().put("stateName", "active")).statusCode(200);
    redeem(CODE, code, null).statusCode(200);
  }

  @Test
  void aCodeOfSomebodyElseIsNone() {
    var code = codes().get(0);
    fixture.user(tenant, "other");

    redeem("other", CODE, code, null).statusCode(403);
    redeem("nobody", CODE, code, null).statusCode(403);
    redeem(CODE, code, null).statusCode(200);
  }

  @Test
  void ofFiftyTriesOfOneCodeOneIsLetIn() {
    var code = codes().get(0);
    var pool = Executors.newFixedThreadPool(50);
    try {
      var answers =
          IntStream.range(0, 50)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> redeem(CODE, code, null).extract().statusCode(), pool))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertEquals(1, answers.stream().filter(status -> status == 200).count());
    } finally {
      pool.shutdownNow();
    }
    client.get(PATH + "/codes-1").body("remainingCodes", equalTo(15));
    redeem(CODE, "00000-00000", null).statusCode(403);
    client.get(PATH + "/codes-1").body("stateName", equalTo("active"));
  }

  private List<String> codes() {
    return client
        .post(PATH, new JsonObject().put("extId", "codes-1"))
        .statusCode(201)
        .extract()
        .path("codes");
  }

  private ValidatableResponse redeem(
      long resource, String code, @org.jspecify.annotations.Nullable String password) {
    return redeem("jdoe", resource, code, password);
  }

  private ValidatableResponse redeem(
      String login,
      long resource,
      String code,
      @org.jspecify.annotations.Nullable String password) {
    var body = new JsonObject().put("login", login).put("code", code).put("password", password);
    return client
        .request()
        .body(body.encode())
        .post("/login/v1/resources/" + resource + "/recovery-codes")
        .then();
  }
}
