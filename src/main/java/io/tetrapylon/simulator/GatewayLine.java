package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.keys.P256;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.jspecify.annotations.Nullable;

/** What phones say to the gateway. It waits for nothing, so one process can be many phones. */
final class GatewayLine {
  private static final String ROOT = "/mobile/v1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Entropy entropy;
  private final Clock clock;

  GatewayLine(Entropy entropy, Clock clock) {
    this.entropy = entropy;
    this.clock = clock;
  }

  /** The gateway said no. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(int status, String body) {
      super(status + " " + body);
    }
  }

  /**
   * Enrols.
   *
   * @param listensAt where it takes webhooks, or null: then it asks
   */
  CompletableFuture<SimulatedPhone> enrol(
      Invitation invitation, String name, @Nullable URI listensAt) {
    var signing = P256.generate(entropy);
    var encryption = P256.generate(entropy);
    var body = enrolment(invitation, signing, encryption, name);
    if (listensAt != null) {
      body.put("target", webhook(listensAt));
    }
    var request =
        HttpRequest.newBuilder(URI.create(invitation.base() + ROOT + "/activations"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return send(request)
        .thenApply(
            told -> SimulatedPhone.enrolled(invitation, signing, encryption, new JsonObject(told)));
  }

  private static JsonObject webhook(URI listensAt) {
    return new JsonObject()
        .put("channel", "webhook")
        .put("address", new JsonObject().put("url", listensAt.toString()));
  }

  private JsonObject enrolment(
      Invitation invitation,
      ECPrivateKeyParameters signing,
      ECPrivateKeyParameters encryption,
      String name) {
    var signingKey = publicKey(signing);
    var encryptionKey = publicKey(encryption);
    var proof =
        new JsonObject()
            .put("tid", invitation.tenant())
            .put("act", Sha256.text(invitation.secret()))
            .put("jkt", signingKey.thumbprint())
            .put("ekt", encryptionKey.thumbprint())
            .put("iat", now());
    return new JsonObject()
        .put("tenant", invitation.tenant())
        .put("secret", invitation.secret())
        .put("signingKey", signingKey.jwk())
        .put("encryptionKey", encryptionKey.jwk())
        .put("proof", Signer.sign(signing, "enrolment+jws", proof))
        .put("name", name)
        .put("platform", "simulator");
  }

  /** Both keys are on P-256, and are written alike. */
  private static EncryptionKey publicKey(ECPrivateKeyParameters key) {
    return new EncryptionKey(P256.point(P256.publicKey(key)));
  }

  /** What waits for the phone's user. */
  CompletableFuture<List<Challenge>> challenges(SimulatedPhone phone) {
    return call(phone, "GET", ROOT + "/challenges", "")
        .thenApply(body -> new JsonObject(body).getJsonArray("challenges"))
        .thenCompose(all -> challenges(phone, all));
  }

  private CompletableFuture<List<Challenge>> challenges(SimulatedPhone phone, JsonArray all) {
    var each = all.stream().map(JsonObject.class::cast).toList();
    return knowing(phone, each.stream().map(one -> one.getString("challenge")).toList())
        .thenApply(
            done ->
                each.stream()
                    .map(one -> phone.read(one.getString("id"), one.getString("challenge"), now()))
                    .toList());
  }

  /** What a push asks. */
  CompletableFuture<Challenge> pushed(SimulatedPhone phone, JsonObject push) {
    return read(phone, push.getString("id"), phone.open(push));
  }

  /** What a QR code asks; the phone needs a network only where it does not know the key. */
  CompletableFuture<Challenge> scanned(SimulatedPhone phone, String command) {
    return read(phone, "", phone.scan(command));
  }

  private CompletableFuture<Challenge> read(SimulatedPhone phone, String id, String text) {
    return knowing(phone, List.of(text)).thenApply(done -> phone.read(id, text, now()));
  }

  /** Follows the tenant's keys where the phone does not know one that signed. */
  private CompletableFuture<Void> knowing(SimulatedPhone phone, List<String> texts) {
    boolean knows = texts.stream().allMatch(text -> phone.pinned().know(Signer.kid(text), now()));
    return knows ? CompletableFuture.completedFuture(null) : follow(phone);
  }

  /** Follows the tenant's keys, one after another, as far as they lead. */
  CompletableFuture<Void> follow(SimulatedPhone phone) {
    var newest = phone.pinned().newest().kid();
    return call(phone, "GET", ROOT + "/challenge-keys/" + newest + "/successor", "")
        .thenCompose(told -> follow(phone, newest, new JsonObject(told)));
  }

  private CompletableFuture<Void> follow(SimulatedPhone phone, String after, JsonObject told) {
    return switch (told.getString("state")) {
      case "replaced" -> {
        phone.pinned().follow(after, told.getString("statement"), phone.tenant(), now());
        yield follow(phone);
      }
      case "current" -> CompletableFuture.completedFuture(null);
      default -> throw new IllegalArgumentException("The tenant's keys are revoked: enrol again.");
    };
  }

  /** Answers a challenge; gives the state that it is in then. */
  CompletableFuture<String> answer(
      SimulatedPhone phone, Challenge challenge, String decision, String digits) {
    var body =
        new JsonObject().put("answer", phone.answer(challenge, decision, digits, now())).encode();
    return call(phone, "POST", ROOT + "/challenges/" + challenge.id() + "/answer", body)
        .thenApply(told -> new JsonObject(told).getString("state"));
  }

  private CompletableFuture<String> call(
      SimulatedPhone phone, String method, String path, String body) {
    var uri = URI.create(phone.base() + path);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(uri)
            .header(
                "Authorization",
                phone.proof(method, uri.getPath(), bytes, now(), Base64Url.text(entropy.bytes(12))))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    return send(request);
  }

  private CompletableFuture<String> send(HttpRequest request) {
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(
            answer -> {
              if (answer.statusCode() / 100 != 2) {
                throw new Refused(answer.statusCode(), answer.body());
              }
              return answer.body();
            });
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
