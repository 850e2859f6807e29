package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One URL of the store makes the other. */
class StoreUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db:5432/gateway?sslmode=require",
        "postgres://db:5432/gateway?sslmode=require",
        "vertx-reactive:postgresql://db:5432/gateway?sslmode=require"
      })
  void theMigrationsUrlFollowsFromThePools(String reactive) {
    assertEquals("jdbc:postgresql://db:5432/gateway?sslmode=require", StoreUrl.jdbc(reactive));
  }

  @Test
  void thePoolsUrlFollowsFromTheMigrations() {
    assertEquals("postgresql://db/gateway", StoreUrl.reactive("jdbc:postgresql://db/gateway"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://db/gateway", "postgresql://user:geheim@db/x", "postgresql://a,b/x"})
  void whatTheTwoDoNotReadAlikeIsRefused(String url) {
    // when
    var refusal = assertThrows(StartRefused.class, () -> StoreUrl.jdbc(url));

    // then
    assertTrue(!refusal.getMessage().contains("geheim"));
  }
}
