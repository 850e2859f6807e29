package io.tetrapylon.dispatch.smtp;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes mail of a tenant.
 *
 * @param host its name
 * @param port 1 to 65535; 587, or 465 with TLS from the start
 * @param security how the connection is encrypted
 * @param username null where the server wants none
 * @param password of that user
 */
record SmtpServer(
    String host,
    int port,
    Security security,
    @Nullable String username,
    @Nullable Secret password) {

  /** How the connection is encrypted. */
  enum Security {
    /** Begun in the clear and encrypted before anything is said; the server must offer it. */
    STARTTLS,
    /** From the start. */
    TLS,
    /** Not at all: only towards this machine, where development allows it. */
    NONE;

    static @Nullable Security of(String word) {
      for (var one : values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
          return one;
        }
      }
      return null;
    }
  }

  static SmtpServer of(JsonObject settings) {
    var security = Security.of(settings.getString("security", "starttls"));
    var known = security == null ? Security.STARTTLS : security;
    var password = settings.getString("password");
    return new SmtpServer(
        Fields.stored(settings, "host"),
        settings.getInteger("port", known == Security.TLS ? 465 : 587),
        known,
        settings.getString("username"),
        password == null ? null : Secret.of(password));
  }

  static void check(JsonObject settings) {
    var security = Fields.optional(settings, "security");
    Member.check(
        security == null || Security.of(security) != null,
        "security",
        "must be starttls, tls or none.");
    var port = settings.getValue("port");
    Member.check(
        port == null || (port instanceof Integer number && number > 0 && number < 65536),
        "port",
        "must be 1 to 65535.");
  }
}
