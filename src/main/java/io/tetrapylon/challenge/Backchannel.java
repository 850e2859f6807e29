package io.tetrapylon.challenge;

import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.SealedColumn;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How whoever asked by the backchannel is told of the outcome (OpenID CIBA Core 1.0 section 5).
 *
 * @param mode who comes to whom
 * @param requestId what both sides call the request, the {@code auth_req_id}
 * @param token the bearer token that the notification carries; null for none
 */
public record Backchannel(Mode mode, String requestId, @Nullable Secret token) {
  /** The least seconds between two polls at first (section 7.3). */
  public static final int INTERVAL_SECONDS = 5;

  static final SealedColumn NOTICE =
      new SealedColumn("backchannel", "challenge_id", "sealed_notice");

  private static final int LONGEST_ID = 256;
  private static final int LONGEST_TOKEN = 1024;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:/+-]{1," + LONGEST_ID + "}");

  /** RFC 6750 section 2.1, {@code b64token}. */
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9._~+/-]{1," + LONGEST_TOKEN + "}=*");

  /** Who comes to whom. */
  public enum Mode {
    /** The client asks the token endpoint. */
    POLL,
    /** The client is told that it may ask the token endpoint. */
    PING,
    /** The client is sent the tokens. */
    PUSH,
    /** The tenant's own callback is told the result: the HID API's {@code correlationid}. */
    CALLBACK
  }

  /**
   * A HID {@code correlationid}, {@code <client_notification_token>:<auth_req_id>}; the token may
   * be empty, and a text without a colon is the id alone.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  public static Backchannel ofCorrelation(String text) {
    int colon = text.indexOf(':');
    var token = colon < 0 ? "" : text.substring(0, colon);
    var id = text.substring(colon + 1);
    if (!ID.matcher(id).matches() || !(token.isEmpty() || isToken(token))) {
      throw new IllegalArgumentException("must be '<client_notification_token>:<auth_req_id>'");
    }
    return new Backchannel(Mode.CALLBACK, id, token.isEmpty() ? null : Secret.of(token));
  }

  /** Whether a text can be a bearer token of at most 1024 characters. */
  public static boolean isToken(String text) {
    return text.length() <= LONGEST_TOKEN && TOKEN.matcher(text).matches();
  }

  Map<String, Object> parameters(TenantKeys keys, UUID challenge) {
    var parameters = new HashMap<String, Object>();
    parameters.put("backchannel", mode.name());
    parameters.put("request_digest", Buffer.buffer(digest(requestId)));
    parameters.put("interval", INTERVAL_SECONDS);
    if (mode != Mode.POLL) {
      parameters.put(
          "sealed_notice", Buffer.buffer(keys.seal(NOTICE, challenge, Secret.of(notice()))));
    }
    return parameters;
  }

  static byte[] digest(String requestId) {
    return Sha256.of(requestId.getBytes(StandardCharsets.UTF_8));
  }

  private String notice() {
    var notice = new JsonObject().put("id", requestId);
    return (token == null ? notice : notice.put("token", token.text())).encode();
  }

  /** Reads what was sealed. */
  static Backchannel of(Mode mode, Secret notice) {
    var members = new JsonObject(notice.text());
    var token = members.getString("token");
    return new Backchannel(mode, members.getString("id"), token == null ? null : Secret.of(token));
  }

  /** Without the id, by which tokens are fetched. */
  @Override
  public String toString() {
    return "Backchannel[" + mode + "]";
  }
}
