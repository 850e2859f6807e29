package io.tetrapylon.simulator;

import io.tetrapylon.kernel.Entropy;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * The command {@code phone}: a phone on the command line.
 *
 * <pre>
 * phone enrol ACTIVATION [--name N] [--webhook URL]
 *                                          enrols by the text of an activation's QR code
 * phone list                               what waits for the user
 * phone approve|deny|fraud [--digits NN]   answers what waits
 * phone code COMMAND                       the six digits for a QR code
 * phone crowd FILE [--seconds N] [--answers N] [--port P]
 *                                          a phone for each activation in the file; each approves
 *                                          whatever it is asked, and with a port takes pushes
 * all: [--file phone.json]                 where the phone is kept
 * </pre>
 */
public final class PhoneCommand {
  private static final String USAGE =
      """
      phone enrol ACTIVATION [--name N] [--webhook URL]
                                               enrol by the text of an activation's QR code
      phone list                               what waits for the user
      phone approve|deny|fraud [--digits NN]   answer what waits
      phone code COMMAND                       the six digits for a QR code
      phone crowd FILE [--seconds N] [--answers N] [--port P]
                                               a phone for each activation in the file
      all: [--file phone.json]                 where the phone is kept""";

  private final Arguments arguments;
  private final GatewayLine gateway;
  private final PrintStream out;

  private PhoneCommand(Arguments arguments, PrintStream out) {
    this.arguments = arguments;
    this.out = out;
    this.gateway = new GatewayLine(new Entropy(), Clock.systemUTC());
  }

  /** Runs it. Gives the status to exit with: 0, 1 when the gateway said no, 2 for wrong usage. */
  public static int run(List<String> words, PrintStream out) {
    try {
      new PhoneCommand(Arguments.parse(words), out).run();
      return 0;
    } catch (CompletionException refused) {
      out.println(refused.getCause() == null ? refused : refused.getCause().getMessage());
      return 1;
    } catch (IllegalArgumentException | IOException wrong) {
      out.println(wrong.getMessage());
      out.println(USAGE);
      return 2;
    }
  }

  private void run() throws IOException {
    switch (arguments.verb()) {
      case "enrol" -> enrol();
      case "list" -> waiting(kept()).forEach(this::print);
      case "approve", "deny", "fraud" -> answer(arguments.verb());
      case "code" -> code();
      case "crowd" -> crowd();
      default -> throw new IllegalArgumentException("phone " + arguments.verb() + " is unknown.");
    }
  }

  private void enrol() throws IOException {
    var invitation = Invitation.parse(arguments.operand());
    var webhook = arguments.options().get("webhook");
    var phone =
        gateway
            .enrol(
                invitation,
                arguments.option("name", "Simulator"),
                webhook == null ? null : URI.create(webhook))
            .join();
    keep(phone);
    out.println("Enrolled as " + phone.device() + ", kept in " + file());
  }

  private void answer(String decision) throws IOException {
    var phone = kept();
    var waiting = waiting(phone);
    if (waiting.isEmpty()) {
      out.println("Nothing waits.");
    }
    for (var challenge : waiting) {
      print(challenge);
      var digits = decision.equals("approve") ? arguments.option("digits", "") : "";
      out.println(gateway.answer(phone, challenge, decision, digits).join());
    }
  }

  private void code() throws IOException {
    var phone = kept();
    var scanned = gateway.scanned(phone, arguments.operand()).join();
    keep(phone);
    print(scanned);
    out.println(phone.code(scanned));
  }

  private void crowd() throws IOException {
    var port = arguments.options().get("port");
    int answers = Integer.parseInt(arguments.option("answers", "0"));
    var crowd = new Crowd(gateway, out, arguments.seconds(), answers);
    if (port == null) {
      crowd.ask(invitations());
    } else {
      crowd.listen(invitations(), Integer.parseInt(port));
    }
  }

  private List<Invitation> invitations() throws IOException {
    return Files.readAllLines(Path.of(arguments.operand())).stream()
        .filter(line -> !line.isBlank())
        .map(Invitation::parse)
        .toList();
  }

  private void print(Challenge challenge) {
    out.println(challenge.shown() + (challenge.wantsDigits() ? " (digits wanted)" : ""));
  }

  /** What waits; where the phone went on to another key it stays there. */
  private List<Challenge> waiting(SimulatedPhone phone) throws IOException {
    var waiting = gateway.challenges(phone).join();
    keep(phone);
    return waiting;
  }

  private void keep(SimulatedPhone phone) throws IOException {
    Files.writeString(file(), phone.toJson().encodePrettily());
  }

  private SimulatedPhone kept() throws IOException {
    return SimulatedPhone.of(new JsonObject(Files.readString(file())));
  }

  private Path file() {
    return Path.of(arguments.option("file", "phone.json"));
  }
}
