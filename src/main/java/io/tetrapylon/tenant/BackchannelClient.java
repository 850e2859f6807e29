package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What an API client registered for OpenID CIBA (Core 1.0 section 4).
 *
 * @param delivery how it learns of the outcome
 * @param endpoint where it is told, https; null for a client that polls
 * @param requestKey of its signed requests; once there is one, it signs every request. Null for
 *     none
 */
public record BackchannelClient(
    Delivery delivery, @Nullable URI endpoint, @Nullable RequestKey requestKey) {
  private static final int LONGEST = 2000;

  /** How a client learns of the outcome. */
  public enum Delivery {
    /** It asks the token endpoint now and then. */
    POLL,
    /** It is told when to ask the token endpoint. */
    PING,
    /** It is sent the tokens. */
    PUSH
  }

  /**
   * A registration with its version.
   *
   * @param client as registered
   * @param version for optimistic locking
   */
  public record Versioned(BackchannelClient client, long version) {}

  /** Refuses what cannot be. */
  public BackchannelClient {
    boolean told = delivery != Delivery.POLL;
    Member.check(told == (endpoint != null), "endpoint", "is for ping and push, which need it.");
    if (endpoint != null) {
      Member.text("endpoint", endpoint.toString(), LONGEST);
      Member.check(isPlainHttps(endpoint), "endpoint", "must be an https URL.");
    }
  }

  /** Reads a notification endpoint. */
  public static @Nullable URI endpoint(@Nullable String text) {
    try {
      return text == null ? null : new URI(text);
    } catch (URISyntaxException notAUri) {
      throw Member.invalid("endpoint", "must be an https URL.");
    }
  }

  private static boolean isPlainHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null;
  }
}
