package io.tetrapylon.device.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof that who enrols holds the private key: a JWS of type {@value #TYPE} by the new signing
 * key, over the activation, the tenant and the names of both keys.
 */
public final class EnrolmentProof {
  /** The type in the header. */
  public static final String TYPE = "enrolment+jws";

  private EnrolmentProof() {}

  /**
   * What is wrong with a proof; empty when nothing is.
   *
   * @param secret the activation's secret, or the code in its normal form, as the phone sent it
   */
  public static Optional<Flaw> flaw(
      String text, DeviceKey signing, EncryptionKey encryption, String tenant, String secret) {
    var jws = CompactJws.parse(text);
    if (jws.isEmpty()) {
      return Optional.of(Flaw.MALFORMED);
    }
    var flaw = jws.get().flaw(TYPE, signing);
    return flaw.isPresent()
        ? flaw
        : Optional.ofNullable(
            difference(new Claims(jws.get().payload()), signing, encryption, tenant, secret));
  }

  private static @Nullable Flaw difference(
      Claims claims, DeviceKey signing, EncryptionKey encryption, String tenant, String secret) {
    if (!tenant.equals(claims.text("tid"))) {
      return Flaw.TENANT;
    } else if (!Sha256.text(secret).equals(claims.text("act"))) {
      return Flaw.ACTIVATION;
    } else if (!signing.thumbprint().equals(claims.text("jkt"))
        || !encryption.thumbprint().equals(claims.text("ekt"))) {
      return Flaw.KEY;
    }
    return claims.instant("iat") == null ? Flaw.CLAIM : null;
  }
}
