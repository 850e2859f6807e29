package io.tetrapylon.credential.uaf.protocol;

import io.tetrapylon.keys.P256;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** Signatures that are wrapped in DER, in the one way in which DER writes them. */
final class Der {
  private static final java.math.BigInteger ORDER =
      CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getN();

  private Der() {}

  /** r and s of a sequence, 32 bytes each, or null where it is none. */
  static byte @Nullable [] plainSignature(byte[] der) {
    try {
      var numbers = StandardDSAEncoding.INSTANCE.decode(ORDER, der); // refuses what is not DER
      var plain = new byte[2 * P256.FIELD_BYTES];
      BigIntegers.asUnsignedByteArray(numbers[0], plain, 0, P256.FIELD_BYTES);
      BigIntegers.asUnsignedByteArray(numbers[1], plain, P256.FIELD_BYTES, P256.FIELD_BYTES);
      return plain;
    } catch (IOException | RuntimeException notSuchASequence) {
      return null;
    }
  }

  /** What is in an octet string, or null where it is none. */
  static byte @Nullable [] octets(byte[] der) {
    try {
      var string = ASN1Primitive.fromByteArray(der);
      return string instanceof ASN1OctetString octets
              && Arrays.equals(octets.getEncoded("DER"), der)
          ? octets.getOctets()
          : null;
    } catch (IOException | RuntimeException notAString) {
      return null;
    }
  }
}
