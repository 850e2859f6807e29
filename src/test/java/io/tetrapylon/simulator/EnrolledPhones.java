package io.tetrapylon.simulator;

import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.Ocra;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.keys.P256;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.util.BigIntegers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Phones that enrolled with a running gateway, for the benchmark and for tests of other packages.
 */
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
    private final GatewayLine line;
    private final SimulatedPhone phone;

    private Enrolled(GatewayLine line, SimulatedPhone phone) {
      this.line = line;
      this.phone = phone;
    }

    /** What waits for it, as the tenant signed it. */
    public List<String> waiting() {
      return line.challenges(phone).join().stream().map(Challenge::text).toList();
    }

    /** Decides all that waits; gives the states that it is in then. */
    public List<String> decide(String decision, String digits) {
      return line.challenges(phone).join().stream()
          .map(challenge -> line.answer(phone, challenge, decision, digits).join())
          .toList();
    }

    /** Opens a JWE that is for this phone alone. */
    public String open(String jwe) throws JoseException {
      var point = new EncryptionKey(P256.point(P256.publicKey(phone.encryption()))).jwk();
      var scalar = BigIntegers.asUnsignedByteArray(32, phone.encryption().getD());
      var jwk =
          PublicJsonWebKey.Factory.newPublicJwk(point.put("d", Base64Url.text(scalar)).getMap());
      var sealed = new JsonWebEncryption();
      sealed.setCompactSerialization(jwe);
      sealed.setKey(jwk.getPrivateKey());
      return sealed.getPayload();
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
    return new Enrolled(line, line.enrol(here, "test", null).join());
  }
}
