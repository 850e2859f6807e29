package io.tetrapylon.dispatch.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.dispatch.Certificates;
import io.tetrapylon.dispatch.Delivery;
import io.tetrapylon.dispatch.Guards;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** E-mail as SubEtha's server takes it, and as Jakarta Mail reads it. */
class SmtpTest {
  @TempDir static Path directory;

  private static Vertx vertx;
  private static Path store;
  private static SSLContext tls;

  private record Mail(String from, String to, byte[] data) {}

  private final List<Mail> taken = new CopyOnWriteArrayList<>();
  private final List<SMTPServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    store = Certificates.forHost(directory, Guards.NAME);
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stopServers() {
    servers.forEach(SMTPServer::stop);
  }

  @Test
  void aMailArrivesAsItWasMeant() throws MessagingException, IOException {
    var server = start(builder());
    var text = "Ihr Code: 123456\r\n.\r\nGrüße aus Zürich \uD83D\uDD10";

    var delivery =
        send(
            settings(server, "none"),
            "ada@example.org",
            "Ihr Anmelde-Code für Zürich \uD83D\uDD10",
            text);

    var mail = taken.get(0);
    assertEquals("login@example.com", mail.from());
    assertEquals("ada@example.org", mail.to());
    var message = message(mail);
    assertEquals("Ihr Anmelde-Code für Zürich \uD83D\uDD10", message.getSubject());
    assertEquals(text, message.getContent());
    assertEquals("ada@example.org", message.getAllRecipients()[0].toString());
    assertEquals("<" + Guards.ID + "@example.com>", message.getMessageID());
    assertEquals(new Delivery.Sent(message.getMessageID()), delivery);
  }

  @Test
  void aTextCannotAddHeadersOrAnotherMail() throws MessagingException, IOException {
    var server = start(builder());

    send(
        settings(server, "none"),
        "ada@example.org",
        "x\r\nBcc: eve@example.org",
        "a\r\n.\r\nMAIL FROM:<eve@example.org>");

    assertEquals(1, taken.size());
    assertEquals(1, message(taken.get(0)).getAllRecipients().length);
  }

  @Test
  void startTlsAndThePasswordAfterIt() {
    var server =
        start(
            builder()
                .enableTLS()
                .requireTLS()
                .startTlsSocketFactory(tls)
                .requireAuth()
                .authenticationHandlerFactory(passwordIs("secret")));
    var settings = settings(server, "starttls").put("username", "login").put("password", "secret");

    assertTrue(send(settings) instanceof Delivery.Sent);
    assertEquals(
        "535",
        ((Delivery.Failed) send(settings.copy().put("password", "wrong")))
            .reason()
            .substring(0, 3));
    assertEquals(1, taken.size());
  }

  @Test
  void tlsFromTheStart() {
    var server = start(builder().serverSocketFactory(tls));

    assertTrue(send(settings(server, "tls")) instanceof Delivery.Sent);
  }

  @Test
  void theCertificateIsCheckedAgainstTheName() {
    var server = start(builder().enableTLS().startTlsSocketFactory(tls));

    var delivery = send(settings(server, "starttls").put("host", "localhost"));

    assertEquals(new Delivery.Retry("connection failed: SSLHandshakeException", null), delivery);
    assertEquals(0, taken.size());
  }

  @Test
  void aServerThatDoesNotEncryptIsNotTold() {
    var server = start(builder());

    assertEquals(
        new Delivery.Failed("server does not encrypt"), send(settings(server, "starttls")));
    assertEquals(0, taken.size());
  }

  @Test
  void whatTheServerSaysIsUnderstood() {
    assertEquals(new Delivery.Gone("550 5.1.1"), rejected(550, "5.1.1 no such user"));
    assertEquals(new Delivery.Failed("550"), rejected(550, "policy"));
    assertEquals(new Delivery.Failed("554 5.7.1"), rejected(554, "5.7.1 spam"));
    assertEquals(new Delivery.Retry("451 4.7.1", null), rejected(451, "4.7.1 greylisted"));
  }

  @Test
  void aServerThatIsSilentOrTalksTooMuchIsLeft() {
    var silent = listening("");
    var endless = listening("220-" + "x".repeat(100_000));

    assertEquals(
        new Delivery.Retry("timed out", null),
        send(settings(silent, "none"), Duration.ofMillis(300)));
    assertEquals(
        new Delivery.Retry("answer not understood", null), send(settings(endless, "none")));
  }

  @Test
  void whatAServerSaysBeforeEncryptionDoesNotCountAfterIt() {
    var forger = listening("220 hi\r\n250 STARTTLS\r\n220 go\r\n250 injected\r\n");

    assertEquals(
        new Delivery.Retry("answer not understood", null), send(settings(forger, "starttls")));
  }

  @Test
  void settingsThatAreNoneAreRefused() {
    refused(new JsonObject().put("host", "mail.example.com"));
    refused(complete().put("from", "a b@example.com"));
    refused(complete().put("from", "a@example.com\r\nRCPT TO:<x@y>"));
    refused(complete().put("security", "ssl"));
    refused(complete().put("port", 70000));
    refused(complete().put("username", "x"));
    assertEquals(complete(), channel().settings(complete(), new JsonObject()));
  }

  private void refused(JsonObject settings) {
    assertThrows(Refusal.class, () -> channel().settings(settings, new JsonObject()));
  }

  private static JsonObject complete() {
    return new JsonObject().put("host", "mail.example.com").put("from", "login@example.com");
  }

  private Delivery rejected(int code, String words) {
    var server =
        start(
            new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .messageHandler(
                    (context, from, to, data) -> {
                      throw new RejectException(code, words);
                    }));
    return send(settings(server, "none"));
  }

  private SMTPServer.Builder builder() {
    return new SMTPServer.Builder()
        .bindAddress(InetAddress.getLoopbackAddress())
        .port(0)
        .messageHandler((context, from, to, data) -> taken.add(new Mail(from, to, data)));
  }

  private int start(SMTPServer.Builder builder) {
    var server = builder.build();
    server.start();
    servers.add(server);
    return server.getPortAllocated();
  }

  private static int listening(String greeting) {
    return vertx
        .createNetServer()
        .connectHandler(socket -> socket.write(greeting))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static EasyAuthenticationHandlerFactory passwordIs(String right) {
    return new EasyAuthenticationHandlerFactory(
        (username, password, context) -> {
          if (!password.equals(right)) {
            throw new LoginFailedException();
          }
        });
  }

  private static MimeMessage message(Mail mail) throws MessagingException {
    var session = Session.getInstance(new Properties());
    return new MimeMessage(session, new ByteArrayInputStream(mail.data()));
  }

  private static JsonObject settings(int port, String security) {
    return new JsonObject()
        .put("host", Guards.NAME)
        .put("port", port)
        .put("security", security)
        .put("from", "login@example.com");
  }

  private static Delivery send(JsonObject settings) {
    return send(settings, "ada@example.org", "Code", "123456");
  }

  private static Delivery send(JsonObject settings, String to, String subject, String text) {
    return send(letter(settings, to, subject, text));
  }

  private static Delivery send(JsonObject settings, Duration limit) {
    var letter = letter(settings, "ada@example.org", "Code", "123456");
    return send(
        new Letter(
            letter.tenant(),
            letter.id(),
            letter.address(),
            letter.settings(),
            letter.content(),
            limit,
            letter.hosts()));
  }

  private static Letter letter(JsonObject settings, String to, String subject, String text) {
    return Guards.letter(
        new JsonObject().put("address", to), settings, new Letter.Text(subject, text));
  }

  private static Delivery send(Letter letter) {
    return channel().send(letter).await().atMost(Duration.ofSeconds(20));
  }

  private static SmtpChannel channel() {
    var clock = Clock.systemUTC();
    return new SmtpChannel(
        Guards.open(vertx, clock),
        vertx,
        Guards.patient(),
        clock,
        new NetClientOptions().setTrustOptions(Certificates.options(store)));
  }
}
