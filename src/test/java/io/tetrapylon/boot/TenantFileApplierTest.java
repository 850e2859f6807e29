package io.tetrapylon.boot;

import static io.tetrapylon.tenant.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.boot.tenantfile.TenantFile;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant file makes what is missing and leaves what is there, however often it is applied. */
@QuarkusTest
class TenantFileApplierTest {
  private static final String COUNTS =
      """
      SELECT jsonb_build_object(
        'tenants', (SELECT count(*) FROM tenant WHERE code <> '$installation'),
        'users', (SELECT count(*) FROM app_user), 'clients', (SELECT count(*) FROM api_client),
        'keys', (SELECT count(*) FROM api_key), 'operators', (SELECT count(*) FROM operator),
        'credentials', (SELECT count(*) FROM credential), 'policies', (SELECT count(*) FROM access_policy),
        'credential policies', (SELECT count(*) FROM credential_policy),
        'resources', (SELECT count(*) FROM resource), 'groups', (SELECT count(*) FROM user_group),
        'networks', (SELECT count(*) FROM network), 'members', (SELECT count(*) FROM group_member),
        'audit', (SELECT count(*) FROM audit_event))""";

  @Inject TenantFileApplier applier;
  @Inject Pool pool;

  @Test
  void applyingAgainAndOnTwoNodesAtOnceChangesNothingMore() throws IOException {
    // given
    var file = TenantFile.demo();
    var other = CompletableFuture.runAsync(() -> await(() -> applier.apply(file)));
    await(() -> applier.apply(file));
    other.join();

    // when
    var once = counts();
    await(() -> applier.apply(file));

    // then
    assertEquals(once, counts());
    assertTrue(once.getLong("users") > 0 && once.getLong("credentials") > 0, once.encode());
    assertTrue(once.getLong("clients") > 0 && once.getLong("policies") > 0, once.encode());
  }

  @Test
  void aClientIsKnownToTheIssuerThatItsTenantTrusts(@TempDir Path folder) throws IOException {
    // given
    var written = folder.resolve("tenants.yaml");
    Files.writeString(
        written,
        """
        tenants:
          - code: TRUSTING
            apiClients:
              - { accessId: trusting-shop, password: "a long one", access: read-only, permissions: [],
                  external: { issuer: "https://idp.example/file", subject: shop } }
            trustedIssuers:
              - { issuer: "https://idp.example/file", audience: gateway, algorithm: RS256 }
        """);
    var file = TenantFile.read(written);

    // when
    await(() -> applier.apply(file));
    await(() -> applier.apply(file));

    // then
    var row =
        pool.query(
                """
                SELECT i.audience, c.external_subject FROM api_client c
                  JOIN trusted_issuer i ON i.tenant_id = c.tenant_id AND i.id = c.issuer_id
                 WHERE c.access_id = 'trusting-shop'""")
            .executeAndAwait()
            .iterator()
            .next();
    assertEquals("gateway", row.getString(0));
    assertEquals("shop", row.getString(1));
  }

  private JsonObject counts() {
    return pool.query(COUNTS).executeAndAwait().iterator().next().getJsonObject(0);
  }
}
