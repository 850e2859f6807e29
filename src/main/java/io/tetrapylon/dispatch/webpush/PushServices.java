package io.tetrapylon.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Answer;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.Hosts;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.tetrapylon.kernel.Entropy;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Posts to a push service (RFC 8030 section 5); Web Push and UnifiedPush do it alike. */
@Singleton
class PushServices {
  private static final Set<Integer> GONE = Set.of(404, 410);

  private final Egress egress;
  private final Vertx vertx;
  private final Entropy entropy;
  private final Clock clock;
  private final Vapid vapid;

  PushServices(Egress egress, Vertx vertx, Entropy entropy, Clock clock) {
    this.egress = egress;
    this.vertx = vertx;
    this.entropy = entropy;
    this.clock = clock;
    this.vapid = new Vapid(clock);
  }

  /** Seals the content where the receiver has keys, and posts it. */
  Uni<Delivery> post(Letter letter, Subscription to, Hosts hosts) {
    var content = letter.message().toJson().encode().getBytes(UTF_8);
    return sealed(to, content)
        .chain(body -> headers(letter, to).chain(headers -> call(letter, to, hosts, headers, body)))
        // Its Location may be used to delete the message: a secret, so it is not kept.
        .map(answer -> answer.delivery(clock, GONE));
  }

  /** A millisecond of CPU each, so it is done beside the event loop. */
  private Uni<byte[]> sealed(Subscription to, byte[] content) {
    var keys = to.keys();
    if (keys == null) {
      return Uni.createFrom().item(content);
    }
    var salt = entropy.bytes(Aes128Gcm.SALT_BYTES);
    return Uni.createFrom()
        .completionStage(
            () ->
                vertx
                    .executeBlocking(
                        () -> Subscription.seal(keys, P256.generate(), salt, content), false)
                    .toCompletionStage());
  }

  private Uni<Answer> call(
      Letter letter, Subscription to, Hosts hosts, Map<String, String> headers, byte[] body) {
    return egress.call(
        Outbound.post(to.endpoint(), headers, Buffer.buffer(body), hosts, letter.timeToLive()));
  }

  private Uni<Map<String, String>> headers(Letter letter, Subscription to) {
    var headers = new HashMap<String, String>();
    headers.put("TTL", Long.toString(Math.max(1, letter.timeToLive().toSeconds())));
    headers.put("Urgency", "high");
    headers.put("Topic", topic(letter));
    if (to.keys() == null) {
      headers.put("Content-Type", "application/json");
    } else {
      headers.put("Content-Encoding", "aes128gcm");
      headers.put("Content-Type", "application/octet-stream");
    }
    return letter.settings().containsKey("privateKey")
        ? vapid
            .authorization(letter, to.endpoint())
            .invoke(value -> headers.put("Authorization", value))
            .replaceWith(headers)
        : Uni.createFrom().item(headers);
  }

  /** Another attempt replaces this one where it was not delivered yet (RFC 8030 section 5.4). */
  private static String topic(Letter letter) {
    var id = letter.id();
    var bytes =
        java.nio.ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
