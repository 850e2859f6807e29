package io.tetrapylon.dialect.sta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty at once. */
@QuarkusTest
class StaRaceTest {
  private static final int ATTEMPTS = 50;

  @Inject StaTenant tenants;

  private StaTenant.Known known;

  @BeforeEach
  void aTenant() {
    known = tenants.make();
  }

  @Test
  void oneOfTwoUsersGetsAnAuthenticator() {
    // given
    var other = tenants.user(known.id());
    var import_ = StaCall.create(known, Attested.sample());

    // when
    var statuses = race(number -> number % 2 == 0 ? import_ : import_.user(other));

    // then
    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertEquals(ATTEMPTS - 1, statuses.stream().filter(status -> status == 409).count());
    assertEquals(1, tenants.count(known.id()));
  }

  @Test
  void changesOfOneStateEndInOneOfThem() {
    // given
    String id =
        StaCall.create(known, Attested.sample()).send().statusCode(200).extract().path("id");
    tenants.activate(known.id());
    var patch = StaCall.of(known, "PATCH", id);

    // when
    var statuses = race(number -> patch.body(number % 2 == 0 ? SUSPEND : "{\"state\":\"active\"}"));

    // then
    assertEquals(ATTEMPTS, statuses.stream().filter(status -> status == 200).count());
    String state = StaCall.of(known, "GET", id).send().extract().path("state");
    assertTrue(List.of("active", "suspended").contains(state), state);
  }

  @Test
  void oneOfFiftyDeletionsFindsIt() {
    // given
    String id =
        StaCall.create(known, Attested.sample()).send().statusCode(200).extract().path("id");

    // when
    var statuses = race(number -> StaCall.of(known, "DELETE", id));

    // then
    assertEquals(1, statuses.stream().filter(status -> status == 204).count());
    assertEquals(ATTEMPTS - 1, statuses.stream().filter(status -> status == 404).count());
  }

  private static final String SUSPEND = "{\"state\":\"suspended\"}";

  private static List<Integer> race(IntFunction<StaCall> call) {
    var threads = Executors.newFixedThreadPool(ATTEMPTS);
    try {
      var running =
          IntStream.range(0, ATTEMPTS)
              .mapToObj(call)
              .map(
                  each ->
                      CompletableFuture.supplyAsync(
                          () -> each.send().extract().statusCode(), threads))
              .toList();
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdown();
    }
  }
}
