package io.tetrapylon.device.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone's answer to a challenge: a JWS of type {@value #TYPE} by the device key, over all of the
 * challenge.
 *
 * @param challenge which challenge
 * @param device by which phone
 * @param user for whom
 * @param tenant the tenant's code
 * @param resource the number of the resource
 * @param nonce the challenge's
 * @param challengeHash SHA-256 of the challenge's text as the phone got it, in base64url
 * @param decision what the user decided
 * @param digits what the user typed, or null
 * @param issuedAt when, by the phone's clock: for the trail only
 */
public record SignedAnswer(
    UUID challenge,
    UUID device,
    UUID user,
    String tenant,
    long resource,
    String nonce,
    String challengeHash,
    Decision decision,
    @Nullable String digits,
    Instant issuedAt) {
  /** The type in the header. */
  public static final String TYPE = "answer+jws";

  /** What a user decides. */
  public enum Decision {
    APPROVE("approve"),
    DENY("deny"),
    /** "That was not me." */
    FRAUD("fraud");

    private final String word;

    Decision(String word) {
      this.word = word;
    }

    static Optional<Decision> of(@Nullable String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  /** What came of reading an answer. */
  public sealed interface Reading {}

  /** The phone signed this. Whether it answers what was asked, {@link #flaw} says. */
  public record Genuine(SignedAnswer answer) implements Reading {}

  /** Nothing of it counts. */
  public record Rejected(Flaw flaw) implements Reading {}

  /**
   * What was asked, as the gateway knows it.
   *
   * @param challenge which challenge
   * @param device which phone was asked
   * @param user who was asked
   * @param tenant the tenant's code
   * @param resource the number of the resource
   * @param nonce 32 bytes
   * @param text the challenge exactly as the phone got it
   * @param match whether an approval must have digits
   */
  public record Asked(
      UUID challenge,
      UUID device,
      UUID user,
      String tenant,
      long resource,
      byte[] nonce,
      String text,
      boolean match) {}

  /** Reads an answer and verifies that this key signed it. */
  public static Reading verify(String text, DeviceKey key) {
    var jws = CompactJws.parse(text);
    if (jws.isEmpty()) {
      return new Rejected(Flaw.MALFORMED);
    }
    var flaw = jws.get().flaw(TYPE, key);
    return flaw.isPresent() ? new Rejected(flaw.get()) : read(new Claims(jws.get().payload()));
  }

  /** Reads, verifies, and compares with what was asked. */
  public static Reading verify(String text, DeviceKey key, Asked asked) {
    var reading = verify(text, key);
    if (reading instanceof Genuine genuine) {
      var flaw = genuine.answer().flaw(asked);
      return flaw.isPresent() ? new Rejected(flaw.get()) : genuine;
    }
    return reading;
  }

  private static Reading read(Claims claims) {
    var challenge = claims.uuid("cid");
    var device = claims.uuid("did");
    var user = claims.uuid("uid");
    var tenant = claims.text("tid");
    var resource = claims.number("rid");
    var nonce = claims.text("nonce");
    var hash = claims.text("ctxh");
    var decision = Decision.of(claims.text("decision"));
    var issuedAt = claims.instant("iat");
    if (challenge == null
        || device == null
        || user == null
        || tenant == null
        || resource == null
        || nonce == null
        || hash == null
        || decision.isEmpty()
        || issuedAt == null) {
      return new Rejected(Flaw.CLAIM);
    }
    var digits = claims.text("digits");
    if (digits == null ? claims.members().containsKey("digits") : !areDigits(digits)) {
      return new Rejected(Flaw.DIGITS);
    }
    return new Genuine(
        new SignedAnswer(
            challenge,
            device,
            user,
            tenant,
            resource,
            nonce,
            hash,
            decision.get(),
            digits,
            issuedAt));
  }

  private static boolean areDigits(String text) {
    return text.length() <= 8
        && !text.isEmpty()
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What keeps it from being an answer to this; empty when nothing does. */
  public Optional<Flaw> flaw(Asked asked) {
    return Optional.ofNullable(difference(asked));
  }

  private @Nullable Flaw difference(Asked asked) {
    if (!challenge.equals(asked.challenge())) {
      return Flaw.CHALLENGE;
    } else if (!device.equals(asked.device())) {
      return Flaw.DEVICE;
    } else if (!user.equals(asked.user())) {
      return Flaw.USER;
    } else if (!tenant.equals(asked.tenant())) {
      return Flaw.TENANT;
    } else if (resource != asked.resource()) {
      return Flaw.RESOURCE;
    } else if (!nonce.equals(Base64Url.text(asked.nonce()))
        || !challengeHash.equals(Sha256.text(asked.text()))) {
      return Flaw.CHALLENGE;
    }
    return mayHaveDigits(asked) == (digits != null) ? null : Flaw.DIGITS;
  }

  /** Only an approval has digits, and where they are asked for it must. */
  private boolean mayHaveDigits(Asked asked) {
    return decision == Decision.APPROVE && asked.match();
  }
}
