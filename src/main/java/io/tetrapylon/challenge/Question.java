package io.tetrapylon.challenge;

import io.tetrapylon.policy.PushRules;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge about to be opened.
 *
 * @param id its id
 * @param kind how the phone is asked
 * @param tenant whose
 * @param userId who is asked
 * @param resourceId at which resource
 * @param callerId by which API client
 * @param origin the end user's address as it was given, cleaned
 * @param network the network around it, or {@code none}
 * @param source what a repetition must come from to join; empty when it cannot be told, and none
 *     joins
 * @param stranger whether it comes from a network that the user never succeeded from
 * @param nonce 32 random bytes
 * @param shown what the phone shows
 * @param digitsKey the version of the data key that makes the digits, or null for none
 * @param rules how often the user may be asked, and for how long
 * @param terms of a question that no resource stands behind; null where one does
 */
public record Question(
    UUID id,
    ChallengeKind kind,
    UUID tenant,
    UUID userId,
    long resourceId,
    UUID callerId,
    String origin,
    String network,
    String source,
    boolean stranger,
    byte[] nonce,
    Shown shown,
    @Nullable Integer digitsKey,
    PushRules rules,
    @Nullable Terms terms) {
  /** The number of a resource where there is none. */
  public static final long NO_RESOURCE = 0;

  /** The parameters that {@link OpenChallenge} names. */
  public Map<String, Object> parameters() {
    var parameters = new HashMap<String, Object>(64);
    parameters.put("tenant", tenant);
    parameters.put("challenge", id);
    parameters.put("user", userId);
    parameters.put("resource", resourceId);
    parameters.put("caller", callerId);
    parameters.put("origin", origin);
    parameters.put("network", network);
    parameters.put("stranger", stranger);
    parameters.put("nonce", io.vertx.core.buffer.Buffer.buffer(nonce));
    parameters.put("context", shown.json().encode());
    parameters.put("lifetime", (int) rules.lifetime().toSeconds());
    parameters.put("source", source);
    parameters.put("digits_key", digitsKey);
    parameters.put("spacing", (int) rules.spacing().toSeconds());
    parameters.put("minute_limit", rules.minuteLimit());
    parameters.put("stranger_minute_limit", rules.strangerMinuteLimit());
    parameters.put("unanswered_limit", rules.unansweredLimit());
    parameters.put("window", (int) rules.window().toSeconds());
    parameters.put("stop", (int) rules.stop().toSeconds());
    return parameters;
  }
}
