package io.tetrapylon.tenant;

import static io.tetrapylon.tenant.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Another installation's gateway as an issuer: its configuration, its keys and its tokens are as
 * real as there are. This one stands in for it, so the trust is written into the store, where no
 * operator can put it.
 */
@QuarkusTest
@TestProfile(GatewayAsIssuerTest.OnAKnownPort.class)
class GatewayAsIssuerTest {
  private static final Secret PASSWORD = Secret.of("a long enough password");

  @Inject GuardedTenant given;
  @Inject ApiClients clients;
  @Inject Callers callers;
  @Inject Tokens tokens;
  @Inject ForeignTokens foreignTokens;
  @Inject PublicUrl publicUrl;
  @Inject Ids ids;

  /** A public URL under which the gateway is to be reached. */
  public static class OnAKnownPort implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (var free = new ServerSocket(0)) {
        var port = String.valueOf(free.getLocalPort());
        return Map.of(
            "quarkus.http.test-port", port, "tetrapylon.public-url", "http://localhost:" + port);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void aTokenOfAnotherGatewayIsTheClientThatBearsItsName() {
    // given
    var issuing = given.tenant();
    var calling = client(issuing, "c" + issuing, null);
    var token = await(() -> callers.byPassword("c" + issuing, PASSWORD).chain(tokens::issue));
    var trusting = given.tenant();
    var issuer = trust(trusting, issuing);
    var meant = client(trusting, "c" + trusting, new ApiClient.External(issuer, "c" + issuing));

    // when
    var caller =
        await(
            () ->
                foreignTokens.client(token.value(), ByteBuffer.wrap(Digest.sha256(token.value()))));

    // then
    assertEquals(trusting, caller.tenantId());
    assertEquals(meant.id(), caller.id());
    // and where it is shown to the gateway that issued it, it is what it was
    assertEquals(calling.id(), await(() -> callers.byToken(token.value())).id());
  }

  private UUID trust(UUID trusting, UUID issuing) {
    given.sql(
        "UPDATE tenant SET allowed_hosts = ARRAY['localhost'] WHERE id = $1 RETURNING id",
        trusting);
    var code = given.sql("SELECT code FROM tenant WHERE id = $1", issuing).getString(0);
    var id = ids.next();
    given.sql(
        """
        INSERT INTO trusted_issuer (tenant_id, id, issuer, audience, algorithm, clock_skew_seconds,
               longest_lifetime_seconds, created_at, version)
        VALUES ($1, $2, $3, $4, 'RS256', 0, 3600, now(), 0) RETURNING id""",
        trusting,
        id,
        publicUrl.issuer(code),
        publicUrl.of(""));
    return id;
  }

  private ApiClient client(UUID tenant, String accessId, ApiClient.External external) {
    var grants = new ApiClient.Grants(Caller.Access.READ_WRITE, Set.of(), null, null);
    var settings = new ApiClient.Settings(grants, external, true);
    var draft = new ApiClient.Draft(accessId, PASSWORD, null, settings);
    return await(() -> clients.create(Authority.SYSTEM, tenant, draft)).client();
  }
}
