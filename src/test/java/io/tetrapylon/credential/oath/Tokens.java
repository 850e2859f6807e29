package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Secret;
import java.util.HashMap;

/** Tokens for tests: ordinary ones, and the same with one thing different. */
final class Tokens {
  static final Secret SECRET = Secret.of("12345678901234567890");

  private Tokens() {}

  static OathToken totp() {
    return of(OathMethod.TOTP, OathAlgorithm.SHA1, 6, SECRET);
  }

  static OathToken hotp() {
    return of(OathMethod.HOTP, OathAlgorithm.SHA1, 6, SECRET);
  }

  static OathToken of(OathMethod method, OathAlgorithm algorithm, int digits, Secret secret) {
    return new OathToken(method, algorithm, digits, 30, secret, -1, 0, 1, 10);
  }

  static OathToken used(OathToken token, long movingFactor, int drift) {
    return new OathToken(
        token.method(),
        token.algorithm(),
        token.digits(),
        token.period(),
        token.secret(),
        movingFactor,
        drift,
        token.timeWindow(),
        token.counterWindow());
  }

  /** The token as its row has it after a match. */
  static OathToken after(OathToken token, OathMatch match) {
    var fresh = (OathMatch.Fresh) match;
    return used(token, fresh.movingFactor(), fresh.drift());
  }

  static OathToken window(OathToken token, int timeWindow, int counterWindow) {
    return new OathToken(
        token.method(),
        token.algorithm(),
        token.digits(),
        token.period(),
        token.secret(),
        token.movingFactor(),
        token.drift(),
        timeWindow,
        counterWindow);
  }

  static OathToken period(OathToken token, int period) {
    return new OathToken(
        token.method(),
        token.algorithm(),
        token.digits(),
        period,
        token.secret(),
        token.movingFactor(),
        token.drift(),
        token.timeWindow(),
        token.counterWindow());
  }

  /** Codes of many factors from one on, by one MAC. */
  static String[] codes(OathToken token, long from, int count) {
    var codes = new Codes(token);
    var texts = new String[count];
    for (int i = 0; i < count; i++) {
      texts[i] = codes.moveTo(from + i).text();
    }
    return texts;
  }

  /** Two factors of {@link #totp} and {@link #hotp}, at most ten apart, that have one code. */
  record Twins(long first, long second) {}

  /** The first such pair that is not at the very beginning. */
  static Twins twins() {
    var codes = new Codes(totp());
    var lastSeen = new HashMap<String, Long>();
    for (long factor = 100; ; factor++) {
      Long before = lastSeen.put(codes.moveTo(factor).text(), factor);
      if (before != null && factor - before <= 10) {
        return new Twins(before, factor);
      }
    }
  }
}
