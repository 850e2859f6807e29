package io.tetrapylon.credential.uaf.protocol;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Keys in the form of certificates: SubjectPublicKeyInfo in DER (RFC 5280 section 4.1). */
final class KeyInfo {
  private KeyInfo() {}

  static UafPublicKey read(byte[] der) {
    try {
      var info = SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
      if (!Arrays.equals(info.getEncoded("DER"), der)) {
        throw new IllegalArgumentException("is not DER");
      }
      return of(info);
    } catch (IOException | ClassCastException | IllegalStateException notSuchAStructure) {
      throw new IllegalArgumentException("is no SubjectPublicKeyInfo");
    }
  }

  private static UafPublicKey of(SubjectPublicKeyInfo info) throws IOException {
    var kind = info.getAlgorithm().getAlgorithm();
    if (X9ObjectIdentifiers.id_ecPublicKey.equals(kind)) {
      if (!SECObjectIdentifiers.secp256r1.equals(info.getAlgorithm().getParameters())) {
        throw new IllegalArgumentException("is not on the curve P-256");
      }
      return EllipticKey.ofPoint(info.getPublicKeyData().getOctets());
    }
    if (PKCSObjectIdentifiers.rsaEncryption.equals(kind)) {
      var key = RSAPublicKey.getInstance(info.parsePublicKey());
      return RsaKey.of(key.getModulus(), key.getPublicExponent());
    }
    throw new IllegalArgumentException("is of no kind that is known here");
  }
}
