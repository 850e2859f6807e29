package io.tetrapylon.dialect.management;

import static io.tetrapylon.dialect.management.ManagedTenant.as;
import static io.tetrapylon.dialect.management.ManagedTenant.send;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.tenant.Permission;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens move in from files and out to others. */
@QuarkusTest
class OathTransferTest {
  private static final String CSV =
      """
      upn,serial number,secret key,time interval
      jane,s-1,JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP,30
      john,s-2,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,60
      nobody,s-3,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30
      jane,s-4,not base32,30
      """;

  @Inject GuardedTenant tenants;
  @Inject ManagedTenant managed;

  private UUID tenant;
  private UUID jane;
  private String admin;

  @BeforeEach
  void twoUsersAndAnAdministrator() {
    tenant = tenants.tenant();
    jane = user(tenant, "jane");
    user(tenant, "john");
    admin = managed.token(tenant, Set.of(Permission.ALL), null);
  }

  @Test
  void eachRowIsReported() {
    imported("oath-csv", CSV)
        .statusCode(200)
        .body("created", equalTo(2))
        .body("refused", equalTo(2))
        .body("rows.row", contains(2, 3, 4, 5))
        .body("rows.result", contains("created", "created", "refused", "refused"))
        .body("rows[0].credential", notNullValue())
        .body("rows[2].reason", equalTo("There is no such user."))
        .body("rows[3].reason", equalTo("Its secret is not in base32."))
        .body(not(containsString("JBSWY3DP")));
  }

  @Test
  void whatIsThereStaysAsItIs() {
    // given
    imported("oath-csv", CSV).body("created", equalTo(2));

    // when
    imported("oath-csv", CSV)
        .body("created", equalTo(0))
        .body("unchanged", equalTo(2))
        .body("rows.result", contains("unchanged", "unchanged", "refused", "refused"));

    // then
    assertEquals(2L, tokens(tenant));
  }

  @Test
  void aSerialIsOneTokensAlone() {
    // given
    imported("oath-csv", CSV);

    // when: another secret, another owner
    imported("oath-csv", CSV.replace("JBSWY3DPEHPK3PXPJ", "JBSWY3DPEHPK3PXPK"))
        .body("rows[0].result", equalTo("refused"))
        .body("rows[0].credential", nullValue());
    imported("oath-csv", CSV.replace("jane,s-1", "john,s-1"))
        .body("rows[0].result", equalTo("refused"));
  }

  @Test
  void otpauthTextsAreSafeToRepeatWithoutASerial() {
    var text =
        "otpauth://totp/ACME:jane?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA512&digits=8";

    imported("otpauth", text).body("created", equalTo(1));
    imported("otpauth", text).body("unchanged", equalTo(1));
  }

  @ParameterizedTest
  @CsvSource({
    "otpauth, otpauth://totp/ACME:jane?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "oath-csv, 'upn,serial number,secret key,time interval\njane,s-1,JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP,30'"
  })
  void manyWhoBringOneTokenAtOnceMakeOne(String format, String content) throws Exception {
    var crowd = Executors.newFixedThreadPool(20);
    Callable<Integer> one =
        () -> imported(format, content).statusCode(200).extract().path("created");

    var all = crowd.invokeAll(Collections.nCopies(20, one));
    crowd.shutdown();

    int created = 0;
    for (var each : all) {
      created += each.get();
    }
    assertEquals(1, created);
    assertEquals(1L, tokens(tenant));
    imported(format, content).body("unchanged", equalTo(1));
  }

  @Test
  void whatNamesNobodyGoesWhereTheCallerSays() {
    // given
    var file = file("oath-csv", "y-1, 31323334353637383930\ny-2, 31323334353637383930\n");
    file.put("user", "jane");
    file.put("owners", Map.of("y-2", "john"));

    // then
    call("POST /oath-imports", file).body("rows.user", contains("jane", "john"));
    imported("yubico-csv", "508327,,0,69cfb9202438ca68964ec3244bfa4843d073a43b,,,")
        .body("rows[0].reason", equalTo("Nobody is named whose it is."));
  }

  @Test
  void whatGoesOutComesInElsewhere() {
    // given
    imported("oath-csv", CSV);
    var other = tenants.tenant();
    user(other, "jane");
    user(other, "john");
    var token = managed.token(other, Set.of(Permission.ALL), null);

    // when
    String pskc =
        call("POST /oath-exports", Map.of("password", "correct horse"))
            .statusCode(200)
            .body("continuationToken", nullValue())
            .extract()
            .path("pskc");
    var file = file("pskc", pskc);
    file.put("password", "correct horse");

    // then
    send(as(token), managed.code(other), "POST /oath-imports", file)
        .statusCode(200)
        .body("created", equalTo(2))
        .body("rows.serial", contains("s-1", "s-2"))
        .body("rows.user", contains("jane", "john"));
    file.put("password", "wrong horse");
    send(as(token), managed.code(other), "POST /oath-imports", file)
        .body(not(containsString("created")));
    assertEquals(2L, tokens(other));
  }

  @Test
  void anExportHasPages() {
    // given
    imported("oath-csv", CSV);

    // when
    String next =
        call("POST /oath-exports", Map.of("preSharedKey", "0".repeat(32), "limit", 1))
            .statusCode(200)
            .body("pskc", containsString("s-1"))
            .extract()
            .path("continuationToken");

    // then
    call(
            "POST /oath-exports",
            Map.of("preSharedKey", "0".repeat(32), "limit", 1, "continuationToken", next))
        .body("pskc", containsString("s-2"))
        .body("continuationToken", nullValue());
  }

  @Test
  void anExportIsInTheTrail() {
    call("POST /oath-exports", Map.of("password", "correct horse")).statusCode(200);

    call("GET /audit-events?action=oath.export", "")
        .body("items", hasSize(1))
        .body("items[0].detail", equalTo("0 tokens"));
  }

  @Test
  void secretsLeaveEncryptedOrNotAtAll() {
    call("POST /oath-exports", Map.of()).statusCode(400);
    call("POST /oath-exports", Map.of("password", "")).statusCode(400);
    call("POST /oath-exports", Map.of("preSharedKey", "zz"))
        .statusCode(400)
        .body(not(containsString("zz")));
  }

  @Test
  void whoMakesTokensMayNotTakeThemOut() {
    var some =
        managed.token(
            tenant, Set.of(Permission.CREDENTIAL_CREATE, Permission.CREDENTIAL_VIEW), null);

    send(as(some), managed.code(tenant), "POST /oath-exports", Map.of("password", "correct horse"))
        .statusCode(403);
  }

  @Test
  void whoSeesSomeUsersImportsForThemAlone() {
    // given
    var group = tenants.group(tenant, "seen");
    tenants.join(tenant, jane, group);
    var some = managed.token(tenant, Set.of(Permission.ALL), Set.of(group));

    // then
    send(as(some), managed.code(tenant), "POST /oath-imports", file("oath-csv", CSV))
        .body("rows.result", contains("created", "refused", "refused", "refused"))
        .body("rows[1].reason", equalTo("There is no such user."));
    send(as(some), managed.code(tenant), "POST /oath-exports", Map.of("password", "a"))
        .statusCode(403);
  }

  @Test
  void whatIsNoFileIsRefused() {
    imported("pskc", "<!DOCTYPE a><KeyContainer/>").statusCode(400);
    imported("pskc", "{}").statusCode(400);
    imported("oath-csv", "# nothing").statusCode(400);
    imported("other", "a").statusCode(400);
    imported("oath-csv", "a, 31323334353637383930\n".repeat(1001)).statusCode(400);
  }

  @Test
  void aFileMayBeLongerThanOtherBodies() {
    imported("oath-csv", "# " + "x".repeat(150_000) + "\n" + CSV).statusCode(200);
    imported("oath-csv", "# " + "x".repeat(300_000) + "\n" + CSV).statusCode(413);
    call("POST /users/" + jane + "/oath-tokens", Map.of("label", "x".repeat(70_000)))
        .statusCode(413);
  }

  private ValidatableResponse imported(String format, String content) {
    return call("POST /oath-imports", file(format, content));
  }

  private static Map<String, Object> file(String format, String content) {
    return new HashMap<>(Map.of("format", format, "content", content));
  }

  private ValidatableResponse call(String route, Object body) {
    return send(as(admin), managed.code(tenant), route, body);
  }

  private UUID user(UUID of, String login) {
    var id = tenants.user(of);
    tenants.sql(
        "UPDATE app_user SET username = $3 WHERE tenant_id = $1 AND id = $2 RETURNING id",
        of,
        id,
        login);
    tenants.sql("INSERT INTO user_login VALUES ($1, $2, $3) RETURNING user_id", of, login, id);
    return id;
  }

  private long tokens(UUID of) {
    return tenants.sql("SELECT count(*) FROM credential_oath WHERE tenant_id = $1", of).getLong(0);
  }
}
