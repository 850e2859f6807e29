package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeysTest {
  private static final String MASTER = Keys.entry("m1", 1);
  private static final String PEPPER = Keys.entry("p1", 2);
  private static final String DEVELOPMENT = "dev:bm90IGEgc2VjcmV0OiBkZXZlbG9wbWVudCBtYXN0ZXI=";
  private static final String DEVELOPMENT_PEPPER =
      "dev:bm90IGEgc2VjcmV0OiBkZXZlbG9wbWVudCBwZXBwZXI=";

  @Test
  void keysGivenInlineAreTaken() {
    var keys = new MasterKeys(Keys.Config.of(List.of(MASTER), List.of(PEPPER)));

    assertEquals("m1", keys.currentMasterId());
    assertFalse(keys.isDevelopmentKey());
  }

  @Test
  void developmentKeysAreRecognisedUnderAnyId() {
    assertTrue(keysOf(DEVELOPMENT.replace("dev", "production"), PEPPER).isDevelopmentKey());
    assertTrue(keysOf(MASTER, DEVELOPMENT_PEPPER).isDevelopmentKey());
  }

  @Test
  void noKeysIsASentenceThatSaysWhatToSet() {
    assertEquals(
        "No master key is given: set tetrapylon.keys.file to a file of keys, or"
            + " tetrapylon.keys.master and tetrapylon.keys.pepper to <id>:<base64 of 32 random bytes>.",
        messageOf(List.of(), List.of()));
  }

  @Test
  void aMissingPepperIsNamed() {
    assertTrue(messageOf(List.of(MASTER), List.of()).startsWith("No pepper is given"));
  }

  @Test
  void twoSourcesAreRefused() {
    var both =
        new Keys.Config(
            Optional.of(List.of(MASTER)),
            Optional.empty(),
            Optional.of(Path.of("keys")),
            1,
            Duration.ZERO,
            "off");

    var failure = assertThrows(IllegalStateException.class, () -> new MasterKeys(both));

    assertTrue(failure.getMessage().startsWith("Keys are given twice"));
  }

  @Test
  void aKeyOfTheWrongLengthIsNamedButNotShown() {
    assertEquals(
        "The master key 'm1' has 3 bytes; it must have 32.",
        messageOf(List.of("m1:AAAA"), List.of(PEPPER)));
  }

  @Test
  void anIdThatStandsTwiceIsNamed() {
    assertEquals(
        "The id 'm1' stands twice among the master keys.",
        messageOf(List.of(MASTER, Keys.entry("m1", 3)), List.of(PEPPER)));
  }

  @Test
  void whatIsNotBase64IsNamedButNotShown() {
    assertEquals(
        "The pepper 'p1' is not base64.", messageOf(List.of(MASTER), List.of("p1:not base64")));
  }

  @Test
  void anIdThatAPasswordHashCouldNotNameIsRefused() {
    assertTrue(messageOf(List.of("a$b:AAAA"), List.of(PEPPER)).contains("must be written as"));
  }

  private static MasterKeys keysOf(String master, String pepper) {
    return new MasterKeys(Keys.Config.of(List.of(master), List.of(pepper)));
  }

  private static String messageOf(List<String> masters, List<String> peppers) {
    var config = Keys.Config.of(masters, peppers);
    return assertThrows(IllegalStateException.class, () -> new MasterKeys(config)).getMessage();
  }
}
