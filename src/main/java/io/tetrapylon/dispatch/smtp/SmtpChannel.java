package io.tetrapylon.dispatch.smtp;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Channel;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.DispatchConfig;
import io.tetrapylon.dispatch.Egress;
import io.tetrapylon.dispatch.EgressFailed;
import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Unfit;
import io.tetrapylon.kernel.Member;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Hands e-mail to a tenant's mail server (RFC 6409). It speaks SMTP itself, because a ready client
 * resolves the server's name on its own, and the connection must go to the address that was
 * checked.
 */
@Singleton
class SmtpChannel implements Channel {
  private final Egress egress;
  private final Vertx vertx;
  private final Clock clock;
  private final NetClient client;

  @Inject
  SmtpChannel(Egress egress, Vertx vertx, DispatchConfig config, Clock clock) {
    this(egress, vertx, config, clock, new NetClientOptions());
  }

  SmtpChannel(
      Egress egress, Vertx vertx, DispatchConfig config, Clock clock, NetClientOptions base) {
    this.egress = egress;
    this.vertx = vertx;
    this.clock = clock;
    this.client =
        vertx.createNetClient(
            new NetClientOptions(base)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis())));
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SMTP;
  }

  @Override
  public Uni<Delivery> send(Letter letter) {
    var server = SmtpServer.of(letter.settings());
    var message = MailMessage.of(letter, clock.instant());
    return egress.around(
        server.host() + ":" + server.port(),
        () ->
            egress
                .admit(
                    server.host(),
                    server.port(),
                    server.security() != SmtpServer.Security.NONE,
                    letter.hosts())
                .chain(
                    address -> talk(server, address, message, egress.shorter(letter.timeToLive()))),
        reply -> reply instanceof Delivery.Retry);
  }

  private Uni<Delivery> talk(
      SmtpServer server, InetAddress address, MailMessage message, Duration limit) {
    return Uni.createFrom()
        .completionStage(() -> talkWithin(server, address, message, limit).toCompletionStage());
  }

  private Future<Delivery> talkWithin(
      SmtpServer server, InetAddress address, MailMessage message, Duration limit) {
    var at = SocketAddress.inetSocketAddress(server.port(), address.getHostAddress());
    return client
        .connect(at, server.host())
        .compose(socket -> talkWithin(socket, server, message, limit))
        .recover(failure -> Future.succeededFuture(delivery(failure)));
  }

  private Future<Delivery> talkWithin(
      NetSocket socket, SmtpServer server, MailMessage message, Duration limit) {
    var conversation = new Conversation(socket);
    long timer =
        vertx.setTimer(
            Math.max(1, limit.toMillis()), t -> conversation.end(new EgressFailed("timed out")));
    return new Submission(conversation, server)
        .run(message)
        .map(done -> (Delivery) new Delivery.Sent(message.id()))
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              conversation.leave();
            });
  }

  /** RFC 5321 section 4.2.1: a 4 may pass, a 5 will not. */
  private static Delivery delivery(Throwable failure) {
    if (failure instanceof Reply.Refused refused) {
      var reply = refused.reply();
      if (reply.isNoSuchMailbox()) {
        return new Delivery.Gone(reply.reason());
      }
      return reply.code() / 100 == 4
          ? new Delivery.Retry(reply.reason(), null)
          : new Delivery.Failed(reply.reason());
    }
    return failure instanceof EgressFailed || failure instanceof Unfit
        ? Delivery.of(failure)
        : new Delivery.Retry("connection failed: " + failure.getClass().getSimpleName(), null);
  }

  @Override
  public JsonObject settings(JsonObject given, JsonObject before) {
    Fields.refuseOthers(given, Set.of("host", "port", "security", "username", "password", "from"));
    Fields.required(given, "host");
    Member.check(
        (Fields.optional(given, "username") == null)
            == (Fields.optional(given, "password") == null),
        "password",
        "goes with username: give both or neither.");
    Member.check(
        MailMessage.isAddress(Fields.required(given, "from")),
        "from",
        "must be an e-mail address.");
    SmtpServer.check(given);
    return given.copy();
  }

  @Override
  public Set<String> secrets() {
    return Set.of("password");
  }

  /** And as whom: a password belongs to an account. */
  @Override
  public Set<String> destinations() {
    return Set.of("host", "port", "security", "username");
  }
}
