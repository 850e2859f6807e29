package io.tetrapylon.credential.fido2;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A certificate authority in software, for the attestations of authenticators in software. */
final class SoftCa {
  private static final AlgorithmIdentifier ES256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  static final String ATTESTS = "C=CH, O=Acme, OU=Authenticator Attestation, CN=Key";

  private final SoftKey key = SoftKey.of(-7);
  private final String name;
  final X509Certificate root;

  SoftCa(String name) {
    this.name = "CN=" + name;
    this.root = certify(key.pair().getPublic(), this.name, true, Map.of());
  }

  X509Certificate attesting(PublicKey of) {
    return attesting(of, Map.of());
  }

  X509Certificate attesting(PublicKey of, Map<String, ASN1Encodable> extensions) {
    return certify(of, ATTESTS, false, extensions);
  }

  X509Certificate certify(
      PublicKey of, String subject, boolean ca, Map<String, ASN1Encodable> extensions) {
    try {
      var now = Instant.now();
      var tbs = new V3TBSCertificateGenerator();
      tbs.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.nanoTime())));
      tbs.setSignature(ES256);
      tbs.setIssuer(new X500Name(name));
      tbs.setSubject(new X500Name(subject));
      tbs.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
      tbs.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
      tbs.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(of.getEncoded()));
      var added = new ExtensionsGenerator();
      added.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      for (var each : extensions.entrySet()) {
        var id = new ASN1ObjectIdentifier(each.getKey());
        added.addExtension(id, id.equals(Extension.subjectAlternativeName), each.getValue());
      }
      tbs.setExtensions(added.generate());
      var signed = tbs.generateTBSCertificate();
      var signature = new DERBitString(key.sign(signed.getEncoded()));
      return Certificates.der(
          new DERSequence(new ASN1Encodable[] {signed, ES256, signature}).getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(der(certificate))
        + "\n-----END CERTIFICATE-----\n";
  }

  /** A signature as a JWS has it (RFC 7518 section 3.4). */
  static byte[] jws(SoftKey by, byte[] message) {
    try {
      var signature = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(by.pair().getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
