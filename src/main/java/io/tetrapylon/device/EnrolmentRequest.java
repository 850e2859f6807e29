package io.tetrapylon.device;

import io.tetrapylon.device.protocol.ActivationCode;
import io.tetrapylon.device.protocol.DeviceKey;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.EnrolmentProof;
import io.tetrapylon.device.protocol.Flaw;
import io.tetrapylon.kernel.Member;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a phone sends to enrol.
 *
 * @param tenant the tenant's code
 * @param invitation what it was invited by
 * @param signing the public key that it will sign with
 * @param encryption the public key that boxes will be sealed to
 * @param proof a JWS by the signing key, see {@link EnrolmentProof}
 * @param name what its owner calls it
 * @param platform what it runs on, in its own words
 * @param target where it is reached, or null: then it asks
 */
public record EnrolmentRequest(
    String tenant,
    Invitation invitation,
    DeviceKey signing,
    EncryptionKey encryption,
    String proof,
    String name,
    String platform,
    @Nullable PushAddress target) {

  /** How long a phone's name may be, in UTF-16 units. */
  public static final int LONGEST_NAME = 100;

  /** Refuses a name or a platform that is none. */
  public EnrolmentRequest {
    Member.text("name", name, LONGEST_NAME);
    Member.text("platform", platform, LONGEST_NAME);
  }

  /** What a phone was invited by. */
  public sealed interface Invitation {
    /** The secret in its one form. */
    String secret();
  }

  /**
   * The QR code was scanned.
   *
   * @param secret as the code has it
   */
  public record Scanned(String secret) implements Invitation {
    @Override
    public String toString() {
      return "Scanned[***]";
    }
  }

  /**
   * The code was typed.
   *
   * @param login a user name or e-mail address
   * @param code as it was typed
   */
  public record Typed(String login, String code) implements Invitation {
    @Override
    public String secret() {
      return ActivationCode.typed(code).orElse("");
    }

    @Override
    public String toString() {
      return "Typed[" + login + ", ***]";
    }
  }

  Optional<Flaw> flaw() {
    return EnrolmentProof.flaw(proof, signing, encryption, tenant, invitation.secret());
  }
}
