package io.tetrapylon.dispatch;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Guards that let tests of channels reach their servers, and letters for them. */
public final class Guards {
  public static final UUID TENANT = UUID.fromString("0192aaaa-0000-7000-8000-000000000001");
  public static final UUID ID = UUID.fromString("0192aaaa-0000-7000-8000-000000000002");
  public static final String NAME = "push.example.org";

  private Guards() {}

  /** Reaches this machine, by whatever name. */
  public static Egress open(Vertx vertx, Clock clock) {
    return open(vertx, clock, new HttpClientOptions());
  }

  public static Egress open(Vertx vertx, Clock clock, HttpClientOptions options) {
    return new Egress(vertx, patient(), clock, host -> List.of(here()), options);
  }

  public static Limits patient() {
    return Limits.LOOPBACK.within(Duration.ofSeconds(9));
  }

  public static Letter letter(JsonObject address, JsonObject settings, Letter.Content content) {
    return new Letter(
        TENANT,
        ID,
        address,
        settings,
        content,
        Duration.ofSeconds(60),
        Hosts.of(Set.of(NAME, "localhost", "127.0.0.1")));
  }

  public static Letter.Message message() {
    return new Letter.Message("challenge-1", new JsonObject().put("sealed", "abc"));
  }

  private static InetAddress here() {
    try {
      return InetAddress.getByName("127.0.0.1");
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
