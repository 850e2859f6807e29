package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.KeyStatement;
import io.tetrapylon.keys.ChallengeVerificationKey;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * The tenant's challenge keys that a phone trusts: those that it pinned when it enrolled, and what
 * they led it to. The newest alone leads further; the ones before are left behind an hour after
 * their successor's activation.
 */
final class PinnedKeys {
  private static final long ONE_HOUR = 3600;
  private static final long FOREVER = Long.MAX_VALUE;

  /** The newest is the last. */
  private List<Pin> pins;

  private PinnedKeys(List<Pin> pins) {
    this.pins = List.copyOf(pins);
  }

  /** A key, and when it is left behind, in seconds since 1970. */
  private record Pin(ChallengeVerificationKey key, long until) {}

  /** Those that an enrolment tells. */
  static PinnedKeys enrolled(JsonArray challengeKeys) {
    return new PinnedKeys(
        challengeKeys.stream()
            .map(JsonObject.class::cast)
            .map(jwk -> new Pin(key(jwk.getString("kid"), jwk), FOREVER))
            .toList());
  }

  private static ChallengeVerificationKey key(String kid, JsonObject jwk) {
    return new ChallengeVerificationKey(kid, EncryptionKey.of(jwk).point());
  }

  /** The key that may lead to another one. */
  synchronized ChallengeVerificationKey newest() {
    return pins.get(pins.size() - 1).key();
  }

  /** Whether a text's header names a key that is trusted now. */
  synchronized boolean know(String kid, long now) {
    return pins.stream().anyMatch(pin -> pin.key().kid().equals(kid) && now < pin.until());
  }

  /** A key that is trusted now; throws IllegalArgumentException where it is not. */
  synchronized ECPublicKeyParameters get(String kid, long now) {
    return pins.stream()
        .filter(pin -> pin.key().kid().equals(kid) && now < pin.until())
        .findFirst()
        .map(pin -> P256.publicKey(pin.key().point()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The challenge is signed by a key that is not pinned."));
  }

  /**
   * Goes on to the next key, unless somebody has meanwhile; throws IllegalArgumentException where
   * the newest one does not say so.
   *
   * @param after the key that was the newest when the statement was asked for
   */
  synchronized void follow(String after, String statement, String tenant, long now) {
    if (newest().kid().equals(after)) {
      pins = followed(statement, tenant, now);
    }
  }

  private List<Pin> followed(String statement, String tenant, long now) {
    var read =
        KeyStatement.read(statement, newest(), tenant)
            .orElseThrow(
                () -> new IllegalArgumentException("The newest pinned key does not say so."));
    var kept = new ArrayList<Pin>();
    for (var pin : pins) {
      long until = Math.min(pin.until(), read.activeFrom().getEpochSecond() + ONE_HOUR);
      if (now < until) {
        kept.add(new Pin(pin.key(), until));
      }
    }
    kept.add(new Pin(read.next(), FOREVER));
    return List.copyOf(kept);
  }

  /** As they are kept. */
  synchronized JsonArray toJson() {
    var json = new JsonArray();
    for (var pin : pins) {
      json.add(
          new JsonObject()
              .put("kid", pin.key().kid())
              .put("point", Base64Url.text(pin.key().point()))
              .put("until", pin.until()));
    }
    return json;
  }

  /** Reads {@link #toJson}. */
  static PinnedKeys of(JsonArray json) {
    return new PinnedKeys(json.stream().map(JsonObject.class::cast).map(PinnedKeys::pin).toList());
  }

  private static Pin pin(JsonObject json) {
    var point = Base64Url.bytes(json.getString("point")).orElseThrow();
    return new Pin(
        new ChallengeVerificationKey(json.getString("kid"), point), json.getLong("until"));
  }
}
