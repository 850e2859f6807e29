package io.tetrapylon.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.SealedColumn;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Makes one attempt with a row: asks for its content, opens address and settings, and sends. */
@ApplicationScoped
class Sender {
  private static final Logger LOG = Logger.getLogger(Sender.class);

  private static final SealedColumn ADDRESS =
      new SealedColumn("dispatch_target", "id", "sealed_address");

  private final DataKeys dataKeys;
  private final Map<ChannelKind, Channel> channels;
  private final Map<Purpose, Contents> contents;
  private final MeterRegistry metrics;

  Sender(
      DataKeys dataKeys,
      @All List<Channel> channels,
      @All List<Contents> contents,
      MeterRegistry metrics) {
    this.dataKeys = dataKeys;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::kind, Function.identity()));
    this.contents =
        contents.stream().collect(Collectors.toMap(Contents::purpose, Function.identity()));
    this.metrics = metrics;
  }

  /** One attempt; it never fails, and what went wrong is told by the outcome. */
  Uni<Delivery> send(Held held) {
    return Uni.createFrom()
        .deferred(() -> attempt(held))
        .onFailure()
        .invoke(failure -> LOG.debugf(failure, "message %s is not sent", held.row().id()))
        .onFailure()
        .recoverWithItem(Delivery::of)
        .invoke(delivery -> count(held, delivery));
  }

  private Uni<Delivery> attempt(Held held) {
    var channel = channels.get(held.row().channel());
    var content = contents.get(held.row().purpose());
    if (channel == null || content == null) {
      return failed("nobody sends this");
    }
    return content.of(held.row()).chain(found -> attempt(held, channel, found));
  }

  private Uni<Delivery> attempt(Held held, Channel channel, Optional<Letter.Content> content) {
    if (content.isEmpty()) {
      return failed("not wanted any more");
    }
    return Uni.combine()
        .all()
        .unis(address(held), settings(held))
        .asTuple()
        .map(opened -> letter(held, opened.getItem1(), opened.getItem2(), content.get()))
        .chain(channel::send);
  }

  private static Letter letter(
      Held held, JsonObject address, JsonObject settings, Letter.Content content) {
    var row = held.row();
    return new Letter(
        row.tenant(), row.id(), address, settings, content, row.timeLeft(), held.hosts());
  }

  private Uni<JsonObject> address(Held held) {
    var row = held.row();
    if (row.targetId() == null && held.ownUrl() != null) {
      return Uni.createFrom().item(new JsonObject().put("url", held.ownUrl()));
    }
    if (row.purpose() == Purpose.BACKCHANNEL) {
      return Uni.createFrom().item(new JsonObject()); // the content knows where it goes
    }
    return row.targetId() == null || held.address() == null
        ? Uni.createFrom().failure(new Unfit("no such target any more"))
        : dataKeys.open(row.tenant(), ADDRESS, row.targetId(), held.address()).map(Sender::json);
  }

  private Uni<JsonObject> settings(Held held) {
    return held.settingsId() == null || held.settings() == null
        ? Uni.createFrom().item(new JsonObject())
        : dataKeys
            .open(held.row().tenant(), ChannelSettings.SETTINGS, held.settingsId(), held.settings())
            .map(Sender::json);
  }

  private static JsonObject json(Secret secret) {
    return new JsonObject(secret.text());
  }

  private static Uni<Delivery> failed(String reason) {
    return Uni.createFrom().item(new Delivery.Failed(reason));
  }

  private void count(Held held, Delivery delivery) {
    metrics
        .counter(
            "tetrapylon.dispatches",
            "channel",
            held.row().channel().name(),
            "outcome",
            delivery.getClass().getSimpleName().toUpperCase(Locale.ROOT))
        .increment();
  }
}
