package io.tetrapylon.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.kernel.Secret;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106), then HMAC-SHA256 with a pepper: {@code
 * $argon2id$v=19$m=12288,t=3,p=1,keyid=<pepper>$<salt>$<hash>}. Without {@code keyid} it is
 * somebody else's hash, which has no pepper.
 *
 * <p>The password is normalised to NFKC first (NIST SP 800-63B section 3.1.1.2), so that it does
 * not matter which keyboard typed it; an import's is taken as it was typed.
 *
 * @param cost what it takes to compute
 * @param pepperId the pepper's id, or null for none
 */
record Argon2Hash(Cost cost, @Nullable String pepperId, byte[] salt, byte[] hash)
    implements StoredHash {
  static final String PREFIX = "$argon2id$";
  static final int MAX_MEMORY = 1 << 20;
  static final int MAX_PASSES = 100;
  static final int MAX_LANES = 64;
  static final int SALT_BYTES = 16;
  static final int HASH_BYTES = 32;
  private static final int MAX_HASH_BYTES = 128;

  /** Memory in KiB, passes, lanes. */
  record Cost(int memory, int passes, int lanes) {}

  /** The hash of a password, peppered. */
  static Argon2Hash of(Secret typed, Cost cost, String pepperId, Secret pepper, byte[] salt) {
    var raw = raw(normalised(typed), cost, salt, HASH_BYTES);
    return new Argon2Hash(cost, pepperId, salt, peppered(raw, pepper));
  }

  static Optional<Argon2Hash> parse(String text) {
    var parts = text.split("\\$", -1);
    if (parts.length != 6 || !parts[2].equals("v=19")) {
      return Optional.empty();
    }
    var parameters = Phc.parameters(parts[3]);
    return cost(parameters)
        .flatMap(
            cost ->
                Phc.decode(parts[4])
                    .flatMap(
                        salt ->
                            Phc.decode(parts[5])
                                .filter(Argon2Hash::isSane)
                                .map(
                                    hash ->
                                        new Argon2Hash(
                                            cost, parameters.get("keyid"), salt, hash))));
  }

  private static Optional<Cost> cost(Map<String, String> parameters) {
    var memory = Phc.number(parameters.getOrDefault("m", ""), MAX_MEMORY);
    var passes = Phc.number(parameters.getOrDefault("t", ""), MAX_PASSES);
    var lanes = Phc.number(parameters.getOrDefault("p", ""), MAX_LANES);
    return memory.isPresent() && passes.isPresent() && lanes.isPresent()
        ? Optional.of(new Cost(memory.get(), passes.get(), lanes.get()))
        : Optional.empty();
  }

  private static boolean isSane(byte[] hash) {
    return hash.length >= SALT_BYTES && hash.length <= MAX_HASH_BYTES;
  }

  @Override
  public boolean matches(Secret typed, Peppers peppers) {
    if (pepperId == null) {
      return MessageDigest.isEqual(hash, raw(typed.bytes(), cost, salt, hash.length));
    }
    var pepper = peppers.find(pepperId).orElseThrow(() -> missing(pepperId));
    var raw = raw(normalised(typed), cost, salt, HASH_BYTES);
    return MessageDigest.isEqual(hash, peppered(raw, pepper));
  }

  /** Loud, for otherwise every user of it would be told that the password is wrong. */
  private static IllegalStateException missing(String id) {
    return new IllegalStateException(
        "A password hash names the pepper '%s', which is not configured.".formatted(id));
  }

  /** The text form, in the PHC string format. */
  String text() {
    return "%sv=19$m=%d,t=%d,p=%d%s$%s$%s"
        .formatted(
            PREFIX,
            cost.memory(),
            cost.passes(),
            cost.lanes(),
            pepperId == null ? "" : ",keyid=" + pepperId,
            Phc.encode(salt),
            Phc.encode(hash));
  }

  private static byte[] normalised(Secret typed) {
    return Normalizer.normalize(typed.text(), Normalizer.Form.NFKC).getBytes(UTF_8);
  }

  private static byte[] raw(byte[] password, Cost cost, byte[] salt, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memory())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  private static byte[] peppered(byte[] raw, Secret pepper) {
    return Digests.hmac(Digests.hmacKey(pepper.bytes())).doFinal(raw);
  }
}
