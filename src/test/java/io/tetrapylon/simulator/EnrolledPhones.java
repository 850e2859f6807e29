package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.kernel.Entropy;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;

/** Phones that enrolled with a running gateway, for the benchmark. */
public final class EnrolledPhones {
  private final GatewayLine line;
  private final URI base;

  /** With the gateway there. */
  public EnrolledPhones(URI base) {
    this.base = base;
    this.line = new GatewayLine(new Entropy(), Clock.systemUTC());
  }

  /** One of them. */
  public static final class Enrolled {
    private final SimulatedPhone phone;

    private Enrolled(SimulatedPhone phone) {
      this.phone = phone;
    }

    /** The six digits that it shows for a QR code. */
    public String digits(byte[] nonce, UUID challenge) {
      return Ocra.code(phone.ocra(), Ocra.question(nonce, challenge));
    }
  }

  /** Enrols one by what the QR code of its invitation says. */
  public Enrolled enrol(String activation) {
    var invited = Invitation.parse(activation);
    var here = new Invitation(base, invited.tenant(), invited.secret());
    return new Enrolled(line.enrol(here, "benchmark", null).join());
  }
}
