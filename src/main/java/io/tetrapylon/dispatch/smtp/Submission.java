package io.tetrapylon.dispatch.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.dispatch.Unfit;
import io.vertx.core.Future;
import java.util.Base64;

/** The steps of handing in one message (RFC 5321 section 3, RFC 3207, RFC 4954). */
final class Submission {
  private static final String HELLO = "EHLO tetrapylon";

  private final Conversation conversation;
  private final SmtpServer server;

  Submission(Conversation conversation, SmtpServer server) {
    this.conversation = conversation;
    this.server = server;
  }

  Future<Reply> run(MailMessage message) {
    return open()
        .compose(this::authenticate)
        .compose(ready -> conversation.say("MAIL FROM:<" + message.from() + ">"))
        .compose(from -> conversation.say("RCPT TO:<" + message.to() + ">"))
        .compose(to -> conversation.say("DATA"))
        .compose(go -> conversation.say(message.data()));
  }

  private Future<Reply> open() {
    return switch (server.security()) {
      case TLS -> conversation.encrypt(server.host()).compose(on -> greet());
      case STARTTLS -> greet().compose(this::startTls);
      case NONE -> greet();
    };
  }

  private Future<Reply> greet() {
    return conversation.listen().compose(greeting -> conversation.say(HELLO));
  }

  /** A server that does not offer it may be somebody in between who took it out. */
  private Future<Reply> startTls(Reply hello) {
    if (!hello.offers("STARTTLS")) {
      return Future.failedFuture(new Unfit("server does not encrypt"));
    }
    return conversation
        .say("STARTTLS")
        .compose(ready -> conversation.encrypt(server.host()))
        .compose(on -> conversation.say(HELLO));
  }

  private Future<Reply> authenticate(Reply hello) {
    var username = server.username();
    var password = server.password();
    if (username == null || password == null) {
      return Future.succeededFuture(hello);
    }
    return hello.offersAuth("PLAIN")
        ? conversation.say("AUTH PLAIN " + base64("\0" + username + "\0" + password.text()))
        : conversation
            .say("AUTH LOGIN")
            .compose(asked -> conversation.say(base64(username)))
            .compose(asked -> conversation.say(base64(password.text())));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
