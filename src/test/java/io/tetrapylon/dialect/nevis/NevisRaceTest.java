package io.tetrapylon.dialect.nevis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must happen once happens once, however many ask at the same time. */
@QuarkusTest
class NevisRaceTest {
  private static final int CROWD = 50;
  private static final String PATH = "/fido-authenticators";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClient() {
    client = tenants.make();
  }

  @Test
  void ofPatchesOfOneVersionOneWins() {
    client.post(PATH, NevisTenant.golden("uaf-create.json")).statusCode(201);

    var answers =
        race(
            number ->
                client
                    .patch(
                        PATH + "/cred-123",
                        new JsonObject().put("version", 0).put("modificationComment", "n" + number))
                    .extract()
                    .response()
                    .asString());

    assertEquals(1, count(answers, "\"version\":1"));
    assertEquals(CROWD - 1, count(answers, "errors.optimisticLockingFailure"));
  }

  @Test
  void ofCreationsOfOneKeyOneWins() {
    var answers =
        race(
            number ->
                client
                    .post(PATH, FidoUafTest.minimal().put("extId", "c-" + number))
                    .extract()
                    .response()
                    .asString());

    assertEquals(1, count(answers, "\"signCounter\":0"));
    assertEquals(CROWD - 1, count(answers, "errors.credentialFidoUaf.notUnique"));
  }

  @Test
  void ofTargetsOfOneNameOneIsMade() {
    var answers =
        race(
            number ->
                client
                    .post(
                        PATH,
                        FidoUafTest.minimal()
                            .put("keyId", key(number))
                            .put("dispatchTarget", new JsonObject().put("name", "Pixel")))
                    .extract()
                    .response()
                    .asString());

    assertEquals(1, count(answers, "\"signCounter\":0"));
    assertEquals(
        CROWD - 1,
        count(answers, "A DispatchTarget with the same name already exists for the user"));
  }

  private static String key(int number) {
    return java.util.Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(new byte[] {(byte) number});
  }

  private static long count(List<String> answers, String text) {
    return answers.stream().filter(answer -> answer.contains(text)).count();
  }

  private static List<String> race(IntFunction<String> one) {
    var pool = Executors.newFixedThreadPool(CROWD);
    var start = new CountDownLatch(1);
    try {
      var running =
          IntStream.range(0, CROWD)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            await(start);
                            return one.apply(number);
                          },
                          pool))
              .toList();
      start.countDown();
      return running.stream().map(CompletableFuture::join).toList();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
