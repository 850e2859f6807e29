package io.tetrapylon.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tetrapylon.dispatch.KeptTokens.Token;
import io.tetrapylon.kernel.TurnedClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tokens of providers. */
class KeptTokensTest {
  private static final JsonObject SETTINGS = new JsonObject().put("a", 1);

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T12:00:00Z"));
  private final KeptTokens tokens = new KeptTokens(clock);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  void oneIsGotHoweverManyWait() {
    var emitters = new ArrayList<UniEmitter<? super Token>>();
    Uni<Token> slow = Uni.createFrom().emitter(emitters::add);

    var waiting =
        java.util.stream.Stream.generate(() -> tokens.get("t", SETTINGS, () -> slow))
            .limit(5)
            .map(Uni::subscribeAsCompletionStage)
            .toList();
    emitters.forEach(each -> each.complete(new Token("x", Duration.ofMinutes(1))));

    assertEquals(1, emitters.size());
    waiting.forEach(each -> assertEquals("x", each.join()));
  }

  @Test
  void itIsGotAnewAtItsEndAndWhenTheSettingsChange() {
    assertEquals("token-1", token(SETTINGS));
    assertEquals("token-1", token(SETTINGS));
    clock.turn(Duration.ofMinutes(1));
    assertEquals("token-2", token(SETTINGS));
    assertEquals("token-3", token(new JsonObject().put("a", 2)));
  }

  @Test
  void aFailureIsNotKept() {
    Uni<Token> failing = Uni.createFrom().failure(new EgressFailed("no"));

    assertThrows(
        EgressFailed.class, () -> tokens.get("t", SETTINGS, () -> failing).await().indefinitely());

    assertEquals("token-1", token(SETTINGS));
  }

  private String token(JsonObject settings) {
    return tokens
        .get(
            "t",
            settings,
            () ->
                Uni.createFrom()
                    .item(
                        () -> new Token("token-" + made.incrementAndGet(), Duration.ofMinutes(1))))
        .await()
        .indefinitely();
  }
}
