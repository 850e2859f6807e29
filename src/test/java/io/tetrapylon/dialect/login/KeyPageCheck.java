package io.tetrapylon.dialect.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.authentication.Keys;
import io.tetrapylon.credential.fido2.SoftAuthenticator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: Chromium's virtual authenticator registers, activates an imported
 * key, and lets users in by a passkey and after a password. It needs Node, npm and Chromium: {@code
 * ./mvnw test -Ptools}.
 */
@QuarkusTest
@Tag("tools")
class KeyPageCheck {
  private static final String PACKAGE = "playwright-core@1.65.0";

  @Inject Fixture fixture;
  @Inject Keys keys;

  @TempDir Path directory;

  @Test
  void theCeremoniesRunInChromium() throws IOException, InterruptedException {
    // given
    var tenant = keys.tenant();
    fixture.password(tenant, fixture.user(tenant, "jdoe"));
    var asmith = fixture.user(tenant, "asmith");
    var elsewhere = new SoftAuthenticator(-7);
    keys.imported(tenant, asmith, elsewhere);
    run("npm", "install", "--no-save", "--no-audit", "--no-fund", PACKAGE);

    // when
    var said =
        run(
            "node",
            Path.of("src/test/js/webauthn.mjs").toAbsolutePath().toString(),
            "/usr/bin/chromium",
            "http://localhost:" + RestAssured.port,
            given(tenant, elsewhere).encode());

    // then
    assertEquals(
        new JsonObject()
            .put(
                "steps",
                new JsonArray()
                    .add(step("register", "active"))
                    .add(step("passkey", "jdoe"))
                    .add(step("factor", "jdoe"))
                    .add(step("activate", "active"))
                    .add(step("passkey", "asmith")))
            .put("problems", new JsonArray())
            .encodePrettily(),
        new JsonObject(said.lines().reduce("", (before, line) -> line)).encodePrettily());
  }

  private static JsonArray step(String action, String outcome) {
    return new JsonArray().add(action).add(outcome);
  }

  private static JsonObject given(Fixture.Tenant tenant, SoftAuthenticator imported) {
    var base64 = Base64.getEncoder();
    return new JsonObject()
        .put("accessId", tenant.accessId())
        .put("accessPassword", "secret-" + tenant.accessId())
        .put("password", Fixture.PASSWORD)
        .put("alone", Long.toString(Keys.ALONE))
        .put("second", Long.toString(Keys.SECOND))
        .put("importedId", imported.idText())
        .put(
            "imported",
            new JsonObject()
                .put("credentialId", base64.encodeToString(imported.id))
                .put("isResidentCredential", true)
                .put("rpId", "localhost")
                .put(
                    "privateKey",
                    base64.encodeToString(imported.key.pair().getPrivate().getEncoded()))
                .put("userHandle", base64.encodeToString(new byte[] {1, 2, 3}))
                .put("signCount", 1));
  }

  private String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }
}
