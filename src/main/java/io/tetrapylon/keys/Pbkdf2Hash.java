package io.tetrapylon.keys;

import io.tetrapylon.kernel.Secret;
import java.security.MessageDigest;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * An imported PBKDF2 hash (RFC 8018): {@code $pbkdf2-sha256$i=600000$<salt>$<hash>}, also with
 * {@code sha512}, and with the bare number of iterations.
 */
record Pbkdf2Hash(boolean is512, int iterations, byte[] salt, byte[] hash) implements StoredHash {
  static final String PREFIX = "$pbkdf2-";
  private static final int MAX_ITERATIONS = 5_000_000;
  private static final int MIN_HASH_BYTES = 16;
  private static final int MAX_HASH_BYTES = 64;

  static Optional<Pbkdf2Hash> parse(String text) {
    var parts = text.split("\\$", -1);
    if (parts.length != 5 || !parts[1].matches("pbkdf2-sha(256|512)")) {
      return Optional.empty();
    }
    var rounds = Phc.parameters(parts[2]).getOrDefault("i", parts[2]);
    var iterations = Phc.number(rounds, MAX_ITERATIONS);
    var salt = Phc.decode(parts[3]);
    var hash = Phc.decode(parts[4]).filter(Pbkdf2Hash::isSane);
    return iterations.isPresent() && salt.isPresent() && hash.isPresent()
        ? Optional.of(
            new Pbkdf2Hash(parts[1].endsWith("512"), iterations.get(), salt.get(), hash.get()))
        : Optional.empty();
  }

  private static boolean isSane(byte[] hash) {
    return hash.length >= MIN_HASH_BYTES && hash.length <= MAX_HASH_BYTES;
  }

  @Override
  public boolean matches(Secret typed, Peppers peppers) {
    Digest digest = is512 ? new SHA512Digest() : SHA256Digest.newInstance();
    var generator = new PKCS5S2ParametersGenerator(digest);
    generator.init(typed.bytes(), salt, iterations);
    var derived = (KeyParameter) generator.generateDerivedMacParameters(hash.length * 8);
    return MessageDigest.isEqual(hash, derived.getKey());
  }
}
