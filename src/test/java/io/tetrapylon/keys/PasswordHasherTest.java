package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tetrapylon.kernel.Secret;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private static final PasswordCheck NO = new PasswordCheck(false, false);
  private static final PasswordCheck YES = new PasswordCheck(true, false);
  private static final PasswordCheck YES_BUT_OUTDATED = new PasswordCheck(true, true);
  private static final String P1 = Keys.entry("p1", 1);
  private static final String P2 = Keys.entry("p2", 2);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HashingPool pool = new HashingPool(1, 8, meters);
  private final PasswordHasher hasher = hasher(Keys.Passwords.CHEAP, P1);

  @AfterEach
  void stop() {
    pool.stop();
  }

  @Test
  void aHashIsAPhcStringThatNamesItsPepper() {
    var phc = hash("correct horse");

    assertTrue(
        phc.matches(
            "\\$argon2id\\$v=19\\$m=64,t=1,p=1,keyid=p1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"),
        phc);
  }

  @Test
  void onlyThePasswordMatches() {
    var phc = hash("correct horse");

    assertEquals(YES, check("correct horse", phc));
    assertEquals(NO, check("correct horsf", phc));
    assertEquals(NO, check("", phc));
  }

  @Test
  void theSamePasswordTwiceGivesDifferentHashes() {
    assertNotEquals(hash("a"), hash("a"));
  }

  @Test
  void nobodysHashCostsTheSameAndNeverMatches() {
    assertEquals(NO, check("correct horse", null));

    assertEquals(1, meters.timer("tetrapylon.passwords.duration").count());
  }

  @Test
  void whatIsNoHashNeverMatches() {
    assertEquals(NO, check("", ""));
    assertEquals(NO, check("plain", "plain"));
  }

  @Test
  void theWayACharacterIsComposedDoesNotMatter() {
    var phc = hash("caf\u00e9 \ufb01ne");

    assertEquals(YES, check("cafe\u0301 fine", phc));
  }

  @Test
  void aPasswordOfMoreThan1024BytesIsNobodys() {
    var longest = "x".repeat(1024);
    var phc = hash(longest);

    assertEquals(YES, check(longest, phc));
    assertEquals(NO, check(longest + "x", phc));
    assertThrows(IllegalArgumentException.class, () -> hash(longest + "x"));
  }

  @Test
  void otherCostsAreOutdatedOnceThePasswordIsRight() {
    var phc = hash("a");
    var dearer = hasher(new Keys.Passwords(128, 1, 1, OptionalInt.of(1), 8), P1);

    assertEquals(YES_BUT_OUTDATED, dearer.check(Secret.of("a"), phc).await().indefinitely());
    assertEquals(NO, dearer.check(Secret.of("b"), phc).await().indefinitely());
  }

  @Test
  void anOlderPepperStillServesAndIsOutdated() {
    var phc = hash("a");
    var later = hasher(Keys.Passwords.CHEAP, P2, P1);

    assertEquals(YES_BUT_OUTDATED, later.check(Secret.of("a"), phc).await().indefinitely());
  }

  @Test
  void aPepperThatIsGoneIsAnErrorAndNotAWrongPassword() {
    var phc = hash("a");
    var later = hasher(Keys.Passwords.CHEAP, P2);
    var check = later.check(Secret.of("a"), phc);

    assertThrows(IllegalStateException.class, () -> check.await().indefinitely());
  }

  @Test
  void theHashDependsOnThePepper() {
    var phc = hash("a");
    var forger = hasher(Keys.Passwords.CHEAP, P2.replace("p2", "p1"));

    assertEquals(NO, forger.check(Secret.of("a"), phc).await().indefinitely());
  }

  @Test
  void importsAreOutdated() {
    assertEquals(
        YES_BUT_OUTDATED,
        check("", "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."));
    assertEquals(
        YES_BUT_OUTDATED,
        check(
            "password",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"));
  }

  private PasswordHasher hasher(PasswordsConfig config, String... peppers) {
    var keys = new MasterKeys(Keys.Config.of(List.of(Keys.entry("m", 3)), List.of(peppers)));
    return new PasswordHasher(pool, config, keys, Keys.ENTROPY);
  }

  private String hash(String password) {
    return hasher.hash(Secret.of(password)).await().indefinitely();
  }

  private PasswordCheck check(String typed, @Nullable String phc) {
    return hasher.check(Secret.of(typed), phc).await().indefinitely();
  }
}
