package io.tetrapylon.tenant;

import static io.tetrapylon.tenant.Awaiting.await;
import static io.tetrapylon.tenant.Awaiting.race;
import static io.tetrapylon.tenant.Awaiting.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.kernel.TurnedClock;
import io.tetrapylon.tenant.TrustedIssuer.Algorithm;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a trusted issuer over time: what is remembered, what ends, and when it is asked. */
@QuarkusTest
class ForeignTokensTest {
  private static final Secret PASSWORD = Secret.of("a long enough password");

  @Inject GuardedTenant given;
  @Inject IssuerStore store;
  @Inject TokenConfig config;
  @Inject TrustedIssuers issuers;
  @Inject ApiClients clients;

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Publisher publisher = new Publisher();

  ForeignTokens tokens;
  UUID tenant;
  TestIssuer issuer;
  TrustedIssuer trusted;
  ApiClient client;

  /** What the issuer publishes; a failure where it does not answer. */
  private static final class Publisher implements IssuerDocuments {
    final AtomicInteger asked = new AtomicInteger();
    volatile @Nullable JsonObject keys;

    @Override
    public Uni<JsonObject> get(URI from, List<String> hosts) {
      return Uni.createFrom()
          .item(
              () -> {
                asked.incrementAndGet();
                if (keys == null) {
                  throw new IllegalStateException("silent");
                }
                return keys;
              })
          .onItem()
          .delayIt()
          .by(Duration.ofMillis(20));
    }
  }

  @BeforeEach
  void aClientOfATrustedIssuer() {
    tenant = given.tenant();
    tokens =
        new ForeignTokens(store, new IssuerKeys(store, publisher, clock), config, clock, metrics);
    issuer = new TestIssuer("https://idp.example/" + tenant, "gateway", Algorithm.RS256);
    publisher.keys = issuer.keys();
    trusted =
        await(() -> issuers.create(Authority.SYSTEM, tenant, issuer.url(), terms(Algorithm.RS256)));
    client = client(tenant, trusted, TestIssuer.CLIENT);
  }

  @Test
  void aTokenIsTheClientThatBearsTheNameAndBringsNothingOfItsOwn() {
    var token =
        issuer.token(
            clock.instant(),
            claims -> {
              claims.setStringClaim("scope", "*");
              claims.setStringClaim("kind", "operator");
              claims.setClaim("permissions", List.of("*"));
            });

    var caller = call(token);

    assertEquals(client.id(), caller.id());
    assertEquals(tenant, caller.tenantId());
    assertEquals(Caller.Kind.API_CLIENT, caller.kind());
    assertEquals(Set.of(Permission.USER_VIEW), caller.permissions());
  }

  @Test
  void aSignatureIsVerifiedOnceAndTheIssuerIsAskedOnce() {
    var token = issuer.token(clock.instant());

    Collections.nCopies(10, token).forEach(this::call);

    assertEquals(1.0, metrics.counter(Tokens.SIGNATURES).count());
    assertEquals(1, publisher.asked.get());
  }

  @Test
  void aNameThatNoClientBearsIsNobody() {
    refuse(issuer.token(clock.instant(), claims -> claims.setStringClaim("azp", "SHOP")));
    refuse(issuer.token(clock.instant(), claims -> claims.setStringClaim("azp", "other")));
  }

  @Test
  void aClientOfAnotherTenantThatBearsTheNameIsNotMeant() {
    // given
    var other = given.tenant();
    var theirs = new TestIssuer("https://idp.example/" + other, "gateway", Algorithm.RS256);
    var trust =
        await(() -> issuers.create(Authority.SYSTEM, other, theirs.url(), terms(Algorithm.RS256)));
    client(other, trust, "only-theirs");

    // then
    refuse(issuer.token(clock.instant(), claims -> claims.setStringClaim("azp", "only-theirs")));
    assertEquals(
        other,
        call(theirs.token(clock.instant(), claims -> claims.setStringClaim("azp", "only-theirs")))
            .tenantId());
  }

  @Test
  void theKeyOfAnotherIssuerIsNoKeyHere() {
    // given: the other is known, with a key of its own name
    var other = given.tenant();
    var theirs = new TestIssuer("https://idp.example/" + other, "gateway", Algorithm.RS256);
    await(() -> issuers.create(Authority.SYSTEM, other, theirs.url(), terms(Algorithm.RS256)));
    var key = TestIssuer.generate(Algorithm.RS256);
    call(issuer.token(clock.instant()));
    publisher.keys = keys(TestIssuer.published(key, "theirs"));
    refuse(theirs.token(clock.instant(), claims -> claims.setStringClaim("azp", "nobody")));

    // then
    refuse(
        TestIssuer.sign(
            issuer.claims(clock.instant(), claims -> {}),
            Map.of("typ", "at+jwt", "kid", "theirs"),
            "RS256",
            key.getPrivateKey()));
  }

  @Test
  void whatTwoTenantsCouldClaimIsNobodys() {
    var other = given.tenant();
    await(
        () ->
            issuers.create(
                Authority.SYSTEM, other, issuer.url(), terms("second", Algorithm.RS256)));

    refuse(issuer.token(clock.instant(), claims -> claims.setAudience("gateway", "second")));
  }

  @Test
  void onePairOfIssuerAndAudienceIsOneTenants() {
    var other = given.tenant();

    refused(
        Reason.CONFLICT,
        () -> issuers.create(Authority.SYSTEM, other, issuer.url(), terms(Algorithm.RS256)));
  }

  @Test
  void aDisabledClientEndsWithinFiveSeconds() {
    var token = issuer.token(clock.instant());
    call(token);
    given.sql(
        "UPDATE api_client SET enabled = false WHERE tenant_id = $1 AND id = $2 RETURNING id",
        tenant,
        client.id());

    clock.turn(Duration.ofSeconds(4));
    call(token);
    clock.turn(Duration.ofSeconds(1));

    refuse(token);
    refuse(issuer.token(clock.instant()));
  }

  @Test
  void anIssuerThatIsTrustedNoMoreEndsWithinFiveSeconds() {
    var token = issuer.token(clock.instant());
    call(token);
    await(
        () ->
            issuers
                .delete(Authority.SYSTEM, tenant, trusted.id(), trusted.version())
                .replaceWith("done"));

    clock.turn(Duration.ofSeconds(5));

    refuse(token);
    var left = await(() -> clients.get(tenant, client.id()));
    assertNull(left.settings().external());
  }

  @Test
  void otherTermsAreCheckedAnewWithinFiveSeconds() {
    // given
    var token = issuer.token(clock.instant());
    call(token);
    var changed =
        await(
            () ->
                issuers.update(
                    Authority.SYSTEM,
                    tenant,
                    trusted.id(),
                    trusted.version(),
                    new TrustedIssuer.Terms(
                        "gateway",
                        Algorithm.RS256,
                        "https://idp.example/keys",
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofHours(1))));
    clock.turn(Duration.ofSeconds(5));

    // when what was taken is still to be taken
    call(token);
    call(token);

    // then
    assertEquals(2.0, metrics.counter(Tokens.SIGNATURES).count());

    // when it is not
    await(
        () ->
            issuers.update(
                Authority.SYSTEM, tenant, trusted.id(), changed.version(), terms(Algorithm.ES256)));
    clock.turn(Duration.ofSeconds(5));

    // then
    refuse(token);
  }

  @Test
  void aTokenEndsWithItsExpiryWhetherRememberedOrNot() {
    var token = issuer.token(clock.instant());
    call(token);

    clock.turn(Duration.ofSeconds(329));
    call(token);
    clock.turn(Duration.ofSeconds(1));

    refuse(token);
  }

  @Test
  void aKeyThatIsWithdrawnTakesItsTokensWithItInFiveMinutes() {
    var token = longLived();
    call(token);
    publisher.keys = keys();

    clock.turn(Duration.ofMinutes(5).minusSeconds(1));
    call(token);
    clock.turn(Duration.ofSeconds(1));

    refuse(token);
  }

  @Test
  void aSilentIssuersKeysServeForAnHour() {
    // given
    var token = longLived();
    call(token);
    publisher.keys = null;

    // then
    clock.turn(Duration.ofMinutes(50));
    call(token);
    call(issuer.token(clock.instant()));
    clock.turn(Duration.ofMinutes(10));
    var late = issuer.token(clock.instant());
    refused(Reason.ISSUER_UNAVAILABLE, () -> client(late));

    // and when it speaks again
    publisher.keys = issuer.keys();
    clock.turn(Duration.ofSeconds(10));
    call(late);
  }

  @Test
  void whoAsksForUnknownKeysDoesNotMakeTheGatewayAskTheIssuer() throws Exception {
    call(issuer.token(clock.instant()));
    clock.turn(Duration.ofSeconds(30));
    publisher.asked.set(0);

    var outcomes = unknownKeys(200);

    assertEquals(Collections.nCopies(200, Reason.TOKEN_INVALID), outcomes);
    assertEquals(1, publisher.asked.get());
    unknownKeys(20);
    assertEquals(1, publisher.asked.get());
  }

  @Test
  void whoWaitedForAnIssuerGoesOnWhereItWas() throws Exception {
    var token = issuer.token(clock.instant());

    var outcomes =
        race(
            20,
            i -> {
              var home = Vertx.currentContext();
              return client(token).invoke(() -> assertSame(home, Vertx.currentContext()));
            });

    assertEquals(Collections.nCopies(20, null), outcomes);
    assertEquals(1, publisher.asked.get());
  }

  @Test
  void aSilentIssuerIsAskedOnceForAllWhoWait() throws Exception {
    publisher.keys = null;

    var outcomes = unknownKeys(200);

    assertEquals(Collections.nCopies(200, Reason.ISSUER_UNAVAILABLE), outcomes);
    assertEquals(1, publisher.asked.get());
  }

  private List<@Nullable Reason> unknownKeys(int times)
      throws InterruptedException, ExecutionException {
    var claims = issuer.claims(clock.instant(), c -> {});
    return race(
        times, i -> client(issuer.sign(claims, Map.of("typ", "at+jwt", "kid", "unknown-" + i))));
  }

  private String longLived() {
    return issuer.token(
        clock.instant(),
        claims ->
            claims.setExpirationTime(TestIssuer.date(clock.instant().plus(Duration.ofHours(1)))));
  }

  private Caller call(String token) {
    return await(() -> client(token));
  }

  private void refuse(String token) {
    refused(Reason.TOKEN_INVALID, () -> client(token));
  }

  private Uni<Caller> client(String token) {
    return tokens.client(token, ByteBuffer.wrap(Digest.sha256(token)));
  }

  private ApiClient client(UUID of, TrustedIssuer issuer, String subject) {
    var grants =
        new ApiClient.Grants(Caller.Access.READ_WRITE, Set.of(Permission.USER_VIEW), null, null);
    var external = new ApiClient.External(issuer.id(), subject);
    var draft =
        new ApiClient.Draft(
            subject + "-" + of, PASSWORD, null, new ApiClient.Settings(grants, external, true));
    return await(() -> clients.create(Authority.SYSTEM, of, draft)).client();
  }

  private static JsonObject keys(JsonObject... keys) {
    return new JsonObject().put("keys", new io.vertx.core.json.JsonArray(List.of(keys)));
  }

  private static TrustedIssuer.Terms terms(Algorithm algorithm) {
    return terms("gateway", algorithm);
  }

  private static TrustedIssuer.Terms terms(String audience, Algorithm algorithm) {
    return new TrustedIssuer.Terms(
        audience,
        algorithm,
        "https://idp.example/keys",
        null,
        Duration.ofSeconds(30),
        Duration.ofHours(1));
  }
}
