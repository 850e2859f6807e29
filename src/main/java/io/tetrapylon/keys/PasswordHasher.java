package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords and compares them with stored hashes, on threads of its own. A password of more
 * than 1024 bytes is nobody's.
 *
 * <p>Both methods fail with {@code OVERLOADED} when too many wait already.
 */
@Singleton
public final class PasswordHasher {
  /** The longest password, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  private final HashingPool pool;
  private final MasterKeys keys;
  private final Entropy entropy;
  private final Argon2Hash.Cost cost;

  /** Compared with where there is no hash, so that nobody learns from the time who exists. */
  private final Argon2Hash nobody;

  @Inject
  PasswordHasher(HashingPool pool, PasswordsConfig config, MasterKeys keys, Entropy entropy) {
    this.pool = pool;
    this.keys = keys;
    this.entropy = entropy;
    this.cost = new Argon2Hash.Cost(config.memory(), config.passes(), config.lanes());
    this.nobody =
        new Argon2Hash(
            cost,
            keys.currentPepperId(),
            entropy.bytes(Argon2Hash.SALT_BYTES),
            entropy.bytes(Argon2Hash.HASH_BYTES));
  }

  /** Whether a text is a hash that {@link #check} understands: for imports. */
  public static boolean understands(String phc) {
    return StoredHash.parse(phc).isPresent();
  }

  /**
   * The hash of a new password, as a PHC string.
   *
   * <p>Fails with {@link IllegalArgumentException} for a password of more than {@link #MAX_BYTES}:
   * whoever takes a new password says so first.
   */
  public Uni<String> hash(Secret password) {
    if (password.length() > MAX_BYTES) {
      return Uni.createFrom()
          .failure(new IllegalArgumentException("A password has at most 1024 bytes."));
    }
    return pool.run(() -> hashNow(password).text());
  }

  private Argon2Hash hashNow(Secret password) {
    var id = keys.currentPepperId();
    var pepper = keys.pepper(id).orElseThrow();
    return Argon2Hash.of(password, cost, id, pepper, entropy.bytes(Argon2Hash.SALT_BYTES));
  }

  /**
   * Compares what somebody typed with a stored hash.
   *
   * @param phc the stored hash, or null where there is none, which costs the same and never matches
   */
  public Uni<PasswordCheck> check(Secret typed, @Nullable String phc) {
    return pool.run(() -> checkNow(typed, phc));
  }

  private PasswordCheck checkNow(Secret typed, @Nullable String phc) {
    Optional<StoredHash> stored =
        phc == null || typed.length() > MAX_BYTES ? Optional.empty() : StoredHash.parse(phc);
    if (stored.isEmpty()) {
      nobody.matches(Secret.of(""), keys::pepper);
      return new PasswordCheck(false, false);
    }
    boolean matches = stored.get().matches(typed, keys::pepper);
    return new PasswordCheck(matches, matches && !isCurrent(stored.get()));
  }

  private boolean isCurrent(StoredHash hash) {
    return hash instanceof Argon2Hash argon2
        && argon2.cost().equals(cost)
        && keys.currentPepperId().equals(argon2.pepperId());
  }
}
