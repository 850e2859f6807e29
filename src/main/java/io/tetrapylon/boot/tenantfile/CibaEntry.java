package io.tetrapylon.boot.tenantfile;

import io.tetrapylon.tenant.BackchannelClient.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What an API client registers for OpenID CIBA.
 *
 * @param delivery poll, ping or push
 * @param endpoint where ping and push go, or null
 * @param requestKey the public JWK of its signed requests, as JSON text, or null
 */
public record CibaEntry(Delivery delivery, @Nullable String endpoint, @Nullable String requestKey) {
  static CibaEntry read(Element element) {
    var members = element.members("delivery", "endpoint", "requestKey");
    return new CibaEntry(
        members.get("delivery").as(CibaEntry::delivery),
        members.find("endpoint").map(url -> url.as(Formats::webUrl)).orElse(null),
        members.textIfAny("requestKey").orElse(null));
  }

  private static Delivery delivery(String text) {
    return switch (text) {
      case "poll" -> Delivery.POLL;
      case "ping" -> Delivery.PING;
      case "push" -> Delivery.PUSH;
      default -> throw new IllegalArgumentException("must be poll, ping or push");
    };
  }
}
