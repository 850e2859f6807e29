package io.tetrapylon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.Secret;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that others made, by vectors that others published or another implementation computed. */
class StoredHashTest {
  private static final StoredHash.Peppers NONE = id -> Optional.empty();

  /** RFC 9106 section 5.3. */
  @Test
  void theLibraryComputesTheArgon2idOfTheRfc() {
    // given
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .build());
    var tag = new byte[32];

    // when
    generator.generateBytes(filled(32, 1), tag);

    // then
    assertEquals(
        "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
        HexFormat.of().formatHex(tag));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        // the tests of the reference implementation of Argon2
        "password,\"$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4\"",
        // the tests of bcrypt's ports; libxcrypt says the same
        "\"\",$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "abcdefghijklmnopqrstuvwxyz,$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
        "pässword,$2b$05$.rCVZVOThsIa97pEDOxvGu.bIKMJ.5wcJikN14G7Fdtz2cZtyd15W",
        // RFC 7914 section 11, then Python's hashlib
        "passwd,$pbkdf2-sha256$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw",
        "pässword,$pbkdf2-sha256$29000$MDEyMzQ1Njc4OWFiY2RlZg$sB9mswhkOTQdUegtwlkp71Xn.56CSaL7Kkm4SCisUYw",
        "\"correct horse\",\"$pbkdf2-sha512$i=1000,l=64$YmF0dGVyeSBzdGFwbGUhIQ$4kgeF7YQvlxo6QY2tef05N5YTsxP5LB49Nlr7EUC2Ergx2FZ0JWQ/spfkpJ6mocWxbJ5l2l26ABwLg0Y3lOq0g\"",
      })
  void anImportedHashMatchesItsPasswordAndNoOther(String password, String text) {
    var hash = StoredHash.parse(text).orElseThrow();

    assertTrue(hash.matches(Secret.of(password), NONE));
    assertFalse(hash.matches(Secret.of(password + "x"), NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$2b$", "$2y$"})
  void theOtherNamesOfBcryptAreUnderstood(String prefix) {
    var text = prefix + "06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC";

    var hash = StoredHash.parse(text).orElseThrow();

    assertTrue(hash.matches(Secret.of("abcdefghijklmnopqrstuvwxyz"), NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2id$",
        "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=16$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=2000000000,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$",
        "$2a$31$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "$pbkdf2-sha1$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2Bf",
        "$pbkdf2-sha256$i=0$c2FsdA$VawEblbjCJ/sFpHCJUS2Bf",
        "$pbkdf2-sha256$i=2000000000$c2FsdA$VawEblbjCJ/sFpHCJUS2Bf",
      })
  void whatIsNoHashOrAsksForTooMuchWorkIsNotUnderstood(String text) {
    assertFalse(PasswordHasher.understands(text));
  }

  private static byte[] filled(int length, int value) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
